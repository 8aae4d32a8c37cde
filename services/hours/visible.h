// What a caller's grants let be seen of a county: all of it, or some organisations and teams.
#pragma once

#include <string>
#include <vector>

#include "services/base/ids.h"

namespace diandan::hours {

struct Visible {
  bool all = false;
  std::vector<std::string> paths;  // organisations at or above the station
  std::vector<Uuid> teams;
  bool nothing() const { return !all && paths.empty() && teams.empty(); }
};

}  // namespace diandan::hours
