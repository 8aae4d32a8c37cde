// Dijkstra's shortest paths from where there is room, backwards, under the prices of the bids. Where those
// are wrong a node is settled a little too dear; the simplex puts that right.
#include <algorithm>
#include <functional>
#include <limits>

#include "services/matching/plan/first_plan.h"

namespace diandan::matching::plan {
namespace {

constexpr int64_t kUnreached = std::numeric_limits<int64_t>::max() / 4;

// Things by what they belong to: rows of one array.
struct Rows {
  std::vector<size_t> first;
  std::vector<size_t> things;

  Rows(size_t owners, size_t count, const std::function<size_t(size_t)>& owner) : first(owners + 1) {
    for (size_t i = 0; i < count; ++i) ++first[owner(i) + 1];
    for (size_t i = 0; i < owners; ++i) first[i + 1] += first[i];
    things.resize(count);
    std::vector<size_t> next(first.begin(), first.end() - 1);
    for (size_t i = 0; i < count; ++i) things[next[owner(i)]++] = i;
  }
};

class Search {
 public:
  Search(const Network& network, const Bids& bids)
      : net_(network),
        bids_(bids),
        leaves_(network.crews.size()),
        of_root_(network.roots.size(), leaves_, [&](size_t leaf) { return size_t(network.root_of[leaf]); }),
        to_leaf_(leaves_, network.arcs.size(), [&](size_t arc) { return size_t(network.arcs[arc].leaf); }),
        order_of_(network.arcs.size()),
        guess_(bids.leaf_price),
        distance_(leaves_ + network.roots.size(), kUnreached),
        key_(distance_.size(), kUnreached),
        settled_(distance_.size()) {
    guess_.resize(distance_.size(), kUnreached);
    for (size_t leaf = 0; leaf < leaves_; ++leaf) {
      int64_t& least = guess_[RootNode(leaf)];
      least = std::min(least, guess_[leaf]);
    }
    for (int32_t order = 0; order < network.orders(); ++order) {
      for (size_t a = network.first_arc[size_t(order)]; a < network.first_arc[size_t(order) + 1]; ++a)
        order_of_[a] = order;
    }
    outlets_.carrier.assign(leaves_, -1);
    outlets_.aside.assign(network.penalty.size(), kUnserved);
    outlets_.leaf.assign(network.roots.size(), -1);
  }

  Outlets Run() {
    for (size_t root = 0; root < net_.roots.size(); ++root) {
      if (HasRoom(root))
        Reach(leaves_ + root, Marginal(net_.roots[root], bids_.root_load[root]), -kUnreached);
    }
    for (int32_t order = 0; order < net_.orders(); ++order) {
      if (bids_.arc[size_t(order)] != kUnserved)
        PushAside(order, net_.penalty[size_t(order)], kUnserved, -kUnreached);
    }
    while (!heap_.empty()) {
      const Entry next = heap_.front();
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
      if (!settled_[next.node] && next.key == key_[next.node]) Settle(next.node);
    }
    return std::move(outlets_);
  }

 private:
  struct Entry {
    int64_t key;
    size_t node;
    bool operator<(const Entry& other) const {
      return key != other.key ? key > other.key : node > other.node;
    }
  };

  // Nodes: leaves, then roots.
  size_t RootNode(size_t leaf) const { return leaves_ + size_t(net_.root_of[leaf]); }
  bool HasRoom(size_t root) const { return bids_.root_load[root] < net_.roots[root].room; }
  bool Partial(size_t leaf) const {
    return bids_.leaf_load[leaf] > 0 && bids_.leaf_load[leaf] < net_.crews[leaf];
  }

  bool Reach(size_t node, int64_t distance, int64_t from_key) {
    if (settled_[node] || distance >= distance_[node]) return false;
    distance_[node] = distance;
    key_[node] = std::max(from_key, distance - guess_[node]);
    heap_.push_back({key_[node], node});
    std::push_heap(heap_.begin(), heap_.end());
    return true;
  }
  void PushAside(int32_t order, int64_t elsewhere, int64_t by, int64_t key) {
    const Arc& taken = net_.arcs[size_t(bids_.arc[size_t(order)])];
    const auto leaf = size_t(taken.leaf);
    if (Partial(leaf) && HasRoom(size_t(net_.root_of[leaf]))) return;
    if (!Reach(leaf, elsewhere - taken.cost, key)) return;
    outlets_.carrier[leaf] = order;
    outlets_.aside[size_t(order)] = by;
  }
  void Settle(size_t node) {
    settled_[node] = true;
    if (node < leaves_) {
      SettleLeaf(node);
    } else {
      SettleRoot(node - leaves_);
    }
  }
  void SettleRoot(size_t root) {
    const size_t node = leaves_ + root;
    for (size_t i = of_root_.first[root]; i < of_root_.first[root + 1]; ++i) {
      const size_t leaf = of_root_.things[i];
      if (settled_[leaf] || bids_.leaf_load[leaf] >= net_.crews[leaf]) continue;
      // Between empty and full it goes with its root, even if somebody there could be pushed aside for less.
      if (Partial(leaf)) distance_[leaf] = kUnreached;
      if (!Reach(leaf, distance_[node], key_[node])) continue;
      outlets_.carrier[leaf] = -1;
      if (Partial(leaf)) Settle(leaf);
    }
  }
  void SettleLeaf(size_t leaf) {
    const size_t root = RootNode(leaf);
    if (outlets_.carrier[leaf] >= 0 && !HasRoom(root - leaves_) && !settled_[root]) {
      if (Partial(leaf)) distance_[root] = kUnreached;
      if (Reach(root, distance_[leaf], key_[leaf])) {
        outlets_.leaf[root - leaves_] = int32_t(leaf);
        if (Partial(leaf)) Settle(root);
      }
    }
    for (size_t i = to_leaf_.first[leaf]; i < to_leaf_.first[leaf + 1]; ++i) {
      const size_t arc = to_leaf_.things[i];
      const int32_t order = order_of_[arc];
      const int64_t taken = bids_.arc[size_t(order)];
      if (taken == kUnserved || taken == int64_t(arc)) continue;
      PushAside(order, distance_[leaf] + net_.arcs[arc].cost, int64_t(arc), key_[leaf]);
    }
  }

  const Network& net_;
  const Bids& bids_;
  const size_t leaves_;
  const Rows of_root_, to_leaf_;
  std::vector<int32_t> order_of_;  // by arc
  std::vector<int64_t> guess_, distance_, key_;
  std::vector<bool> settled_;
  std::vector<Entry> heap_;
  Outlets outlets_;
};

}  // namespace

Outlets FindOutlets(const Network& network, const Bids& bids) { return Search(network, bids).Run(); }

}  // namespace diandan::matching::plan
