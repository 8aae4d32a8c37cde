// PostgreSQL's own programs, run as whoever runs us.
#pragma once

#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::upkeep {

// OK when it ended with 0; else FIELD_INVALID (program_runs, the end of what it said) for `flag` with
// `value`. `scratch`: a folder for what it says meanwhile.
Status RunProgram(const std::vector<std::string>& argv, const std::string& scratch, absl::string_view flag,
                  const std::string& value);

}  // namespace diandan::upkeep
