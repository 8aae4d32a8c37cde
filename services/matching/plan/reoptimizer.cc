#include "services/matching/plan/reoptimizer.h"

#include <algorithm>
#include <limits>

namespace diandan::matching::plan {
namespace {

constexpr int64_t kFar = std::numeric_limits<int64_t>::max();

}  // namespace

Reoptimizer::Reoptimizer(const Network& network)
    : leaves_(network.leaves()),
      crews_(network.crews),
      root_of_(network.root_of),
      roots_(network.roots),
      leaves_of_root_(network.roots.size()),
      state_(network.penalty.size(), State::kWaiting),
      penalty_(network.penalty),
      span_(network.penalty.size()),
      arcs_(network.arcs),
      taken_(network.penalty.size(), kUnserved),
      position_(network.penalty.size(), -1),
      incoming_(network.crews.size()),
      standing_(network.crews.size()),
      root_load_(network.roots.size()),
      reached_(network.crews.size() + network.roots.size()) {
  for (int32_t leaf = 0; leaf < leaves_; ++leaf) {
    leaves_of_root_[size_t(root_of_[size_t(leaf)])].push_back(leaf);
  }
  for (const Root& root : roots_) root_price_.push_back(root.first);
  for (const int32_t root : root_of_) leaf_price_.push_back(root_price_[size_t(root)]);
  for (int32_t order = 0; order < network.orders(); ++order) {
    const size_t first = network.first_arc[size_t(order)];
    span_[size_t(order)] = {first, int32_t(network.first_arc[size_t(order) + 1] - first)};
    for (size_t a = first; a < network.first_arc[size_t(order) + 1]; ++a) {
      incoming_[size_t(arcs_[a].leaf)].push_back({order, arcs_[a].cost});
    }
  }
}

Reoptimizer::Reoptimizer(const Network& network, const Flow& flow) : Reoptimizer(network) {
  leaf_price_ = flow.leaf_price;
  root_price_ = flow.root_price;
  for (int32_t order = 0; order < network.orders(); ++order) {
    state_[size_t(order)] = State::kPlaced;
    if (flow.arc[size_t(order)] != kUnserved) Place(order, flow.arc[size_t(order)]);
  }
  cost_ = plan::CostOf(network, flow.arc);
}

int32_t Reoptimizer::LeafOf(int32_t order) const {
  const int64_t arc = taken_[size_t(order)];
  return arc == kUnserved ? kNowhere : arcs_[size_t(arc)].leaf;
}

int64_t Reoptimizer::CostOf(int32_t order) const {
  const int64_t arc = taken_[size_t(order)];
  return arc == kUnserved ? penalty_[size_t(order)] : arcs_[size_t(arc)].cost;
}

void Reoptimizer::Place(int32_t order, int64_t arc) {
  taken_[size_t(order)] = arc;
  std::vector<int32_t>& standing = standing_[size_t(arcs_[size_t(arc)].leaf)];
  position_[size_t(order)] = int32_t(standing.size());
  standing.push_back(order);
  ++root_load_[size_t(root_of_[size_t(arcs_[size_t(arc)].leaf)])];
}

void Reoptimizer::Unplace(int32_t order) {
  const int32_t leaf = LeafOf(order);
  if (leaf == kNowhere) return;
  std::vector<int32_t>& standing = standing_[size_t(leaf)];
  const int32_t position = position_[size_t(order)];
  standing[size_t(position)] = standing.back();
  position_[size_t(standing.back())] = position;
  standing.pop_back();
  --root_load_[size_t(root_of_[size_t(leaf)])];
  taken_[size_t(order)] = kUnserved;
}

// --- One search: shortest reduced distances from where it begins, until no open end can be nearer ---

void Reoptimizer::Begin() {
  ++search_;
  turn_ = 0;
  heap_.clear();
  settled_.clear();
  end_ = {kFar, -1, -1, -1};
}

void Reoptimizer::Reach(int32_t node, int64_t distance, int32_t from, int32_t order, int64_t arc) {
  if (distance >= end_.distance) return;
  Reached& reached = reached_[size_t(node)];
  if (reached.search == search_ && (reached.settled || reached.distance <= distance)) return;
  reached = {search_, false, distance, from, order, arc};
  heap_.push_back({distance, turn_++, node});
  std::push_heap(heap_.begin(), heap_.end());
}

void Reoptimizer::End(int64_t distance, int32_t node, int32_t order, int64_t arc) {
  if (ends_ && distance < end_.distance) end_ = {distance, node, order, arc};
}

bool Reoptimizer::Next(int64_t limit, int32_t& node, int64_t& distance) {
  while (!heap_.empty() && heap_.front().distance < limit) {
    const Entry entry = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end());
    heap_.pop_back();
    Reached& reached = reached_[size_t(entry.node)];
    if (reached.settled || reached.distance != entry.distance) continue;
    reached.settled = true;
    settled_.push_back(entry.node);
    node = entry.node;
    distance = entry.distance;
    return true;
  }
  return false;
}

void Reoptimizer::Reprice(int sign) {
  for (const int32_t node : settled_) Price(node) += sign * (end_.distance - reached_[size_t(node)].distance);
}

