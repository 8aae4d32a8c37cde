// Pricing: what the prices of a solved flow say about pairs that the solver has not seen. Pure; any thread.
#pragma once

#include "services/matching/plan/layout.h"
#include "services/matching/plan/network.h"
#include "services/matching/plan/pairs.h"

namespace diandan::matching::plan {

struct Priced {
  int64_t bound = 0;                 // over all pairs
  size_t improving = 0;              // pairs with negative reduced cost
  Candidates added;                  // by order: the best of them, in order of team
  std::vector<int64_t> order_price;  // by order: its cheapest way at these prices, over all pairs
};

// `used`: what each order costs at these prices over its candidates. At most `at_most` pairs an order.
absl::StatusOr<Priced> PriceAll(const Instance& instance, const Layout& layout, const Pairs& pairs,
                                const Network& network, const Flow& flow, int at_most, uint64_t seed,
                                const Control& control);

// Each order's candidates with what was added, in order of team.
void Merge(Candidates& candidates, const Candidates& added);

}  // namespace diandan::matching::plan
