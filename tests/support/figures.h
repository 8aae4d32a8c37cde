// What a test found, on one line: beside the test's own output, and into the file that DIANDAN_FIGURES
// names, which `tests/run` shows at its end.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

namespace diandan::testing {

inline void TellFigures(const std::string& line) {
  std::cout << line << std::endl;
  if (const char* file = std::getenv("DIANDAN_FIGURES")) std::ofstream(file, std::ios::app) << line << "\n";
}

}  // namespace diandan::testing
