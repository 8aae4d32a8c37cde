// "Did you mean": the known words closest to a mistyped one.
#pragma once

#include <string>
#include <vector>

namespace diandan::cli {

// At most three, the closest first; empty when nothing is near. Swapped neighbours count as one slip. Pure.
std::vector<std::string> Suggest(const std::string& typed, const std::vector<std::string>& known);

}  // namespace diandan::cli
