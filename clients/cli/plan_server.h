// What `diandan plan …` asks of the server: make, list, show, why, join, commit.
#pragma once

#include "clients/cli/command.h"
#include "clients/cli/context.h"

namespace diandan::cli {

void AddPlanServerCommands(Command& plan, Context& context);

}  // namespace diandan::cli
