#include "services/matching/plan/timed_auction.h"

#include <algorithm>
#include <limits>

namespace diandan::matching::plan {
namespace {

class TimedAuction {
 public:
  TimedAuction(const Board& board, int64_t step, int64_t haste)
      : board_(board), step_(step), haste_(haste), roster_(board), bid_(board.penalty.size()) {}

  TimedBids Run(int64_t bids_left) {
    std::vector<int32_t> waiting;
    for (int32_t order = 0; order < board_.orders(); ++order) {
      waiting.push_back(order);
      while (!waiting.empty() && bids_left-- > 0) {
        const int32_t bidder = waiting.back();
        waiting.pop_back();
        Bid(bidder, waiting);
      }
      waiting.clear();
    }
    TimedBids result{std::move(roster_), {}};
    for (int32_t order = 0; order < board_.orders(); ++order) {
      const double own = double(result.roster.CostOf(order)) +
                         (result.roster.WayOf(order) < 0 ? 0 : double(bid_[size_t(order)]));
      result.worth.push_back(std::min(double(board_.penalty[size_t(order)]), own));
    }
    return result;
  }

 private:
  static constexpr int64_t kNone = std::numeric_limits<int64_t>::max() / 4;

  // What has to be outbid for a place: everybody it clashes with, and one more when the lane is full without.
  int64_t Price(int32_t order, int32_t lane) const {
    int64_t sum = 0, least = kNone;
    int32_t stay = 0;
    for (const int32_t other : roster_.Standing(lane)) {
      if (board_.Clash(order, other)) {
        sum += bid_[size_t(other)];
      } else {
        ++stay;
        least = std::min(least, bid_[size_t(other)]);
      }
    }
    return stay >= board_.room[size_t(lane)] ? sum + least : sum;
  }

  void Bid(int32_t order, std::vector<int32_t>& waiting) {
    int64_t best = board_.penalty[size_t(order)], second = best, way = -1;
    for (size_t w = board_.first_way[size_t(order)]; w < board_.first_way[size_t(order) + 1]; ++w) {
      // Ways are sorted by cost, and prices are not negative.
      if (board_.ways[w].cost >= second) break;
      const int64_t value = board_.ways[w].cost + Price(order, board_.ways[w].lane);
      if (value < best) {
        second = best;
        best = value;
        way = int64_t(w);
      } else if (value < second) {
        second = value;
      }
    }
    if (way < 0) return;
    const int32_t lane = board_.ways[size_t(way)].lane;
    const int64_t price = best - board_.ways[size_t(way)].cost;
    losers_.clear();
    int32_t cheapest = -1, stay = 0;
    for (const int32_t other : roster_.Standing(lane)) {
      if (board_.Clash(order, other)) {
        losers_.push_back(other);
        continue;
      }
      ++stay;
      if (cheapest < 0 || bid_[size_t(other)] < bid_[size_t(cheapest)]) cheapest = other;
    }
    if (stay >= board_.room[size_t(lane)]) losers_.push_back(cheapest);
    for (const int32_t loser : losers_) {
      roster_.Set(loser, -1);
      waiting.push_back(loser);
    }
    roster_.Set(order, way);
    bid_[size_t(order)] = price + (second - best) + std::max(step_, price / haste_);
  }

  const Board& board_;
  const int64_t step_, haste_;
  Roster roster_;
  std::vector<int64_t> bid_;
  std::vector<int32_t> losers_;
};

}  // namespace

TimedBids BidForTimes(const Board& board, int64_t step, int64_t haste, int most_bids) {
  return TimedAuction(board, step, haste).Run(int64_t(most_bids) * board.orders());
}

}  // namespace diandan::matching::plan
