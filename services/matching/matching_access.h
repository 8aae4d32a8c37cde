// Who may call what of matching.
#pragma once

#include <vector>

#include "services/base/caller.h"

namespace diandan::matching {

const std::vector<AccessRow>& MatchingAccess();

}  // namespace diandan::matching
