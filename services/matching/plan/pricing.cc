#include "services/matching/plan/pricing.h"

#include <algorithm>

#include "services/matching/plan/random.h"

namespace diandan::matching::plan {
namespace {

constexpr size_t kOrdersBetweenStops = 1024;

int64_t CheapestCandidate(const Network& network, const Flow& flow, size_t order) {
  int64_t least = network.penalty[order];
  for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
    least = std::min(least, network.arcs[a].cost + flow.leaf_price[size_t(network.arcs[a].leaf)]);
  }
  return least;
}

bool ByTeam(const Option& a, const Option& b) { return a.team < b.team; }

}  // namespace

absl::StatusOr<Priced> PriceAll(const Instance& instance, const Layout& layout, const Pairs& pairs,
                                const Network& network, const Flow& flow, int at_most, uint64_t seed,
                                const Control& control) {
  Priced priced;
  priced.bound = CapacityTerm(network, flow.leaf_price, flow.root_price);
  priced.added.resize(instance.orders.size());
  priced.order_price.resize(instance.orders.size());
  Best best(at_most);
  std::vector<Option> space;
  for (size_t order = 0; order < instance.orders.size(); ++order) {
    if (order % kOrdersBetweenStops == 0) {
      if (absl::Status s = control.Ask(); !s.ok()) return s;
    }
    const int64_t known = CheapestCandidate(network, flow, order);
    int64_t least = known;
    best.Clear();
    const uint64_t order_lot = Lot(seed, 5, instance.orders[order].key);
    for (const Option& option : pairs.At(int32_t(order), space)) {
      // A price is never negative: most pairs are too dear by themselves.
      if (option.cost >= known) continue;
      int64_t value = known;
      if (instance.slots == 1) {
        value = option.cost + flow.leaf_price[size_t(option.team)];
      } else {
        uint64_t slots = pairs.Slots(int32_t(order), option.team);
        const int64_t* prices = &flow.leaf_price[size_t(layout.LeafOf(option.team, 0))];
        for (; slots != 0; slots &= slots - 1) {
          value = std::min(value, option.cost + prices[__builtin_ctzll(slots)]);
        }
      }
      if (value >= known) continue;
      ++priced.improving;
      least = std::min(least, value);
      if (best.Wants(value)) {
        best.Offer({value, Scramble(order_lot ^ instance.teams[size_t(option.team)].key), option});
      }
    }
    priced.order_price[order] = least;
    priced.bound += least;
    for (const Best::Item& item : best.items()) priced.added[order].push_back(item.option);
    std::sort(priced.added[order].begin(), priced.added[order].end(), ByTeam);
  }
  return priced;
}

void Merge(Candidates& candidates, const Candidates& added) {
  for (size_t order = 0; order < candidates.size(); ++order) {
    if (added[order].empty()) continue;
    std::vector<Option>& mine = candidates[order];
    const auto middle = ptrdiff_t(mine.size());
    mine.insert(mine.end(), added[order].begin(), added[order].end());
    std::inplace_merge(mine.begin(), mine.begin() + middle, mine.end(), ByTeam);
    mine.erase(std::unique(mine.begin(), mine.end(),
                           [](const Option& a, const Option& b) { return a.team == b.team; }),
               mine.end());
  }
}

}  // namespace diandan::matching::plan
