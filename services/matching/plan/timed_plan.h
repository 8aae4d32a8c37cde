// The plan of a county with exact start times: a team's orders of a week must leave `gap` minutes between
// them and be no more than it gives. Finding the best is NP-hard; what comes back is a good plan and a proof
// of how good.
//
//   const absl::StatusOr<TimedPlan> plan = PlanByTime(instance, {.threads = 2}, control);
//
// How: an auction for a first plan and prices of orders; Lagrangian relaxation of "each order once", solved
// team by team by dynamic programming, for the lower bound; ejection chains, led by its prices, for the plan.
// Errors: INVALID_ARGUMENT with a fault (an order must end, with its gap, in the week it begins in);
// CANCELLED. The same instance and settings give the same plan, however it is listed and on however many
// threads. Several plans may run at once; `threads` counts the calling one.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/matching/plan/control.h"
#include "services/matching/plan/instance.h"
#include "services/matching/plan/pairs.h"

namespace diandan::matching::plan {

struct TimedSettings {
  uint64_t seed = 1;
  int cheapest = 15;      // candidates of an order by cost …
  int random = 15;        // … and by lot
  int iterations = 240;   // of the relaxation, at most
  int rounds = 6;         // in which relaxation and search take turns
  double enough = 0.002;  // stops once the gap is at most this
  int threads = 1;
  size_t keep = 12'000'000;  // pairs held in memory at most (8 bytes each)
};

struct TimedAssignment {
  int32_t team = -1;  // -1 = unserved
  int32_t cost = 0;
};

struct TimedPlan {
  std::vector<TimedAssignment> of_order;
  int64_t cost = 0;   // points of pairs and penalties of the unserved
  int64_t bound = 0;  // no plan over the same candidates costs less
  int32_t unserved = 0;
  std::vector<int32_t> broken_pins;
  std::vector<int64_t> order_price;  // what serving an order costs the plan, as the relaxation sees it
  size_t pairs = 0, candidates = 0;
  int iterations = 0;

  double gap() const { return bound > 0 ? double(cost - bound) / double(bound) : cost == bound ? 0 : 1; }
};

// Which pairs accepted work leaves possible: the first step of it. `instance` must live as long.
absl::StatusOr<Pairs> ReadTimedPairs(const Instance& instance, size_t keep, const Control& control);

absl::StatusOr<TimedPlan> PlanByTime(const Instance& instance, const TimedSettings& settings,
                                     const Control& control);

}  // namespace diandan::matching::plan
