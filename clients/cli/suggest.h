// "Did you mean": the known words closest to a mistyped one.
#pragma once

#include <string>
#include <vector>

namespace diandan::cli {

// At most three, the closest first; empty when nothing is near. Swapped neighbours count as one slip. Pure.
std::vector<std::string> Suggest(const std::string& typed, const std::vector<std::string>& known);

// Names that hold most of the characters typed, in their order: "柳营村" finds "柳树营子村新时代文明实践站".
// Nearest first, at most three. Pure.
std::vector<std::string> NearNames(const std::string& typed, const std::vector<std::string>& names);

}  // namespace diandan::cli
