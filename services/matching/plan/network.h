// The flow behind a plan: each order sends one unit, either to `unserved` for its penalty or along one of its
// arcs to a leaf (a team in a slot: as many units as it has crews), from there to the leaf's root (a team in
// a week: as many as it has room for), whose units cost more one by one. Everything is an integer, so every
// optimum is too. Plain data and pure functions.
//
// Prices. `leaf_price` and `root_price` say what one more unit there would cost from there on. For any prices
// whatever, DualBound is a lower bound of every flow's cost: so a gap is certified without trusting a solver.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace diandan::matching::plan {

struct Arc {
  int32_t leaf = 0;
  int64_t cost = 0;
};
struct Root {
  int32_t room = 0;
  int64_t first = 0;  // what the first unit costs
  int64_t step = 0;   // how much dearer each further one is; not negative
};

struct Network {
  std::vector<int64_t> penalty;   // by order
  std::vector<size_t> first_arc;  // by order, and the end
  std::vector<Arc> arcs;
  std::vector<int32_t> crews;    // by leaf
  std::vector<int32_t> root_of;  // by leaf
  std::vector<Root> roots;

  int32_t orders() const { return int32_t(penalty.size()); }
  int32_t leaves() const { return int32_t(crews.size()); }
};

inline constexpr int64_t kUnserved = -1;

struct Flow {
  std::vector<int64_t> arc;  // by order: index into Network::arcs, or kUnserved
  std::vector<int64_t> leaf_price;
  std::vector<int64_t> root_price;
};

// What the unit of a root after `load` others costs.
inline int64_t Marginal(const Root& root, int64_t load) { return root.first + root.step * load; }

// What the flow costs; -1 when it breaks a capacity.
int64_t CostOf(const Network& network, const std::vector<int64_t>& arc);

// What the capacities take off the sum of the orders' cheapest ways at these prices: the part of the bound
// that does not depend on arcs.
int64_t CapacityTerm(const Network& network, const std::vector<int64_t>& leaf_price,
                     const std::vector<int64_t>& root_price);
int64_t DualBound(const Network& network, const std::vector<int64_t>& leaf_price,
                  const std::vector<int64_t>& root_price);

// Lifts prices as far as costs nothing: nobody's first unit is cheaper than its root's, no leaf is cheaper
// than its root.
void Lift(const Network& network, Flow& flow);

}  // namespace diandan::matching::plan
