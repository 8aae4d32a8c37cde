#include "services/matching/plan/network.h"

#include <algorithm>

namespace diandan::matching::plan {

int64_t CostOf(const Network& network, const std::vector<int64_t>& arc) {
  std::vector<int32_t> leaf_load(network.crews.size()), root_load(network.roots.size());
  int64_t cost = 0;
  for (int32_t order = 0; order < network.orders(); ++order) {
    if (arc[size_t(order)] == kUnserved) {
      cost += network.penalty[size_t(order)];
      continue;
    }
    const Arc& taken = network.arcs[size_t(arc[size_t(order)])];
    const auto leaf = size_t(taken.leaf), root = size_t(network.root_of[leaf]);
    cost += taken.cost + Marginal(network.roots[root], root_load[root]);
    if (++leaf_load[leaf] > network.crews[leaf] || ++root_load[root] > network.roots[root].room) return -1;
  }
  return cost;
}

int64_t CapacityTerm(const Network& network, const std::vector<int64_t>& leaf_price,
                     const std::vector<int64_t>& root_price) {
  int64_t term = 0;
  for (size_t leaf = 0; leaf < network.crews.size(); ++leaf) {
    const int64_t above = leaf_price[leaf] - root_price[size_t(network.root_of[leaf])];
    if (above > 0) term -= above * network.crews[leaf];
  }
  for (size_t r = 0; r < network.roots.size(); ++r) {
    const Root& root = network.roots[r];
    int64_t above = root_price[r] - root.first;
    if (root.step == 0) {
      if (above > 0) term -= above * root.room;
      continue;
    }
    for (int32_t unit = 0; unit < root.room && above > 0; ++unit, above -= root.step) term -= above;
  }
  return term;
}

int64_t DualBound(const Network& network, const std::vector<int64_t>& leaf_price,
                  const std::vector<int64_t>& root_price) {
  int64_t bound = CapacityTerm(network, leaf_price, root_price);
  for (size_t order = 0; order < network.penalty.size(); ++order) {
    int64_t least = network.penalty[order];
    for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
      least = std::min(least, network.arcs[a].cost + leaf_price[size_t(network.arcs[a].leaf)]);
    }
    bound += least;
  }
  return bound;
}

void Lift(const Network& network, Flow& flow) {
  for (size_t r = 0; r < network.roots.size(); ++r) {
    flow.root_price[r] = std::max(flow.root_price[r], network.roots[r].first);
  }
  for (size_t leaf = 0; leaf < network.crews.size(); ++leaf) {
    flow.leaf_price[leaf] = std::max(flow.leaf_price[leaf], flow.root_price[size_t(network.root_of[leaf])]);
  }
}

}  // namespace diandan::matching::plan
