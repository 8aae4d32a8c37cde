// Golden text: golden/NAME.txt beside these sources holds what a transcript must say, word for word.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace diandan::scenario {

inline std::string Golden(const std::string& name) {
  std::ifstream file(std::string(DIANDAN_GOLDEN) + "/" + name + ".txt");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace diandan::scenario
