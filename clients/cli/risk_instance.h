// `diandan risk --instance FILE`: the queue of an instance, riskiest first. Needs no server and nobody signed
// in.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// `truth`: compares with what the instance says each attendance is. `all`: the whole queue, where people are
// shown its head otherwise.
Status RiskOfInstance(Context& context, const std::string& path, bool truth, bool all);

}  // namespace diandan::cli
