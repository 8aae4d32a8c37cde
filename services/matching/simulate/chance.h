// Common random numbers: what a team would do about an order is drawn from the seed, the order and the team
// alone, so that under every policy the same people meet the same chances and only the policy differs. Pure.
#pragma once

#include <cstdint>

#include "services/matching/plan/random.h"

namespace diandan::matching::simulate {

enum class Purpose : uint64_t { kWilling = 1, kAccepts, kSilent, kAnswers, kAppears };

// Evenly from [0, 1); `order` and `team` by their places in the county, 0 where there is none.
inline double Chance(uint64_t seed, Purpose purpose, size_t order, size_t team) {
  const uint64_t lot = plan::Lot(plan::Scramble(seed) + uint64_t(purpose), order, team);
  return double(lot >> 11) * 0x1p-53;
}

}  // namespace diandan::matching::simulate
