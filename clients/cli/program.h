// The whole program behind main(): words in, exit code out. Tests drive it without a process.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "services/base/clock.h"

namespace diandan::cli {

// `clock`: when it is now, for what people say ("today 9:00"); tests move it by hand.
int RunProgram(const std::vector<std::string>& words, std::ostream& answer, std::ostream& talk,
               const Clock& clock = Clock::System());

}  // namespace diandan::cli
