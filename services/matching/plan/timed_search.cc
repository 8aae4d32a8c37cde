#include "services/matching/plan/timed_search.h"

#include <algorithm>
#include <numeric>

namespace diandan::matching::plan {

ChainSearch::ChainSearch(const Board& board, const std::vector<double>& worth, const SearchSettings& settings)
    : board_(board), worth_(worth), settings_(settings), moved_(board.penalty.size()) {}

void ChainSearch::Clashing(const Roster& roster, int32_t order, int32_t lane,
                           std::vector<int32_t>& out) const {
  out.clear();
  int32_t stay = 0, least = -1;
  double least_value = 0;
  for (const int32_t other : roster.Standing(lane)) {
    if (board_.Clash(order, other)) {
      out.push_back(other);
      continue;
    }
    ++stay;
    // Who would lose least by leaving.
    const double value = worth_[size_t(other)] - double(roster.CostOf(other));
    if (least < 0 || value < least_value) {
      least = other;
      least_value = value;
    }
  }
  if (stay >= board_.room[size_t(lane)]) out.push_back(least);
}

// Places what is pending. `expected`: what the plan would cost if each pending order found a place at its
// worth.
bool ChainSearch::Settle(Roster& roster, int depth, int64_t start_cost, double expected) {
  if (pending_.empty()) return roster.cost() < start_cost;
  const int32_t order = pending_.back();
  pending_.pop_back();
  const double others = expected - worth_[size_t(order)];
  // To stay unserved is a place too. Its penalty is in the roster's cost while it is pending.
  std::vector<Place> places;
  std::vector<int32_t> clashing;
  const auto goal = double(start_cost);
  if (others + double(board_.penalty[size_t(order)]) < goal) {
    places.push_back({others + double(board_.penalty[size_t(order)]), -1});
  }
  for (size_t w = board_.first_way[size_t(order)]; w < board_.first_way[size_t(order) + 1]; ++w) {
    const Way& way = board_.ways[w];
    double estimate = others + way.cost;
    if (estimate >= goal) break;
    Clashing(roster, order, way.lane, clashing);
    bool possible = int(clashing.size()) <= depth;
    for (const int32_t other : clashing) {
      possible = possible && moved_[size_t(other)] != chain_;
      estimate += worth_[size_t(other)] - double(roster.CostOf(other));
    }
    if (possible && estimate < goal) places.push_back({estimate, int64_t(w)});
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.estimate < b.estimate; });
  if (int(places.size()) > settings_.breadth) places.resize(size_t(settings_.breadth));
  for (const Place& place : places) {
    if (++tried_ > settings_.most) break;
    const size_t undo_until = undo_.size(), pending_until = pending_.size();
    const std::vector<int32_t> pending_before = pending_;
    if (place.way >= 0) {
      Clashing(roster, order, board_.ways[size_t(place.way)].lane, clashing);
      for (const int32_t other : clashing) {
        undo_.push_back({other, roster.WayOf(other)});
        roster.Set(other, -1);
        moved_[size_t(other)] = chain_;
        pending_.push_back(other);
      }
      undo_.push_back({order, -1});
      roster.Set(order, place.way);
    }
    const int used = int(pending_.size() - pending_until);
    if (Settle(roster, depth - used, start_cost, place.estimate)) return true;
    while (undo_.size() > undo_until) {
      const Step step = undo_.back();
      undo_.pop_back();
      roster.Set(step.order, step.way);
      if (step.order != order) moved_[size_t(step.order)] = 0;
    }
    pending_ = pending_before;
  }
  pending_.push_back(order);
  return false;
}

int64_t ChainSearch::Sweep(Roster& roster) {
  const int64_t before = roster.cost();
  // By how much an order costs more than it is worth.
  std::vector<int32_t> by_regret(board_.penalty.size());
  std::iota(by_regret.begin(), by_regret.end(), 0);
  std::vector<double> regret(board_.penalty.size());
  for (size_t order = 0; order < regret.size(); ++order) {
    regret[order] = double(roster.CostOf(int32_t(order))) - worth_[order];
  }
  std::stable_sort(by_regret.begin(), by_regret.end(),
                   [&](int32_t a, int32_t b) { return regret[size_t(a)] > regret[size_t(b)]; });
  for (const int32_t order : by_regret) {
    ++chain_;
    tried_ = 0;
    undo_.clear();
    pending_.assign(1, order);
    moved_[size_t(order)] = chain_;
    const int64_t start_cost = roster.cost(), way = roster.WayOf(order);
    roster.Set(order, -1);
    const double expected =
        double(roster.cost()) - double(board_.penalty[size_t(order)]) + worth_[size_t(order)];
    if (!Settle(roster, settings_.depth, start_cost, expected)) roster.Set(order, way);
  }
  return before - roster.cost();
}

}  // namespace diandan::matching::plan
