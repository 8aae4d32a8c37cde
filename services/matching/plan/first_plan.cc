#include "services/matching/plan/first_plan.h"

#include <algorithm>
#include <limits>

namespace diandan::matching::plan {
namespace {

constexpr int64_t kClosed = std::numeric_limits<int64_t>::max() / 4;
// The first step is this part of what leaving an order unserved usually costs; each is this part of the last.
constexpr int64_t kStepShare = 4;
// Rounds at the smallest step: there they still bring much for little.
constexpr int kLastRounds = 3;
// Looks at arcs and holders, for each arc: far more than is ever needed, unless teams take thousands.
constexpr int64_t kLooks = 100;

class PlaceAuction {
 public:
  explicit PlaceAuction(const Network& network)
      : net_(network),
        own_price_(network.crews.size()),
        root_price_(network.roots.size()),
        leaf_bid_(network.penalty.size()),
        root_bid_(network.penalty.size()),
        of_leaf_(network.crews.size()),
        of_root_(network.roots.size()) {
    bids_.arc.assign(network.penalty.size(), kUnserved);
    bids_.leaf_load.assign(network.crews.size(), 0);
    bids_.root_load.assign(network.roots.size(), 0);
    for (size_t root = 0; root < network.roots.size(); ++root) PriceRoot(root);
    for (size_t leaf = 0; leaf < network.crews.size(); ++leaf) PriceLeaf(leaf);
  }

  Bids Run() {
    left_ = kLooks * int64_t(net_.arcs.size() + net_.penalty.size());
    step_ = std::max<int64_t>(1, UsualPenalty() / kStepShare);
    for (int last = 0; last <= kLastRounds && left_ > 0; step_ = std::max<int64_t>(1, step_ / kStepShare)) {
      if (step_ == 1) ++last;
      // Everybody bids again, knowing what the others hold by now; whoever is outbid bids at once.
      for (int32_t order = 0; order < net_.orders() && left_ > 0; ++order) {
        if (bids_.arc[size_t(order)] != kUnserved) Leave(order);
        for (int32_t bidder = order; bidder >= 0 && left_ > 0;) bidder = Bid(bidder);
      }
    }
    for (int32_t leaf = 0; leaf < net_.leaves(); ++leaf) bids_.leaf_price.push_back(PriceOf(leaf));
    return std::move(bids_);
  }

 private:
  static constexpr int64_t kOpen = -1;  // the leaf has room: its root's price is the price

  // Not the largest: pins are far above everything else.
  int64_t UsualPenalty() const {
    if (net_.penalty.empty()) return 0;
    std::vector<int64_t> penalties = net_.penalty;
    const auto at = penalties.begin() + ptrdiff_t(penalties.size() * 9 / 10);
    std::nth_element(penalties.begin(), at, penalties.end());
    return *at;
  }

  int64_t PriceOf(int32_t leaf) const {
    const int64_t own = own_price_[size_t(leaf)];
    return std::max(own, root_price_[size_t(net_.root_of[size_t(leaf)])]);
  }

  // Returns who lost his place, or -1.
  int32_t Bid(int32_t order) {
    const size_t first = net_.first_arc[size_t(order)], last = net_.first_arc[size_t(order) + 1];
    left_ -= int64_t(last - first) + 1;
    int64_t best = net_.penalty[size_t(order)];
    int64_t best_arc = kUnserved;
    for (size_t a = first; a < last; ++a) {
      const int64_t value = net_.arcs[a].cost + PriceOf(net_.arcs[a].leaf);
      if (value >= best) continue;
      best = value;
      best_arc = int64_t(a);
    }
    if (best_arc == kUnserved) return -1;
    const int32_t leaf = net_.arcs[size_t(best_arc)].leaf, root = net_.root_of[size_t(leaf)];
    const int64_t surcharge = std::max<int64_t>(0, own_price_[size_t(leaf)] - root_price_[size_t(root)]);
    int32_t loser = -1;
    if (own_price_[size_t(leaf)] != kOpen) {
      loser = Lowest(of_leaf_[size_t(leaf)], leaf_bid_);
    } else if (bids_.root_load[size_t(root)] >= net_.roots[size_t(root)].room) {
      loser = Lowest(of_root_[size_t(root)], root_bid_);
    }
    if (loser >= 0) Leave(loser);
    Enter(order, best_arc, surcharge);
    return loser;
  }

