#include "services/upkeep/checkup.h"

#include "services/upkeep/checkup_parts.h"

namespace diandan::upkeep {

std::vector<CheckupLine> CheckUp(const CheckupWish& wish) {
  std::vector<CheckupLine> lines;
  CheckFiles(wish, lines);
  CheckPostgres(wish, lines);
  CheckMachine(wish, lines);
  return lines;
}

}  // namespace diandan::upkeep
