// The whole program behind main(): words in, exit code out. Tests drive it without a process.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace diandan::cli {

int RunProgram(const std::vector<std::string>& words, std::ostream& answer, std::ostream& talk);

}  // namespace diandan::cli