  // Bids go up to where another place would be as good, and a step: for the root a place at another root, for
  // the leaf also another leaf of the same root.
  void Enter(int32_t order, int64_t arc, int64_t surcharge) {
    const int64_t cost = net_.arcs[size_t(arc)].cost;
    const int32_t leaf = net_.arcs[size_t(arc)].leaf, root = net_.root_of[size_t(leaf)];
    const size_t first = net_.first_arc[size_t(order)], last = net_.first_arc[size_t(order) + 1];
    int64_t elsewhere = net_.penalty[size_t(order)];
    for (size_t a = first; a < last; ++a) {
      const int32_t other = net_.arcs[a].leaf;
      if (net_.root_of[size_t(other)] == root) continue;
      elsewhere = std::min(elsewhere, net_.arcs[a].cost + PriceOf(other));
    }
    root_bid_[size_t(order)] = elsewhere - cost - surcharge + step_;
    bids_.arc[size_t(order)] = arc;
    of_leaf_[size_t(leaf)].push_back(order);
    of_root_[size_t(root)].push_back(order);
    ++bids_.leaf_load[size_t(leaf)];
    ++bids_.root_load[size_t(root)];
    PriceRoot(size_t(root));
    for (size_t a = first; a < last; ++a) {
      const int32_t other = net_.arcs[a].leaf;
      if (other == leaf || net_.root_of[size_t(other)] != root) continue;
      elsewhere = std::min(elsewhere, net_.arcs[a].cost + PriceOf(other));
    }
    leaf_bid_[size_t(order)] = elsewhere - cost + step_;
    PriceLeaf(size_t(leaf));
  }

  int32_t Lowest(const std::vector<int32_t>& holders, const std::vector<int64_t>& bid) {
    left_ -= int64_t(holders.size());
    return *std::min_element(holders.begin(), holders.end(), [&](int32_t a, int32_t b) {
      return bid[size_t(a)] != bid[size_t(b)] ? bid[size_t(a)] < bid[size_t(b)] : a < b;
    });
  }
  static void Drop(std::vector<int32_t>& holders, int32_t order) {
    *std::find(holders.begin(), holders.end(), order) = holders.back();
    holders.pop_back();
  }
  void Leave(int32_t order) {
    const auto leaf = size_t(net_.arcs[size_t(bids_.arc[size_t(order)])].leaf);
    const auto root = size_t(net_.root_of[leaf]);
    Drop(of_leaf_[leaf], order);
    Drop(of_root_[root], order);
    --bids_.leaf_load[leaf];
    --bids_.root_load[root];
    bids_.arc[size_t(order)] = kUnserved;
    PriceLeaf(leaf);
    PriceRoot(root);
  }
  void PriceLeaf(size_t leaf) {
    const int32_t load = bids_.leaf_load[leaf];
    own_price_[leaf] = load < net_.crews[leaf] ? kOpen
                       : load == 0             ? kClosed
                                               : leaf_bid_[size_t(Lowest(of_leaf_[leaf], leaf_bid_))];
  }
  void PriceRoot(size_t root) {
    const int32_t load = bids_.root_load[root];
    root_price_[root] = load < net_.roots[root].room ? Marginal(net_.roots[root], load)
                        : load == 0                  ? kClosed
                                                     : root_bid_[size_t(Lowest(of_root_[root], root_bid_))];
  }

  const Network& net_;
  Bids bids_;
  std::vector<int64_t> own_price_, root_price_;
  // By order that holds a place: what it would pay for the leaf and its root, and for the root alone.
  std::vector<int64_t> leaf_bid_, root_bid_;
  std::vector<std::vector<int32_t>> of_leaf_, of_root_;  // who holds a place there
  int64_t step_ = 0, left_ = 0;
};

}  // namespace

Bids BidForPlaces(const Network& network) { return PlaceAuction(network).Run(); }

}  // namespace diandan::matching::plan
