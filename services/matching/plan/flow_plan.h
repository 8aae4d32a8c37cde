// The plan of a county in half-day slots: an exact minimum-cost flow over a few candidates per order, which
// prices then complete until the plan is close to, or proven to be, the best over every possible pair.
//
//   const absl::StatusOr<FlowPlan> plan = PlanByFlow(instance, {}, control);
//
// One slot and no fairness make it plain matching with capacities. Errors: INVALID_ARGUMENT with the first of
// FaultsOf(instance); CANCELLED. Runs on the calling thread alone; several plans may run at once. The same
// instance and settings give the same plan, however orders and teams are listed (keys distinct).
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/matching/plan/control.h"
#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {

struct FlowSettings {
  uint64_t seed = 1;
  int cheapest = 10;  // candidates of an order by cost …
  int random = 10;    // … and by lot, so that scarce teams far away are seen as well
  int rounds = 6;     // pricing rounds at most, each over every pair; a dozen is nearly always a proof
  int added = 8;      // candidates that a round adds to an order at most
  double enough =
      0.005;  // no further round once the certified gap is at most this; 0 = until nothing is left
  bool lemon =
      false;  // solve every round anew by LEMON instead of going on from the last: slower, independent
  size_t keep = 12'000'000;  // pairs held in memory at most (8 bytes each)
};

struct Assignment {
  int32_t team = -1;  // -1 = unserved
  int32_t slot = -1;
  int32_t cost = 0;  // points of the pair
};

struct FlowPlan {
  std::vector<Assignment> of_order;
  int64_t cost = 0;     // points of pairs, penalties of the unserved, fairness
  int64_t bound = 0;    // no plan over all pairs costs less
  bool proven = false;  // the last round found no pair that would improve anything: cost == bound
  int32_t unserved = 0;
  std::vector<int32_t> broken_pins;  // pinned orders for which there was no room, or no right; by order
  // What one more order in a team's slot would cost the plan, by team × slots + slot: tells why a nearer team
  // was not given. What an order costs the plan, by order.
  std::vector<int64_t> slot_price;
  std::vector<int64_t> order_price;
  int rounds = 0;         // pricing rounds done
  size_t pairs = 0;       // possible ones
  size_t candidates = 0;  // looked at by the solver

  // (cost − bound) ÷ bound, certified.
  double gap() const { return bound > 0 ? double(cost - bound) / double(bound) : cost == bound ? 0 : 1; }
};

absl::StatusOr<FlowPlan> PlanByFlow(const Instance& instance, const FlowSettings& settings,
                                    const Control& control);

}  // namespace diandan::matching::plan
