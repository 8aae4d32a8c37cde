// Where a network simplex begins: a plan close to the best, and a tree of prices for it, so that little is
// left to do. Orders bid for their places as in an auction, with ever smaller steps. Neither need be exact:
// the simplex is. Pure; deterministic. Source: Bertsekas 1988 for the auction and its scaling.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/plan/network.h"

namespace diandan::matching::plan {

struct Bids {
  std::vector<int64_t> arc;  // by order: index into Network::arcs, or kUnserved
  std::vector<int32_t> leaf_load, root_load;
  std::vector<int64_t> leaf_price;  // what a further unit would have to bid, about
};
Bids BidForPlaces(const Network& network);

// How one more unit would find room.
struct Outlets {
  // By leaf: −1 = by its root; else the order that stands there and would be pushed aside, to `aside` of it.
  std::vector<int32_t> carrier;
  std::vector<int64_t> aside;  // by order, of carriers only: the arc it would take, or kUnserved
  // By root: the leaf in which somebody would be pushed aside; −1 while the root has room.
  std::vector<int32_t> leaf;
};
// The cheapest, as far as the prices of the bids are right; every chain of them ends where there is room, or
// with an order unserved. A leaf that is neither empty nor full is always the one end of the other: it leads
// to its root, or its root to it.
Outlets FindOutlets(const Network& network, const Bids& bids);

}  // namespace diandan::matching::plan
