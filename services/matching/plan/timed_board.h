// The board on which exact times are planned: lanes (a team in a week), the ways of each order into lanes,
// and who stands where. Data for the parts of `timed_plan.h`; a Board is read-only once made, a Roster
// belongs to one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/plan/instance.h"
#include "services/matching/plan/pairs.h"

namespace diandan::matching::plan {

struct Way {
  int32_t lane = 0;
  int32_t cost = 0;
};

// A way as its lane sees it, sorted by end; `before` of them are over when this one begins.
struct Item {
  int32_t order = 0;
  int32_t cost = 0;
  int32_t before = 0;
};

struct Board {
  // A pinned order that stays unserved costs this on top: more than all that it could push aside.
  static constexpr int64_t kPinPoints = 100'000'000'000;

  Board(const Instance& instance, const Candidates& candidates);

  int32_t orders() const { return int32_t(penalty.size()); }
  int32_t lanes() const { return int32_t(room.size()); }
  bool Clash(int32_t a, int32_t b) const {
    return start[size_t(a)] < over[size_t(b)] && start[size_t(b)] < over[size_t(a)];
  }

  std::vector<int32_t> start, over;  // by order: minutes; `over` includes the gap
  std::vector<int64_t> penalty;      // by order
  std::vector<size_t> first_way;     // by order, and the end
  std::vector<Way> ways;             // of an order, cheapest first
  std::vector<int32_t> room;         // by lane
  std::vector<size_t> first_item;    // by lane, and the end
  std::vector<Item> items;
  int32_t weeks = 1;  // lane = team × weeks + week
};

// Who stands in which lane.
class Roster {
 public:
  explicit Roster(const Board& board)
      : board_(&board), way_(board.penalty.size(), -1), standing_(board.room.size()) {
    for (const int64_t penalty : board.penalty) cost_ += penalty;
  }

  int64_t cost() const { return cost_; }
  // The index of the way it takes, or -1.
  int64_t WayOf(int32_t order) const { return way_[size_t(order)]; }
  int32_t LaneOf(int32_t order) const {
    return way_[size_t(order)] < 0 ? -1 : board_->ways[size_t(way_[size_t(order)])].lane;
  }
  // What it costs now: its way's points or its penalty.
  int64_t CostOf(int32_t order) const {
    return way_[size_t(order)] < 0 ? board_->penalty[size_t(order)]
                                   : board_->ways[size_t(way_[size_t(order)])].cost;
  }
  const std::vector<int32_t>& Standing(int32_t lane) const { return standing_[size_t(lane)]; }
  // -1 takes it away.
  void Set(int32_t order, int64_t way);

 private:
  const Board* board_;
  std::vector<int64_t> way_;
  std::vector<std::vector<int32_t>> standing_;
  int64_t cost_ = 0;
};

}  // namespace diandan::matching::plan
