#include "services/matching/plan/timed_board.h"

#include <algorithm>

namespace diandan::matching::plan {

Board::Board(const Instance& instance, const Candidates& candidates) {
  const auto teams = int32_t(instance.teams.size());
  for (const Order& order : instance.orders) {
    start.push_back(order.start);
    over.push_back(order.start + order.duration + instance.gap);
    penalty.push_back(order.penalty);
    weeks = std::max(weeks, WeekOfMinute(instance, order.start) + 1);
  }
  for (const Pin& pin : instance.pins) {
    penalty[size_t(pin.order)] = instance.orders[size_t(pin.order)].penalty + kPinPoints;
  }
  for (const Team& team : instance.teams) room.insert(room.end(), size_t(weeks), team.weekly);
  for (const Booking& booking : instance.bookings) {
    const int32_t week = WeekOfMinute(instance, std::max(0, booking.start));
    if (week >= weeks) continue;
    int32_t& left = room[size_t(booking.team * weeks + week)];
    left = std::max(0, left - 1);
  }
  std::vector<std::vector<Item>> of_lane(room.size());
  first_way.push_back(0);
  for (int32_t order = 0; order < orders(); ++order) {
    const int32_t week = WeekOfMinute(instance, start[size_t(order)]);
    for (const Option& option : candidates[size_t(order)]) {
      const int32_t lane = option.team * weeks + week;
      if (room[size_t(lane)] == 0) continue;
      ways.push_back({lane, option.cost});
      of_lane[size_t(lane)].push_back({order, option.cost, 0});
    }
    std::stable_sort(ways.begin() + ptrdiff_t(first_way.back()), ways.end(),
                     [](const Way& a, const Way& b) { return a.cost < b.cost; });
    first_way.push_back(ways.size());
  }
  first_item.push_back(0);
  for (int32_t lane = 0; lane < teams * weeks; ++lane) {
    std::vector<Item>& mine = of_lane[size_t(lane)];
    auto earlier = [&](const Item& a, const Item& b) {
      return over[size_t(a.order)] < over[size_t(b.order)];
    };
    std::stable_sort(mine.begin(), mine.end(), earlier);
    for (Item& item : mine) {
      const auto later = std::partition_point(mine.begin(), mine.end(), [&](const Item& other) {
        return over[size_t(other.order)] <= start[size_t(item.order)];
      });
      item.before = int32_t(later - mine.begin());
    }
    items.insert(items.end(), mine.begin(), mine.end());
    first_item.push_back(items.size());
  }
}

void Roster::Set(int32_t order, int64_t way) {
  cost_ -= CostOf(order);
  if (const int32_t lane = LaneOf(order); lane >= 0) {
    std::vector<int32_t>& standing = standing_[size_t(lane)];
    *std::find(standing.begin(), standing.end(), order) = standing.back();
    standing.pop_back();
  }
  way_[size_t(order)] = way;
  if (way >= 0) standing_[size_t(board_->ways[size_t(way)].lane)].push_back(order);
  cost_ += CostOf(order);
}

}  // namespace diandan::matching::plan
