// A first plan for exact times, and what serving each order is worth: orders bid for their places in lanes;
// whoever clashes with a higher bid loses and bids again. Deterministic, one thread.
#pragma once

#include "services/matching/plan/timed_board.h"

namespace diandan::matching::plan {

struct TimedBids {
  Roster roster;
  std::vector<double> worth;  // by order, points
};

// No bid rises by less than `step` points, nor by less than the 1/`haste` part of what it has to beat; after
// `most_bids` an order, who has no place stays without.
TimedBids BidForTimes(const Board& board, int64_t step, int64_t haste, int most_bids);

}  // namespace diandan::matching::plan
