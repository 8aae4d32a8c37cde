// Golden text: a file beside the test holds what it must say, word for word. With DIANDAN_WRITE_GOLDEN in the
// environment the text is written there instead, for somebody to read line by line.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"

namespace diandan::testing {

inline void ExpectGolden(const std::string& text, const std::string& path) {
  if (std::getenv("DIANDAN_WRITE_GOLDEN") != nullptr) std::ofstream(path) << text;
  std::stringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(text, golden.str()) << path;
}

}  // namespace diandan::testing
