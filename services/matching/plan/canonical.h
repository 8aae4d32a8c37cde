// The same instance with orders and teams sorted by key, so that a plan cannot depend on how its input was
// listed; and with the windows of orders that are pinned to a slot narrowed to it.
#pragma once

#include <vector>

#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {

// Equal keys keep the order in which they were given. `given` must live as long.
class Canonical {
 public:
  explicit Canonical(const Instance& given);

  const Instance& instance() const { return sorted_; }
  // Indices of `given` for those of `instance()`.
  int32_t GivenOrder(int32_t order) const { return order_at_[size_t(order)]; }
  int32_t GivenTeam(int32_t team) const { return team_at_[size_t(team)]; }

 private:
  Instance sorted_;
  std::vector<int32_t> order_at_, team_at_;
};

}  // namespace diandan::matching::plan
