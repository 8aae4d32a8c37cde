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
      first_unit_(network.roots.size(), -1),
      leaf_load_(network.crews.size()),
      root_load_(network.roots.size()) {
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
  PlaceFirstCome(network);
  BuildTree();
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

// Adds the network's arcs, mixed so that a block of edges holds arcs of many orders, and gives each order its
// cheapest place that is free.
void TreeSimplex::PlaceFirstCome(const Network& network) {
  std::vector<int32_t> edge_of(network.arcs.size(), -1);
  std::vector<int32_t> order_of(network.arcs.size());
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
  taken_edge_.assign(network.penalty.size(), -1);
  for (size_t order = 0; order < network.penalty.size(); ++order) {
    int64_t best = network.penalty[order];
    int64_t best_arc = kUnserved;
    for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
      const auto leaf = size_t(network.arcs[a].leaf), root = size_t(root_of_[leaf]);
      if (leaf_load_[leaf] >= crews_[leaf] || root_load_[root] >= roots_[root].room) continue;
      const int64_t cost = network.arcs[a].cost + Marginal(roots_[root], root_load_[root]);
      if (cost >= best) continue;
      best = cost;
      best_arc = int64_t(a);
    }
    if (best_arc == kUnserved) {
      edges_[size_t(unserved_edge_[order])].flow = 1;
      continue;
    }
    const auto leaf = size_t(network.arcs[size_t(best_arc)].leaf);
    ++leaf_load_[leaf];
    ++root_load_[size_t(root_of_[leaf])];
    taken_edge_[order] = edge_of[size_t(best_arc)];
    edges_[size_t(taken_edge_[order])].flow = 1;
  }
}

// A strongly feasible tree: from every node a unit more could go to the sink. Where room is used up, the node
// hangs below one of the orders that use it, the one that would gain least elsewhere.
void TreeSimplex::BuildTree() {
  std::vector<int32_t> carrier(crews_.size(), -1);  // by leaf: order
  auto gain = [&](int32_t order) {
    return penalty_[size_t(order)] - edges_[size_t(taken_edge_[size_t(order)])].cost;
  };
  for (int32_t order = 0; order < int32_t(penalty_.size()); ++order) {
    if (taken_edge_[size_t(order)] < 0) continue;
    int32_t& least = carrier[size_t(node_leaf_[size_t(edges_[size_t(taken_edge_[size_t(order)])].to)])];
    if (least < 0 || gain(order) < gain(least)) least = order;
  }
  std::vector<bool> carries(penalty_.size());
  auto tree = [&](int32_t node, int32_t parent, int32_t edge) {
    Edge& its = edges_[size_t(edge)];
    its.state = kTree;
    const int32_t room = its.capacity - its.flow;
    Hang(node, parent, edge, its.from == node ? room : its.flow, its.from == node ? its.flow : room);
  };
  auto hang_below_order = [&](int32_t leaf) {
    const int32_t order = carrier[size_t(leaf)];
    carries[size_t(order)] = true;
    tree(leaf_node_[size_t(leaf)], OrderNode(order), taken_edge_[size_t(order)]);
  };
  std::vector<int32_t> holds_root(roots_.size(), -1);  // by full root: the leaf it hangs below
  for (int32_t leaf = 0; leaf < int32_t(crews_.size()); ++leaf) {
    const auto root = size_t(root_of_[size_t(leaf)]);
    if (leaf_node_[size_t(leaf)] < 0 || root_node_[root] < 0 || root_load_[root] < roots_[root].room)
      continue;
    if (leaf_load_[size_t(leaf)] == 0) continue;
    int32_t& held = holds_root[root];
    if (held < 0 || gain(carrier[size_t(leaf)]) < gain(carrier[size_t(held)])) held = leaf;
  }
  for (int32_t leaf = 0; leaf < int32_t(crews_.size()); ++leaf) {
    if (leaf_node_[size_t(leaf)] < 0) continue;
    const auto root = size_t(root_of_[size_t(leaf)]);
    Edge& out = edges_[size_t(leaf_edge_[size_t(leaf)])];
    out.flow = leaf_load_[size_t(leaf)];
    if (holds_root[root] == leaf) {
      tree(root_node_[root], leaf_node_[size_t(leaf)], leaf_edge_[size_t(leaf)]);
      hang_below_order(leaf);
    } else if (out.flow < out.capacity) {
      tree(leaf_node_[size_t(leaf)], out.to, leaf_edge_[size_t(leaf)]);
    } else {
      out.state = kUpper;
      hang_below_order(leaf);
    }
  }
  for (size_t root = 0; root < roots_.size(); ++root) {
    if (root_node_[root] < 0) continue;
    const int32_t load = root_load_[root];
    if (roots_[root].step == 0) {
      edges_[size_t(first_unit_[root])].flow = load;
      if (load == roots_[root].room) edges_[size_t(first_unit_[root])].state = kUpper;
    } else {
      for (int32_t unit = 0; unit < load; ++unit) {
        edges_[size_t(first_unit_[root] + unit)].flow = 1;
        edges_[size_t(first_unit_[root] + unit)].state = kUpper;
      }
    }
    if (load < roots_[root].room) {
      tree(root_node_[root], kSink, first_unit_[root] + (roots_[root].step == 0 ? 0 : load));
    }
  }
  for (int32_t order = 0; order < int32_t(penalty_.size()); ++order) {
    const int32_t taken = taken_edge_[size_t(order)];
    if (taken < 0 || carries[size_t(order)]) {
      tree(OrderNode(order), kSink, unserved_edge_[size_t(order)]);
    } else {
      tree(OrderNode(order), edges_[size_t(taken)].to, taken);
    }
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
