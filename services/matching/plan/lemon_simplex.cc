#include "services/matching/plan/lemon_simplex.h"

#include <algorithm>

// Without it LEMON wants its shared library for one constant.
#define LEMON_ONLY_TEMPLATES
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace diandan::matching::plan {
namespace {

using Graph = lemon::SmartDigraph;

// The graph is drawn whole before any map is made: a LEMON map sets only the arcs that exist already, later
// ones silently get 0.
struct Drawing {
  Graph graph;
  std::vector<int64_t> cost, capacity;  // by arc, in the order they were added

  void Add(Graph::Node from, Graph::Node to, int64_t arc_capacity, int64_t arc_cost) {
    graph.addArc(from, to);
    capacity.push_back(arc_capacity);
    cost.push_back(arc_cost);
  }
};

}  // namespace

Flow SolveByLemon(const Network& network) {
  const auto orders = size_t(network.orders()), leaves = size_t(network.leaves()),
             roots = network.roots.size();
  Drawing drawing;
  Graph& graph = drawing.graph;
  // Which leaves are reached at all, and how many units could come to a root.
  std::vector<int32_t> wanted(leaves), leaves_used(roots);
  std::vector<int64_t> reach(roots);
  for (const Arc& arc : network.arcs) ++wanted[size_t(arc.leaf)];
  for (size_t leaf = 0; leaf < leaves; ++leaf) {
    if (wanted[leaf] == 0) continue;
    const auto root = size_t(network.root_of[leaf]);
    ++leaves_used[root];
    reach[root] += std::min(wanted[leaf], network.crews[leaf]);
  }
  graph.reserveNode(int(orders + leaves + roots + 1));
  graph.reserveArc(int(network.arcs.size() + orders + 2 * leaves));

  const Graph::Node sink = graph.addNode();
  std::vector<Graph::Node> order_node(orders), leaf_node(leaves, lemon::INVALID),
      root_node(roots, lemon::INVALID);
  for (Graph::Node& node : order_node) node = graph.addNode();
  for (size_t leaf = 0; leaf < leaves; ++leaf) {
    if (wanted[leaf] != 0) leaf_node[leaf] = graph.addNode();
  }
  // Orders' arcs come first, so that an arc's index here is its index in `network`.
  for (size_t order = 0; order < orders; ++order) {
    for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
      drawing.Add(order_node[order], leaf_node[size_t(network.arcs[a].leaf)], 1, network.arcs[a].cost);
    }
  }
  for (size_t order = 0; order < orders; ++order) {
    drawing.Add(order_node[order], sink, 1, network.penalty[order]);
  }
  for (size_t leaf = 0; leaf < leaves; ++leaf) {
    if (wanted[leaf] == 0) continue;
    const auto r = size_t(network.root_of[leaf]);
    const Root& root = network.roots[r];
    if (leaves_used[r] == 1 && root.step == 0) {
      // Leaf and root are one.
      drawing.Add(leaf_node[leaf], sink, std::min(network.crews[leaf], root.room), root.first);
      continue;
    }
    if (root_node[r] == lemon::INVALID) {
      root_node[r] = graph.addNode();
      // One unit more than can come: so that no price is put on a limit that is not the root's.
      const int64_t room = std::min<int64_t>(root.room, reach[r] + 1);
      if (root.step == 0) {
        drawing.Add(root_node[r], sink, room, root.first);
      } else {
        for (int64_t unit = 0; unit < room; ++unit) drawing.Add(root_node[r], sink, 1, Marginal(root, unit));
      }
    }
    drawing.Add(leaf_node[leaf], root_node[r], network.crews[leaf], 0);
  }

  Graph::ArcMap<int64_t> cost(graph), capacity(graph);
  for (int arc = 0; arc < graph.arcNum(); ++arc) {
    cost[graph.arcFromId(arc)] = drawing.cost[size_t(arc)];
    capacity[graph.arcFromId(arc)] = drawing.capacity[size_t(arc)];
  }
  Graph::NodeMap<int64_t> supply(graph, 0);
  for (const Graph::Node& node : order_node) supply[node] = 1;
  supply[sink] = -int64_t(orders);

  using Simplex = lemon::NetworkSimplex<Graph, int64_t, int64_t>;
  Simplex simplex(graph);
  simplex.upperMap(capacity).costMap(cost).supplyMap(supply);
  simplex.run(Simplex::BLOCK_SEARCH);

  Flow flow;
  flow.arc.assign(orders, kUnserved);
  for (size_t order = 0; order < orders; ++order) {
    for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
      if (simplex.flow(graph.arcFromId(int(a))) > 0) flow.arc[order] = int64_t(a);
    }
  }
  // A node's price is how far below it the sink lies.
  const int64_t level = simplex.potential(sink);
  flow.root_price.assign(roots, 0);
  flow.leaf_price.assign(leaves, 0);
  for (size_t r = 0; r < roots; ++r) {
    flow.root_price[r] =
        root_node[r] == lemon::INVALID ? network.roots[r].first : level - simplex.potential(root_node[r]);
  }
  for (size_t leaf = 0; leaf < leaves; ++leaf) {
    if (wanted[leaf] == 0) continue;
    flow.leaf_price[leaf] = level - simplex.potential(leaf_node[leaf]);
    const auto r = size_t(network.root_of[leaf]);
    // One node, two prices: what the price is for is put where the narrower capacity is.
    if (root_node[r] == lemon::INVALID && network.roots[r].room < network.crews[leaf]) {
      flow.root_price[r] = flow.leaf_price[leaf];
    }
  }
  Lift(network, flow);
  return flow;
}

}  // namespace diandan::matching::plan
