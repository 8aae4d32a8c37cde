// CLOSED_RATING_PAIR: two people who rate one another and hardly anybody else, where others are there.
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

constexpr double kNotByChance = 1e-4;

uint64_t Key(Index a, Index b) { return uint64_t(uint32_t(a)) << 32 | uint32_t(b); }

// One rating of one who served.
struct Mark {
  Index order, rater, rated;
  int32_t score;
  bool at_once;
  Index device;
};

class ClosedPairs {
 public:
  ClosedPairs(const Board& board, Flags& flags)
      : board_(board), flags_(flags), degree_(size_t(board.evidence.people)), given_(degree_.size()) {}

  void Find() {
    Spread();
    for (const auto& [key, marks] : between_) {
      const Index a = Index(key >> 32), b = Index(key & 0xffffffff);
      if (a > b) continue;
      const auto back = between_.find(Key(b, a));
      if (back != between_.end()) SeePair(a, b, marks, back->second);
    }
  }

 private:
  static constexpr int64_t kAtOnce = 30 * kMinuteSeconds;

  void Spread() {
    for (const Rating& rating : board_.evidence.ratings) {
      if (rating.rated != kNobody) {
        Add(rating, rating.rated);
        continue;
      }
      for (const Index attendance : board_.by_order[rating.order]) Add(rating, board_.At(attendance).person);
    }
  }

  void Add(const Rating& rating, Index rated) {
    if (rated == rating.rater) return;
    const Order& order = board_.evidence.orders[size_t(rating.order)];
    const bool at_once = rating.at != kNotTold && rating.at - order.end <= kAtOnce;
    ++degree_[size_t(rating.rater)];
    ++degree_[size_t(rated)];
    ++given_[size_t(rating.rater)];
    between_[Key(rating.rater, rated)].push_back(
        {rating.order, rating.rater, rated, rating.score, at_once, rating.device});
    rated_by_[rating.rater].insert(rating.order);
  }

  // How likely `rater` rates `rated` so often if whoever serves at that place had served the rater as they
  // serve everybody else. Somebody who is the only one there is no surprise.
  double ByChance(Index rater, Index rated, const std::vector<Mark>& marks) {
    const PlaceCounts& place = CountsOf(board_.evidence.orders[size_t(marks.front().order)].place);
    const auto count = [&](Index person) {
      const auto served = place.served.find(person);
      return served == place.served.end() ? 0 : served->second;
    };
    // Nobody is served by themselves.
    int64_t for_rater = count(rater), by_rated_for_rater = 0;
    for (const Index order : rated_by_[rater]) {
      if (board_.evidence.orders[size_t(order)].place != place.place) continue;
      for (const Index attendance : board_.by_order[order]) {
        ++for_rater;
        by_rated_for_rater += board_.At(attendance).person == rated;
      }
    }
    const double share = (double(count(rated) - by_rated_for_rater) + 1) /
                         (double(place.all - for_rater) + double(place.served.size()));
    return ChanceOfAtLeast(int64_t(marks.size()), given_[size_t(rater)], std::min(share, 1.0));
  }

  void SeePair(Index a, Index b, const std::vector<Mark>& there, const std::vector<Mark>& back) {
    const int64_t fewer = int64_t(std::min(there.size(), back.size())),
                  all = int64_t(there.size() + back.size());
    if (fewer < kRatingsEachWay - 1 || all < 2 * kRatingsEachWay) return;
    const double share = 2.0 * double(all) / double(degree_[size_t(a)] + degree_[size_t(b)]);
    if (share < kClosedShare || ByChance(a, b, there) * ByChance(b, a, back) > kNotByChance) return;
    int64_t full = 0, told = 0, at_once = 0;
    bool one_phone = false;
    std::vector<Index> attendances;
    for (const auto* marks : {&there, &back}) {
      for (const Mark& mark : *marks) {
        told += mark.score > 0;
        full += mark.score == 5;
        at_once += mark.at_once;
        for (const Mark& other : marks == &there ? back : there) {
          one_phone = one_phone || (mark.device != kNobody && mark.device == other.device);
        }
        AddServed(mark, attendances);
      }
    }
    const int64_t full_share = told == 0 ? 100 : 100 * full / told;
    int32_t points = 22 + int32_t(45 * share);
    // Whoever rates nobody else at all may give four points now and then.
    points += full_share >= 93 ? 8 : full_share >= 86 ? -5 : share < kClosedAlmostAll ? -25 : -12;
    if (one_phone) points += 15;
    if (2 * at_once >= all) points += 5;
    for (const Index attendance : attendances) {
      flags_.push_back({attendance,
                        Kind::kClosedRatingPair,
                        points,
                        {all, int64_t(100 * share + 0.5), full_share, one_phone},
                        OthersOf(attendance, attendances)});
    }
  }

  // What the rated one did in that order; everybody's where that one did nothing.
  void AddServed(const Mark& mark, std::vector<Index>& attendances) const {
    const auto rows = board_.by_order[mark.order];
    const bool served =
        std::any_of(rows.begin(), rows.end(), [&](Index row) { return board_.At(row).person == mark.rated; });
    for (const Index row : rows) {
      if (!served || board_.At(row).person == mark.rated) attendances.push_back(row);
    }
  }

  // Who served there, how often.
  struct PlaceCounts {
    Index place = kNobody;
    int64_t all = 0;
    absl::flat_hash_map<Index, int64_t> served;
  };
  const PlaceCounts& CountsOf(Index place) {
    if (places_.empty()) {
      for (size_t i = 0; i < board_.evidence.attendances.size(); ++i) {
        const Index at = board_.OrderOf(Index(i)).place;
        PlaceCounts& counts = places_[at];
        counts.place = at;
        ++counts.all;
        ++counts.served[board_.At(Index(i)).person];
      }
    }
    return places_[place];
  }

  const Board& board_;
  Flags& flags_;
  std::vector<int64_t> degree_, given_;  // by person: ratings given and received; given
  absl::flat_hash_map<uint64_t, std::vector<Mark>> between_;
  absl::flat_hash_map<Index, absl::flat_hash_set<Index>> rated_by_;  // by rater: orders
  absl::flat_hash_map<Index, PlaceCounts> places_;
};

}  // namespace

void FindClosedPairs(const Board& board, Flags& flags) { ClosedPairs(board, flags).Find(); }

}  // namespace diandan::hours::risk
