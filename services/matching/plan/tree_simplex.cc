#include "services/matching/plan/tree_simplex.h"

#include <algorithm>
#include <cmath>

namespace diandan::matching::plan {
namespace {

constexpr int64_t kPivotsBetweenAsking = 8192;

}  // namespace

TreeSimplex::TreeSimplex(const Network& network)
    : crews_(network.crews),
      root_of_(network.root_of),
      roots_(network.roots),
      penalty_(network.penalty),
      leaf_node_(network.crews.size(), -1),
      root_node_(network.roots.size(), -1),
      unserved_edge_(network.penalty.size()),
      leaf_edge_(network.crews.size(), -1),
      first_unit_(network.roots.size(), -1) {
  nodes_.resize(1 + network.penalty.size());
  std::vector<int32_t> open_leaves(roots_.size());
  for (int32_t leaf = 0; leaf < network.leaves(); ++leaf) {
    if (!Open(leaf)) continue;
    leaf_node_[size_t(leaf)] = int32_t(nodes_.size());
    nodes_.emplace_back();
    ++open_leaves[size_t(root_of_[size_t(leaf)])];
  }
  for (size_t root = 0; root < roots_.size(); ++root) {
    // A root with one leaf and even costs is the same node as its leaf.
    if (open_leaves[root] == 0 || (open_leaves[root] == 1 && roots_[root].step == 0)) continue;
    root_node_[root] = int32_t(nodes_.size());
    nodes_.emplace_back();
  }
  node_leaf_.assign(nodes_.size(), -1);
  for (int32_t order = 0; order < network.orders(); ++order) {
    unserved_edge_[size_t(order)] = AddEdge(OrderNode(order), kSink, penalty_[size_t(order)], kEndless);
  }
  for (int32_t leaf = 0; leaf < network.leaves(); ++leaf) {
    if (!Open(leaf)) continue;
    const auto root = size_t(root_of_[size_t(leaf)]);
    node_leaf_[size_t(leaf_node_[size_t(leaf)])] = leaf;
    leaf_edge_[size_t(leaf)] =
        root_node_[root] < 0 ? AddEdge(leaf_node_[size_t(leaf)], kSink, roots_[root].first,
                                       std::min(crews_[size_t(leaf)], roots_[root].room))
                             : AddEdge(leaf_node_[size_t(leaf)], root_node_[root], 0, crews_[size_t(leaf)]);
  }
  for (size_t root = 0; root < roots_.size(); ++root) {
    if (root_node_[root] < 0) continue;
    first_unit_[root] = int32_t(edges_.size());
    const int32_t units = roots_[root].step == 0 ? 1 : roots_[root].room;
    for (int32_t unit = 0; unit < units; ++unit) {
      AddEdge(root_node_[root], kSink, Marginal(roots_[root], unit),
              roots_[root].step == 0 ? roots_[root].room : 1);
    }
  }
  const Bids bids = BidForPlaces(network);
  BuildTree(bids, FindOutlets(network, bids), AddArcs(network));
}

int32_t TreeSimplex::AddEdge(int32_t from, int32_t to, int64_t cost, int32_t capacity) {
  edges_.push_back({from, to, cost, capacity, 0, kLower});
  return int32_t(edges_.size()) - 1;
}

void TreeSimplex::Hang(int32_t node, int32_t parent, int32_t edge, int32_t up, int32_t down) {
  Node& here = nodes_[size_t(node)];
  Node& above = nodes_[size_t(parent)];
  here.parent = parent;
  here.edge = edge;
  here.up = up;
  here.down = down;
  here.before = -1;
  here.next = above.child;
  if (above.child >= 0) nodes_[size_t(above.child)].before = node;
  above.child = node;
}

int32_t TreeSimplex::TreeFlow(int32_t node) const {
  const Node& here = nodes_[size_t(node)];
  return edges_[size_t(here.edge)].from == node ? here.down : here.up;
}

void TreeSimplex::Unhang(int32_t node) {
  const Node& here = nodes_[size_t(node)];
  if (here.before >= 0) {
    nodes_[size_t(here.before)].next = here.next;
  } else {
    nodes_[size_t(here.parent)].child = here.next;
  }
  if (here.next >= 0) nodes_[size_t(here.next)].before = here.before;
}

// Adds the network's arcs, mixed so that a block of edges holds arcs of many orders; returns the edge of
// each.
std::vector<int32_t> TreeSimplex::AddArcs(const Network& network) {
  std::vector<int32_t> edge_of(network.arcs.size(), -1), order_of(network.arcs.size());
  for (int32_t order = 0; order < network.orders(); ++order) {
    for (size_t a = network.first_arc[size_t(order)]; a < network.first_arc[size_t(order) + 1]; ++a) {
      order_of[a] = order;
    }
  }
  const size_t stride = size_t(std::sqrt(double(network.arcs.size()))) + 1;
  for (size_t begin = 0; begin < stride; ++begin) {
    for (size_t a = begin; a < network.arcs.size(); a += stride) {
      const Arc& arc = network.arcs[a];
      if (Open(arc.leaf))
        edge_of[a] = AddEdge(OrderNode(order_of[a]), leaf_node_[size_t(arc.leaf)], arc.cost, kEndless);
    }
  }
  return edge_of;
}

// A strongly feasible tree: from every node a unit more could go to the sink. Where room is used up, the node
// hangs below an order that would be pushed aside.
void TreeSimplex::BuildTree(const Bids& bids, const Outlets& outlets, const std::vector<int32_t>& edge_of) {
  auto tree = [&](int32_t node, int32_t parent, int32_t edge) {
    Edge& its = edges_[size_t(edge)];
    its.state = kTree;
    const int32_t room = its.capacity - its.flow;
    Hang(node, parent, edge, its.from == node ? room : its.flow, its.from == node ? its.flow : room);
  };
  auto edge = [&](int32_t order, int64_t arc) {
    return arc == kUnserved ? unserved_edge_[size_t(order)] : edge_of[size_t(arc)];
  };
  for (int32_t order = 0; order < int32_t(penalty_.size()); ++order) {
    edges_[size_t(edge(order, bids.arc[size_t(order)]))].flow = 1;
  }
  std::vector<bool> carries(penalty_.size());
  for (int32_t leaf = 0; leaf < int32_t(crews_.size()); ++leaf) {
    const int32_t node = leaf_node_[size_t(leaf)];
    if (node < 0) continue;
    const auto root = size_t(root_of_[size_t(leaf)]);
    Edge& out = edges_[size_t(leaf_edge_[size_t(leaf)])];
    out.flow = bids.leaf_load[size_t(leaf)];
    const int32_t carrier = outlets.carrier[size_t(leaf)];
    if (carrier < 0) {
      tree(node, out.to, leaf_edge_[size_t(leaf)]);
      continue;
    }
    carries[size_t(carrier)] = true;
    tree(node, OrderNode(carrier), edge(carrier, bids.arc[size_t(carrier)]));
    if (root_node_[root] >= 0 && outlets.leaf[root] == leaf) {
      tree(root_node_[root], node, leaf_edge_[size_t(leaf)]);
    } else {
      out.state = kUpper;
    }
  }
  for (size_t root = 0; root < roots_.size(); ++root) {
    if (root_node_[root] < 0) continue;
    const int32_t load = bids.root_load[root];
    const bool even = roots_[root].step == 0;
    for (int32_t unit = 0; unit < (even ? 1 : load); ++unit) {
      Edge& its = edges_[size_t(first_unit_[root] + unit)];
      its.flow = even ? load : 1;
      if (its.flow == its.capacity) its.state = kUpper;
    }
    if (outlets.leaf[root] < 0) tree(root_node_[root], kSink, first_unit_[root] + (even ? 0 : load));
  }
  for (int32_t order = 0; order < int32_t(penalty_.size()); ++order) {
    const int32_t its =
        edge(order, carries[size_t(order)] ? outlets.aside[size_t(order)] : bids.arc[size_t(order)]);
    tree(OrderNode(order), edges_[size_t(its)].to, its);
  }
  // Prices and depths from the sink down.
  price_.assign(nodes_.size(), 0);
  stack_.assign(1, kSink);
  while (!stack_.empty()) {
    const int32_t node = stack_.back();
    stack_.pop_back();
    for (int32_t child = nodes_[size_t(node)].child; child >= 0; child = nodes_[size_t(child)].next) {
      const Edge& edge = edges_[size_t(nodes_[size_t(child)].edge)];
      nodes_[size_t(child)].depth = nodes_[size_t(node)].depth + 1;
      price_[size_t(child)] = price_[size_t(node)] + (edge.from == child ? -edge.cost : edge.cost);
      stack_.push_back(child);
    }
  }
}

void TreeSimplex::Add(const std::vector<Addition>& additions) {
  const size_t stride = size_t(std::sqrt(double(additions.size()))) + 1;
  for (size_t begin = 0; begin < stride; ++begin) {
    for (size_t i = begin; i < additions.size(); i += stride) {
      const Arc& arc = additions[i].arc;
      if (Open(arc.leaf))
        AddEdge(OrderNode(additions[i].order), leaf_node_[size_t(arc.leaf)], arc.cost, kEndless);
    }
  }
}

// The worst offender of the next block of edges that holds one.
bool TreeSimplex::FindEntering() {
  const size_t count = edges_.size();
  const size_t block = std::max<size_t>(10, size_t(0.5 * std::sqrt(double(count))));
  int64_t worst = 0;
  size_t left = block, edge = next_ < count ? next_ : 0;
  for (size_t seen = 0; seen < count; ++seen, ++edge) {
    if (edge == count) edge = 0;
    const int64_t offence = edges_[edge].state * Reduced(edges_[edge]);
    if (offence < worst) {
      worst = offence;
      entering_ = int32_t(edge);
    }
    if (--left == 0) {
      if (worst < 0) break;
      left = block;
    }
  }
  next_ = edge < count ? edge + 1 : 0;
  return worst < 0;
}

void TreeSimplex::Pivot() {
  Edge& in = edges_[size_t(entering_)];
  const bool forward = in.state == kLower;
  const int32_t first = forward ? in.from : in.to, second = forward ? in.to : in.from;
  int32_t u = first, v = second;
  while (u != v) {
    if (nodes_[size_t(u)].depth >= nodes_[size_t(v)].depth) {
      u = nodes_[size_t(u)].parent;
    } else {
      v = nodes_[size_t(v)].parent;
    }
  }
  const int32_t join = u;
  // The last edge that blocks, seen in the direction of the cycle from the join: so the tree stays strongly
  // feasible.
  int32_t delta = in.capacity, leaving = -1;
  bool leaving_first = true;
  for (int32_t node = first; node != join; node = nodes_[size_t(node)].parent) {
    if (nodes_[size_t(node)].down >= delta) continue;
    delta = nodes_[size_t(node)].down;
    leaving = node;
  }
  for (int32_t node = second; node != join; node = nodes_[size_t(node)].parent) {
    if (nodes_[size_t(node)].up > delta) continue;
    delta = nodes_[size_t(node)].up;
    leaving = node;
    leaving_first = false;
  }
  if (delta > 0) {
    in.flow += forward ? delta : -delta;
    for (int32_t node = first; node != join; node = nodes_[size_t(node)].parent) {
      nodes_[size_t(node)].down -= delta;
      nodes_[size_t(node)].up += delta;
    }
    for (int32_t node = second; node != join; node = nodes_[size_t(node)].parent) {
      nodes_[size_t(node)].down += delta;
      nodes_[size_t(node)].up -= delta;
    }
  }
  if (leaving < 0) {
    in.state = -in.state;
    return;
  }
  Edge& out = edges_[size_t(nodes_[size_t(leaving)].edge)];
  out.flow = TreeFlow(leaving);
  out.state = out.flow == 0 ? kLower : kUpper;
  const int64_t offence = Reduced(in);
  in.state = kTree;
  // The part below the leaving edge hangs by the entering one now; the way between turns round.
  const int32_t top = leaving_first ? first : second;
  const int32_t room = in.capacity - in.flow;
  int32_t node = top, parent = leaving_first ? second : first, edge = entering_;
  int32_t up = in.from == top ? room : in.flow, down = in.from == top ? in.flow : room;
  while (true) {
    const Node old = nodes_[size_t(node)];
    Unhang(node);
    Hang(node, parent, edge, up, down);
    if (node == leaving) break;
    parent = node;
    edge = old.edge;
    up = old.down;
    down = old.up;
    node = old.parent;
  }
  Shift(top, in.from == top ? -offence : offence);
}

void TreeSimplex::Shift(int32_t top, int64_t by) {
  stack_.assign(1, top);
  while (!stack_.empty()) {
    price_[size_t(stack_.back())] += by;
    Node& node = nodes_[size_t(stack_.back())];
    stack_.pop_back();
    node.depth = nodes_[size_t(node.parent)].depth + 1;
    for (int32_t child = node.child; child >= 0; child = nodes_[size_t(child)].next) stack_.push_back(child);
  }
}

absl::Status TreeSimplex::Solve(const Control& control) {
  while (FindEntering()) {
    Pivot();
    if (++pivots_ % kPivotsBetweenAsking != 0) continue;
    if (absl::Status s = control.Ask(); !s.ok()) return s;
  }
  return absl::OkStatus();
}

Flow TreeSimplex::Result(const Network& network) const {
  Flow flow;
  flow.arc.assign(penalty_.size(), kUnserved);
  std::vector<int32_t> leaf_of(penalty_.size(), -1);
  for (const Edge& edge : edges_) {
    if (edge.state == kTree || edge.flow == 0 || edge.from > int32_t(penalty_.size()) || edge.to == kSink)
      continue;
    leaf_of[size_t(edge.from - 1)] = node_leaf_[size_t(edge.to)];
  }
  for (size_t node = 1; node < nodes_.size(); ++node) {
    const Edge& edge = edges_[size_t(nodes_[node].edge)];
    if (edge.from > int32_t(penalty_.size()) || edge.to == kSink || TreeFlow(int32_t(node)) == 0) continue;
    leaf_of[size_t(edge.from - 1)] = node_leaf_[size_t(edge.to)];
  }
  for (size_t order = 0; order < penalty_.size(); ++order) {
    int64_t& best = flow.arc[order];
    for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
      if (network.arcs[a].leaf != leaf_of[order]) continue;
      if (best == kUnserved || network.arcs[a].cost < network.arcs[size_t(best)].cost) best = int64_t(a);
    }
  }
  int64_t closed = 0;  // dearer than any order would pay
  for (const int64_t penalty : penalty_) closed = std::max(closed, penalty);
  flow.leaf_price.assign(crews_.size(), closed);
  flow.root_price.assign(roots_.size(), 0);
  for (size_t root = 0; root < roots_.size(); ++root) {
    flow.root_price[root] = roots_[root].room == 0 ? closed
                            : root_node_[root] < 0 ? roots_[root].first
                                                   : -price_[size_t(root_node_[root])];
  }
  for (size_t leaf = 0; leaf < crews_.size(); ++leaf) {
    if (leaf_node_[leaf] < 0) continue;
    flow.leaf_price[leaf] = -price_[size_t(leaf_node_[leaf])];
    const auto root = size_t(root_of_[leaf]);
    // One node, two prices: what the price is for is put where the narrower capacity is.
    if (root_node_[root] < 0 && roots_[root].room < crews_[leaf])
      flow.root_price[root] = flow.leaf_price[leaf];
  }
  Lift(network, flow);
  return flow;
}

}  // namespace diandan::matching::plan
