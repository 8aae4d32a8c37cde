// The parts of a check-up. Internal to upkeep/.
#pragma once

#include <string>
#include <vector>

#include "services/upkeep/checkup.h"

namespace diandan::upkeep {

// Data folder, room, keys, certificates.
void CheckFiles(const CheckupWish& wish, std::vector<CheckupLine>& lines);
// Settings that keep what was acknowledged, checksums, versions of the schemas, the archive, followers.
void CheckPostgres(const CheckupWish& wish, std::vector<CheckupLine>& lines);
// Clock, fonts.
void CheckMachine(const CheckupWish& wish, std::vector<CheckupLine>& lines);

}  // namespace diandan::upkeep