// --- An order comes: the cheapest way to the sink, pushing others aside where that is cheaper ---

void Reoptimizer::SpreadForward(int32_t node, int64_t distance) {
  if (node >= leaves_) {
    const auto r = size_t(node - leaves_);
    if (root_load_[r] < roots_[r].room) {
      End(distance + Marginal(roots_[r], root_load_[r]) - root_price_[r], node, -1, -1);
    }
    for (const int32_t leaf : leaves_of_root_[r]) {
      if (standing_[size_t(leaf)].empty()) continue;
      Reach(leaf, distance + leaf_price_[size_t(leaf)] - root_price_[r], node, -1, -1);
    }
    return;
  }
  const auto leaf = size_t(node);
  if (int32_t(standing_[leaf].size()) < crews_[leaf]) {
    const int32_t root = root_of_[leaf];
    Reach(RootNode(root), distance + root_price_[size_t(root)] - leaf_price_[leaf], node, -1, -1);
  }
  for (const int32_t order : standing_[leaf]) {
    const int64_t above = distance - arcs_[size_t(taken_[size_t(order)])].cost - leaf_price_[leaf];
    End(above + penalty_[size_t(order)], node, order, -1);
    const Span span = span_[size_t(order)];
    for (size_t a = span.first; a < span.first + size_t(span.count); ++a) {
      Reach(arcs_[a].leaf, above + arcs_[a].cost + leaf_price_[size_t(arcs_[a].leaf)], node, order,
            int64_t(a));
    }
  }
}

void Reoptimizer::Insert(int32_t order) {
  Begin();
  End(penalty_[size_t(order)], -1, -1, -1);
  const Span span = span_[size_t(order)];
  for (size_t a = span.first; a < span.first + size_t(span.count); ++a) {
    Reach(arcs_[a].leaf, arcs_[a].cost + leaf_price_[size_t(arcs_[a].leaf)], -1, order, int64_t(a));
  }
  int32_t node = 0;
  int64_t distance = 0;
  while (Next(end_.distance, node, distance)) SpreadForward(node, distance);
  Reprice(+1);
  cost_ += end_.distance;
  state_[size_t(order)] = State::kPlaced;
  if (end_.node < 0) return;
  if (end_.order >= 0) Unplace(end_.order);
  for (int32_t at = end_.node; at >= 0; at = reached_[size_t(at)].from) {
    const Reached& reached = reached_[size_t(at)];
    if (reached.order < 0) continue;
    Unplace(reached.order);
    Place(reached.order, reached.arc);
  }
}

void Reoptimizer::InsertAll() {
  for (int32_t order = 0; order < orders(); ++order) {
    if (state_[size_t(order)] == State::kWaiting) Insert(order);
  }
}

int32_t Reoptimizer::Add(int64_t penalty, const std::vector<Arc>& arcs) {
  const int32_t order = orders();
  state_.push_back(State::kWaiting);
  penalty_.push_back(penalty);
  span_.push_back({arcs_.size(), int32_t(arcs.size())});
  arcs_.insert(arcs_.end(), arcs.begin(), arcs.end());
  taken_.push_back(kUnserved);
  position_.push_back(-1);
  for (const Arc& arc : arcs) incoming_[size_t(arc.leaf)].push_back({order, arc.cost});
  Insert(order);
  return order;
}

// --- An order goes: from the room it leaves, backwards to whoever gains most by it ---

void Reoptimizer::SpreadBackward(int32_t node, int64_t distance, int32_t leaving) {
  if (node >= leaves_) {
    const auto r = size_t(node - leaves_);
    if (root_load_[r] > 0) {
      End(distance + root_price_[r] - Marginal(roots_[r], root_load_[r] - 1), node, -1, -1);
    }
    for (const int32_t leaf : leaves_of_root_[r]) {
      if (int32_t(standing_[size_t(leaf)].size()) >= crews_[size_t(leaf)]) continue;
      Reach(leaf, distance + root_price_[r] - leaf_price_[size_t(leaf)], node, -1, -1);
    }
    return;
  }
  const auto leaf = size_t(node);
  if (!standing_[leaf].empty()) {
    const int32_t root = root_of_[leaf];
    Reach(RootNode(root), distance + leaf_price_[leaf] - root_price_[size_t(root)], node, -1, -1);
  }
  for (const Incoming& way : incoming_[leaf]) {
    const auto order = size_t(way.order);
    if (way.order == leaving || state_[order] != State::kPlaced) continue;
    const int64_t here = distance + way.cost + leaf_price_[leaf];
    if (taken_[order] == kUnserved) {
      End(here - penalty_[order], node, way.order, -1);
      continue;
    }
    const Arc& taken = arcs_[size_t(taken_[order])];
    if (taken.leaf != node) {
      Reach(taken.leaf, here - taken.cost - leaf_price_[size_t(taken.leaf)], node, way.order, -1);
    }
  }
}

