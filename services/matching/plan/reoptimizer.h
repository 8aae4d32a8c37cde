// The second exact solver, and the one for changes: successive shortest paths with kept prices. It holds an
// optimal flow and keeps it optimal while orders come, go, and learn of further teams, each by one search
// that ends as soon as it has found room. At 10,000 orders a new one takes tens to hundreds of microseconds
// while prices are fresh (Refresh); where a whole region has become dearer meanwhile, the first to come pays
// for it, with ten milliseconds at worst.
//
//   Reoptimizer plan(network, flow);   // take up where the batch solver ended, or start from nothing
//   const int32_t order = plan.Add(penalty, arcs);
//   plan.Remove(other);
//
// Invariants between calls: prices are dual feasible and every order stands where it is cheapest for it, so
// the flow is a minimum, provable by DualBound. One thread at a time. Arguments out of range are the caller's
// bug. Source: Jonker & Volgenant 1987 for the kept prices; Ahuja, Magnanti, Orlin, Network Flows, §9.7.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/plan/network.h"

namespace diandan::matching::plan {

class Reoptimizer {
 public:
  // Every order of `network` is there and unserved until Insert.
  explicit Reoptimizer(const Network& network);
  // Starts from an optimal flow with its prices, as SolveByLemon returns it.
  Reoptimizer(const Network& network, const Flow& flow);

  // Places all orders that are not placed yet.
  void InsertAll();
  // A new order; its number is the count of those before it.
  int32_t Add(int64_t penalty, const std::vector<Arc>& arcs);
  // The order leaves; what it took is given to whoever gains most by it. Its number stays taken.
  void Remove(int32_t order);
  // Raises prices to what a further order in a place would cost the plan, as high as they may be; changes
  // nobody's place. Whoever comes next then finds its place in microseconds, wherever prices had fallen
  // behind. It looks at every way once (tens of milliseconds at 10,000 orders): for after the answer, not
  // before it.
  void Refresh();
  // Further ways for an order, to leaves it has none to yet.
  void Widen(int32_t order, const std::vector<Arc>& arcs);

  // Where an order stands.
  static constexpr int32_t kNowhere = -1;
  int32_t LeafOf(int32_t order) const;  // kNowhere = unserved, or removed
  int64_t CostOf(int32_t order) const;  // of the arc it takes, or its penalty
  bool Present(int32_t order) const { return state_[size_t(order)] == State::kPlaced; }
  int32_t orders() const { return int32_t(state_.size()); }

  // Of the whole flow.
  int64_t cost() const { return cost_; }
  const std::vector<int64_t>& leaf_price() const { return leaf_price_; }
  const std::vector<int64_t>& root_price() const { return root_price_; }
  // As a network of the orders present and its flow, e.g. to prove it by DualBound. Orders keep their
  // numbers; removed ones have no arcs and no penalty.
  Network Snapshot(Flow& flow) const;

 private:
  enum class State : uint8_t { kWaiting, kPlaced, kGone };
  struct Span {
    size_t first = 0;
    int32_t count = 0;
  };
  // The nearest first, of equals the last: where prices are fresh, that walks straight to the end.
  struct Entry {
    int64_t distance;
    int32_t turn, node;
    bool operator<(const Entry& other) const {
      return distance != other.distance ? distance > other.distance : turn < other.turn;
    }
  };
  // How a node was reached in the present search.
  struct Reached {
    uint32_t search = 0;
    bool settled = false;
    int64_t distance = 0;
    int32_t from = -1;   // node before; -1 = the search's start
    int32_t order = -1;  // the order that moves along, -1 between leaf and root
    int64_t arc = -1;    // by which it would go
  };

  int32_t RootNode(int32_t root) const { return leaves_ + root; }
  int64_t& Price(int32_t node) {
    return node < leaves_ ? leaf_price_[size_t(node)] : root_price_[size_t(node - leaves_)];
  }
  void Place(int32_t order, int64_t arc);
  void Unplace(int32_t order);
  void Begin();
  void Reach(int32_t node, int64_t distance, int32_t from, int32_t order, int64_t arc);
  bool Next(int64_t limit, int32_t& node, int64_t& distance);
  void Insert(int32_t order);
  void TakeOut(int32_t order);
  int64_t ArcTo(int32_t order, int32_t leaf) const;
  void SpreadForward(int32_t node, int64_t distance);
  void SpreadBackward(int32_t node, int64_t distance, int32_t leaving);
  void Reprice(int sign);
  // The search's best end so far: at `node`, with an order that becomes or ceases to be unserved, or -1.
  void End(int64_t distance, int32_t node, int32_t order, int64_t arc);

  int32_t leaves_ = 0;
  std::vector<int32_t> crews_, root_of_;
  std::vector<Root> roots_;
  std::vector<std::vector<int32_t>> leaves_of_root_;

  std::vector<State> state_;
  std::vector<int64_t> penalty_;
  std::vector<Span> span_;
  std::vector<Arc> arcs_;
  std::vector<int64_t> taken_;     // by order: index into arcs_, or kUnserved
  std::vector<int32_t> position_;  // by order: in the list of its leaf
  struct Incoming {
    int32_t order;
    int64_t cost;
  };
  std::vector<std::vector<Incoming>> incoming_;  // by leaf: who has an arc to it
  std::vector<std::vector<int32_t>> standing_;   // by leaf: who stands there
  std::vector<int32_t> root_load_;
  std::vector<int64_t> leaf_price_, root_price_;
  int64_t cost_ = 0;

  uint32_t search_ = 0;
  int32_t turn_ = 0;
  bool ends_ = true;  // whether the search looks for an end
  std::vector<Reached> reached_;
  std::vector<int32_t> settled_;
  std::vector<Entry> heap_;
  struct Ending {
    int64_t distance;
    int32_t node, order;
    int64_t arc;
  } end_{};
};

}  // namespace diandan::matching::plan
