// Recomputing a draw from its proof: needs no server.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// `commitment`: 64 hex digits that somebody noted before the period began; empty: nobody did. DRAW_MISMATCH.
Status VerifyProof(Context& context, const std::string& file, const std::string& commitment);

}  // namespace diandan::cli
