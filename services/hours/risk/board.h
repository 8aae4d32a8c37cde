// The evidence with what several parts of the detector look up, and the flags they raise.
#pragma once

#include <algorithm>
#include <vector>

#include "services/hours/risk/detect.h"
#include "services/hours/risk/thresholds.h"

namespace diandan::hours::risk {

// Rows grouped by a key from 0 to `keys`; rows of kNobody are in no group.
class Groups {
 public:
  template <typename KeyOf>
  Groups(Index keys, size_t rows, KeyOf key_of) : begin_(size_t(keys) + 1) {
    for (size_t row = 0; row < rows; ++row) {
      if (const Index key = key_of(row); key != kNobody) ++begin_[size_t(key) + 1];
    }
    for (size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    rows_.resize(begin_.back());
    std::vector<size_t> next(begin_.begin(), begin_.end() - 1);
    for (size_t row = 0; row < rows; ++row) {
      if (const Index key = key_of(row); key != kNobody) rows_[next[size_t(key)]++] = Index(row);
    }
  }

  struct Rows {
    const Index* first;
    const Index* last;
    const Index* begin() const { return first; }
    const Index* end() const { return last; }
    size_t size() const { return size_t(last - first); }
    Index operator[](size_t i) const { return first[i]; }
  };
  Rows operator[](Index key) const {
    return {rows_.data() + begin_[size_t(key)], rows_.data() + begin_[size_t(key) + 1]};
  }
  Index keys() const { return Index(begin_.size()) - 1; }
  template <typename Less>
  void Sort(Less less) {
    for (size_t i = 0; i + 1 < begin_.size(); ++i) {
      std::sort(rows_.begin() + std::ptrdiff_t(begin_[i]), rows_.begin() + std::ptrdiff_t(begin_[i + 1]),
                less);
    }
  }

 private:
  std::vector<size_t> begin_;
  std::vector<Index> rows_;
};

inline int64_t DayOf(int64_t time) { return (time + kDayOffset) / kDaySeconds; }

struct Board {
  explicit Board(const Evidence& evidence);

  const Order& OrderOf(Index attendance) const {
    return evidence.orders[size_t(evidence.attendances[size_t(attendance)].order)];
  }
  const Attendance& At(Index attendance) const { return evidence.attendances[size_t(attendance)]; }

  const Evidence& evidence;
  Groups by_order, by_person;            // attendances; a person's by start
  std::vector<Index> usual_device;       // by person: the phone of most of their own codes
  std::vector<int32_t> own_codes;        // by person: facts by code
  std::vector<int32_t> people_of_order;  // by order: different people
};

// A check-in, then a check-out: `visit(attendance, fact)`.
template <typename Visit>
void EachFact(const Evidence& evidence, Visit visit) {
  for (size_t i = 0; i < evidence.attendances.size(); ++i) {
    visit(Index(i), evidence.attendances[i].in);
    visit(Index(i), evidence.attendances[i].out);
  }
}

inline bool EitherIs(const Attendance& attendance, How how) {
  return attendance.in.how == how || attendance.out.how == how;
}

// `others` without the flagged one, as many as are kept.
std::vector<Index> OthersOf(Index flagged, const std::vector<Index>& all);

// How likely `hits` or more of `tries` are when each has this chance.
double ChanceOfAtLeast(int64_t hits, int64_t tries, double chance);

double KilometresBetween(const Place& a, const Place& b);

using Flags = std::vector<Flag>;

void FindTwoPlaces(const Board& board, Flags& flags);
void FindRelayedCodes(const Board& board, Flags& flags);
void FindOneDevice(const Board& board, Flags& flags);
void FindStuffing(const Board& board, Flags& flags);
void FindSoldBackFill(const Board& board, Flags& flags);
void FindBursts(const Board& board, Flags& flags);
void FindClonedTexts(const Board& board, Flags& flags);
void FindReusedPhotos(const Board& board, Flags& flags);
void FindClosedPairs(const Board& board, Flags& flags);
void FindPadding(const Board& board, Flags& flags);

}  // namespace diandan::hours::risk
