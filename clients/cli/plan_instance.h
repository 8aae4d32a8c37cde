// `diandan plan --instance FILE --model gmission`: the best assignment of a published instance. Needs no
// server and nobody signed in.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

Status PlanInstance(Context& context, const std::string& path, const std::string& model);

}  // namespace diandan::cli
