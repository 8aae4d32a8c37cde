// Counties that do not exist, for tests, benchmarks and simulations: the same for the same seed on every
// machine.
//   type U  20 random teams per order, costs 1 … 1000: no structure at all
//   type G  a clustered county of 16 townships, 12 skills of uneven demand, teams that have one to four of
//   them,
//           cost = 20 a km + rating + load, within 30 km
// Pure functions. The shapes follow the groundwork of the issue; people and places are invented.
#pragma once

#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {

inline constexpr int64_t kUnservedPoints = 10'000;

struct Size {
  int32_t orders = 0;
  int32_t teams = 0;
};

// Capacities 1 … 8, one slot, every unserved order at kUnservedPoints.
Instance GenerateU(uint64_t seed, Size size);
Instance GenerateG(uint64_t seed, Size size);

// Type G over a week of 21 half days: windows of one to three slots, one or two crews, slots that teams are
// free in, weekly capacity 1 … 8, penalties by priority and waiting age.
Instance GenerateSlots(uint64_t seed, Size size, int64_t fairness);

// Type G with exact times: on a 30-minute grid from 8:00 to 18:00 of seven days, one to four
// hours, one crew, weekly capacity 1 … 8, 30 minutes between two orders.
Instance GenerateTimed(uint64_t seed, Size size);

}  // namespace diandan::matching::plan
