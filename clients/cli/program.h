// The whole program behind main(): words in, exit code out. Tests drive it without a process.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "clients/cli/settings.h"
#include "services/base/clock.h"
#include "services/base/ids.h"

namespace diandan::cli {

// `clock`: when it is now, for what people say ("today 9:00"); tests move it by hand. `make_id`: the id of a
// request, all others follow from it; lists of what was made at one moment stand in its order.
int RunProgram(const std::vector<std::string>& words, std::ostream& answer, std::ostream& talk,
               const Clock& clock = Clock::System(), const MakeId& make_id = NewUuid);

}  // namespace diandan::cli
