// A network simplex that keeps its tree: after an optimum has been found, a few further arcs only cost the
// pivots they bring. That makes pricing rounds cheap, which a solver that begins from nothing each time is
// not. It begins from an auction (`first_plan.h`), after which it has little left to do: begun from a plan
// first come, first served, it needs ten to eighty times the pivots. Every tree it holds is strongly
// feasible, so that it cannot cycle. One thread at a time; deterministic. Source: Cunningham 1976 for
// strongly feasible trees; block search as in LEMON's NetworkSimplex.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "services/matching/plan/control.h"
#include "services/matching/plan/first_plan.h"
#include "services/matching/plan/network.h"

namespace diandan::matching::plan {

class TreeSimplex {
 public:
  explicit TreeSimplex(const Network& network);

  // Further ways of an order.
  struct Addition {
    int32_t order;
    Arc arc;
  };
  void Add(const std::vector<Addition>& additions);

  // To the optimum over all arcs so far. CANCELLED leaves it as far as it has come.
  absl::Status Solve(const Control& control);

  // The flow in terms of a network that has all arcs so far; prices are lifted.
  Flow Result(const Network& network) const;
  int64_t pivots() const { return pivots_; }

 private:
  struct Edge {
    int32_t from, to;
    int64_t cost;
    int32_t capacity, flow;
    int32_t state;  // kLower, kTree, kUpper
  };
  struct Node {
    int32_t parent = -1, edge = -1;
    int32_t depth = 0;
    int32_t child = -1, next = -1, before = -1;  // children as a list
    // What more could flow to the parent, and from it: of a tree edge the truth is here, not in `flow`.
    int32_t up = 0, down = 0;
  };
  static constexpr int32_t kLower = 1, kTree = 0, kUpper = -1;
  static constexpr int32_t kSink = 0;
  static constexpr int32_t kEndless = 1 << 30;

  int32_t OrderNode(int32_t order) const { return 1 + order; }
  bool Open(int32_t leaf) const {
    return crews_[size_t(leaf)] > 0 && roots_[size_t(root_of_[size_t(leaf)])].room > 0;
  }
  int32_t AddEdge(int32_t from, int32_t to, int64_t cost, int32_t capacity);
  void Hang(int32_t node, int32_t parent, int32_t edge, int32_t up, int32_t down);
  int32_t TreeFlow(int32_t node) const;
  void Unhang(int32_t node);
  std::vector<int32_t> AddArcs(const Network& network);
  void BuildTree(const Bids& bids, const Outlets& outlets, const std::vector<int32_t>& edge_of);
  bool FindEntering();
  void Pivot();
  void Shift(int32_t top, int64_t by);
  int64_t Reduced(const Edge& edge) const {
    return edge.cost + price_[size_t(edge.from)] - price_[size_t(edge.to)];
  }

  std::vector<int32_t> crews_, root_of_;
  std::vector<Root> roots_;
  std::vector<int64_t> penalty_;
  std::vector<int32_t> leaf_node_, root_node_;  // -1 = closed, or one with its leaf
  std::vector<int32_t> node_leaf_;              // by node: leaf, or -1
  std::vector<Edge> edges_;
  std::vector<Node> nodes_;
  // By node, apart because every search for an edge reads it: in the tree, cost + price(from) = price(to).
  std::vector<int64_t> price_;
  std::vector<int32_t> stack_;
  size_t next_ = 0;
  int32_t entering_ = -1;
  int64_t pivots_ = 0;
  // Only while the first tree is built.
  std::vector<int32_t> unserved_edge_, leaf_edge_, first_unit_;
};

}  // namespace diandan::matching::plan
