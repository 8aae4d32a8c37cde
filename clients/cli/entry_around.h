// entry around: what surrounds an entry, for whoever decides it.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// `entry`: its full name.
Status ShowAround(Context& context, const std::string& entry);

}  // namespace diandan::cli
