// `diandan org import`: the whole file is checked first, then written county by county with several calls
// in flight. Each call's request_id is derived from its content, so a second run repeats what is written
// and goes on where the first one stopped.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// `all_problems`: list every bad line instead of the first ones.
Status ImportDivisions(Context& context, const std::string& path, bool all_problems);

}  // namespace diandan::cli