void Reoptimizer::TakeOut(int32_t order) {
  const int32_t leaf = LeafOf(order);
  if (state_[size_t(order)] != State::kPlaced) return;
  state_[size_t(order)] = State::kWaiting;
  if (leaf == kNowhere) {
    cost_ -= penalty_[size_t(order)];
    return;
  }
  Begin();
  const int64_t worth = CostOf(order) + leaf_price_[size_t(leaf)];
  Reach(leaf, 0, -1, -1, -1);
  int32_t node = 0;
  int64_t distance = 0;
  while (Next(end_.distance, node, distance)) SpreadBackward(node, distance, order);
  Reprice(-1);
  cost_ -= worth - end_.distance;
  Unplace(order);
  if (end_.order >= 0) Place(end_.order, ArcTo(end_.order, end_.node));
  for (int32_t at = end_.node; at >= 0; at = reached_[size_t(at)].from) {
    const Reached& reached = reached_[size_t(at)];
    if (reached.order < 0) continue;
    Unplace(reached.order);
    Place(reached.order, ArcTo(reached.order, reached.from));
  }
}

int64_t Reoptimizer::ArcTo(int32_t order, int32_t leaf) const {
  const Span span = span_[size_t(order)];
  int64_t best = kUnserved;
  for (size_t a = span.first; a < span.first + size_t(span.count); ++a) {
    if (arcs_[a].leaf != leaf) continue;
    if (best == kUnserved || arcs_[a].cost < arcs_[size_t(best)].cost) best = int64_t(a);
  }
  return best;
}

void Reoptimizer::Remove(int32_t order) {
  TakeOut(order);
  state_[size_t(order)] = State::kGone;
}

void Reoptimizer::Refresh() {
  Begin();
  ends_ = false;
  for (size_t r = 0; r < roots_.size(); ++r) {
    if (root_load_[r] >= roots_[r].room) continue;
    Reach(RootNode(int32_t(r)), Marginal(roots_[r], root_load_[r]) - root_price_[r], -1, -1, -1);
  }
  for (int32_t order = 0; order < orders(); ++order) {
    const int32_t leaf = LeafOf(order);
    if (leaf == kNowhere) continue;
    Reach(leaf, penalty_[size_t(order)] - CostOf(order) - leaf_price_[size_t(leaf)], -1, -1, -1);
  }
  int32_t node = 0;
  int64_t distance = 0;
  while (Next(kFar, node, distance)) SpreadBackward(node, distance, -1);
  ends_ = true;
  for (const int32_t settled : settled_) Price(settled) += reached_[size_t(settled)].distance;
  // Where nobody can ever stand it is dearer than anybody would pay.
  int64_t closed = 0;
  for (const int64_t penalty : penalty_) closed = std::max(closed, penalty);
  for (int32_t i = 0; i < int32_t(reached_.size()); ++i) {
    const Reached& reached = reached_[size_t(i)];
    if (reached.search != search_ || !reached.settled) Price(i) = std::max(Price(i), closed);
  }
}

void Reoptimizer::Widen(int32_t order, const std::vector<Arc>& arcs) {
  int64_t least = std::numeric_limits<int64_t>::max();
  for (const Arc& arc : arcs) least = std::min(least, arc.cost + leaf_price_[size_t(arc.leaf)]);
  const int32_t leaf = LeafOf(order);
  const int64_t now = CostOf(order) + (leaf == kNowhere ? 0 : leaf_price_[size_t(leaf)]);
  const bool moves = state_[size_t(order)] == State::kPlaced && least < now;
  if (moves) TakeOut(order);
  // The order's ways stay side by side: all of them go to the end.
  const Span old = span_[size_t(order)];
  span_[size_t(order)] = {arcs_.size(), old.count + int32_t(arcs.size())};
  if (taken_[size_t(order)] != kUnserved) {
    taken_[size_t(order)] += int64_t(arcs_.size()) - int64_t(old.first);
  }
  for (size_t a = old.first; a < old.first + size_t(old.count); ++a) arcs_.push_back(Arc(arcs_[a]));
  arcs_.insert(arcs_.end(), arcs.begin(), arcs.end());
  for (const Arc& arc : arcs) incoming_[size_t(arc.leaf)].push_back({order, arc.cost});
  if (moves) Insert(order);
}

Network Reoptimizer::Snapshot(Flow& flow) const {
  Network network;
  network.crews = crews_;
  network.root_of = root_of_;
  network.roots = roots_;
  network.first_arc.push_back(0);
  flow = {.arc = {}, .leaf_price = leaf_price_, .root_price = root_price_};
  for (size_t order = 0; order < state_.size(); ++order) {
    const bool present = state_[order] == State::kPlaced;
    network.penalty.push_back(present ? penalty_[order] : 0);
    const Span span = span_[order];
    const int64_t shift = int64_t(network.arcs.size()) - int64_t(span.first);
    flow.arc.push_back(taken_[order] == kUnserved ? kUnserved : taken_[order] + shift);
    if (present) {
      network.arcs.insert(network.arcs.end(), arcs_.begin() + ptrdiff_t(span.first),
                          arcs_.begin() + ptrdiff_t(span.first) + span.count);
    }
    network.first_arc.push_back(network.arcs.size());
  }
  return network;
}

}  // namespace diandan::matching::plan
