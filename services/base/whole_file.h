// A file read at once.
#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace diandan {

// None when it cannot be opened or read, as a folder.
inline std::optional<std::string> FileBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  if (file.peek() != std::ifstream::traits_type::eof()) bytes << file.rdbuf();
  if (!file.is_open() || file.bad()) return std::nullopt;
  return bytes.str();
}

}  // namespace diandan
