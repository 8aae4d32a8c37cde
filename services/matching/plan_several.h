// Orders that take several half-days (or several times by the clock): no plain pairs, so no flow places them.
// They are placed one by one, the weightiest first, where their points and the prices of the half-days they
// would take are least. Pure; one thread.
#pragma once

#include <utility>
#include <vector>

#include "services/matching/plan_reasons.h"

namespace diandan::matching {

struct Placed {
  std::vector<std::pair<int32_t, int32_t>> team_of;  // order, team
  std::vector<plan::Booking> booked;
  std::vector<int32_t> broken_pins;
  int64_t points = 0;  // of their pairs, evenness included, and the weights of those that were not placed
};

class Several {
 public:
  // `prices`: by team × PlanProblem::kSlots + slot, what a half-day costs the others; empty: nothing. Both
  // must live as long.
  Several(const PlanProblem& problem, std::vector<int32_t> orders, const std::vector<int64_t>& prices);

  // Those that are worth their half-days.
  void Place();
  const Placed& placed() const { return placed_; }
  // The others, where a plan around the first has left room after all.
  void PlaceRest(SolvedPlan& solved);

 private:
  const Uuid& IdAt(int32_t order) const;
  bool Fits(int32_t order, int32_t team) const;
  bool WeekLeft(int32_t order, int32_t team) const;
  std::vector<plan::Option> Wanted(int32_t order, bool& pinned) const;
  int64_t PriceOf(int32_t order, int32_t team) const;
  // The best team with room, -1: none, or none worth it.
  int32_t BestOf(int32_t order, const std::vector<plan::Option>& options, bool at_any_price,
                 int64_t& points) const;
  int64_t Take(int32_t order, int32_t team);
  int64_t EvennessOf(int32_t team, const plan::Booking& taken) const;

  const PlanProblem& problem_;
  std::vector<int32_t> orders_;
  const std::vector<int64_t>& prices_;
  std::vector<std::vector<plan::Booking>> taken_;  // by team
  Placed placed_;
};

}  // namespace diandan::matching
