// RELAYED_CODE: codes typed long after they were shown, or by more phones than were there.
#include <set>

#include "absl/container/flat_hash_set.h"
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

// In README's terms a live relay: those too many, all at the end.
constexpr int64_t kAtOnce = 1, kOldCode = 0;

int64_t Median(std::vector<int64_t> values) {
  std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
  return values[values.size() / 2];
}

int64_t Spread(const std::vector<int64_t>& values, int64_t middle) {
  std::vector<int64_t> away;
  for (const int64_t value : values) away.push_back(std::abs(value - middle));
  return Median(away);
}

// Seconds from the middle of the minute in which the code was shown.
int64_t LagOf(const Fact& fact, int64_t at) { return at - (fact.step * 60 + 30); }

// A code that was too old when its phone came back to where there is signal makes no fact by code, and tells
// all the same.
bool TellsStep(const Fact& fact) {
  return (fact.how == How::kOwnCode || fact.how == How::kSelfReported) && fact.step != kNotTold &&
         fact.at != kNotTold;
}

// How much a phone's clock is ahead. What reached the server quickly shows it; and codes of several orders
// that are all off by the same, since whoever passes codes on is not that punctual.
class Clocks {
 public:
  explicit Clocks(const Board& board) : ahead_(size_t(board.evidence.devices)) {
    std::vector<std::vector<int64_t>> lags(ahead_.size()), quick(ahead_.size());
    std::vector<std::set<Index>> orders(ahead_.size());
    EachFact(board.evidence, [&](Index attendance, const Fact& fact) {
      if (!TellsStep(fact) || fact.device == kNobody) return;
      const size_t device = size_t(fact.device);
      lags[device].push_back(LagOf(fact, fact.at));
      if (orders[device].size() < kClockOrders) orders[device].insert(board.At(attendance).order);
      const bool told = fact.received != fact.at;
      if (told && fact.received - fact.at < kQuick) quick[device].push_back(fact.at - fact.received);
    });
    for (size_t device = 0; device < ahead_.size(); ++device) {
      int64_t ahead = quick[device].empty() ? 0 : Median(quick[device]);
      const size_t needed = quick[device].empty() ? 1 : kClockOrders;
      if (int(lags[device].size()) >= kClockFacts && orders[device].size() >= needed) {
        const int64_t middle = Median(lags[device]);
        if (Spread(lags[device], middle) <= kClockSpread) ahead = std::max(ahead, middle);
      }
      ahead_[device] = std::clamp<int64_t>(ahead, 0, kClockAtMost);
    }
  }

  // How long after it was shown the code was typed, at most by the server's clock.
  int64_t LateBy(const Fact& fact) const {
    if (!TellsStep(fact)) return 0;
    const int64_t ahead = fact.device == kNobody ? 0 : ahead_[size_t(fact.device)];
    return std::min(LagOf(fact, fact.at - ahead), std::max(LagOf(fact, fact.received), int64_t{0}));
  }

 private:
  static constexpr int64_t kQuick = 10 * kMinuteSeconds;
  static constexpr size_t kClockOrders = 3;
  std::vector<int64_t> ahead_;
};

// The phone that showed the codes had a wrong clock: everybody is late by the same. Whoever passes a code on
// leaves others on the spot.
bool ShownLate(const std::vector<int64_t>& late, size_t typed) {
  if (late.size() < 3 || late.size() * 10 < typed * 9) return false;
  return Spread(late, Median(late)) <= kClockSpread;
}

void SeeOldCodes(const Board& board, const Clocks& clocks, Index order, Flags& flags) {
  std::vector<Index> late;
  std::vector<int64_t> by, all_late;
  size_t typed = 0;
  for (const Index attendance : board.by_order[order]) {
    const Attendance& at = board.At(attendance);
    if (!TellsStep(at.in) && !TellsStep(at.out)) continue;
    ++typed;
    const int64_t in = clocks.LateBy(at.in), out = clocks.LateBy(at.out);
    if (std::max(in, out) < kCodeLate) continue;
    late.push_back(attendance);
    by.push_back(std::max(in, out));
    if (in >= kCodeLate) all_late.push_back(in);
  }
  if (late.empty() || ShownLate(all_late, typed)) return;
  for (size_t i = 0; i < late.size(); ++i) {
    const int32_t longer = int32_t(std::min<int64_t>(by[i] / kMinuteSeconds, 20));
    const int32_t points = late.size() >= 2 ? 58 + longer : by[i] >= kCodeVeryLate ? 52 + longer / 2 : 35;
    flags.push_back({late[i],
                     Kind::kRelayedCode,
                     points,
                     {by[i] / kMinuteSeconds, int64_t(late.size()), int64_t(typed), 0, kOldCode},
                     OthersOf(late[i], late)});
  }
}

// When somebody came: a typed code says it by the clock of the one who showed it, whatever the phone's own
// says.
int64_t CameAt(const Attendance& attendance) {
  return TellsStep(attendance.in) ? attendance.in.step * 60 : attendance.start;
}

// Somebody who typed a code.
struct Arrival {
  Index attendance = kNobody;
  bool unknown = false;  // nobody expected them
  int64_t came = 0;
  auto Key() const { return std::tuple(unknown, came, attendance); }
};

// An order's people by arrival, the unknown ones last of all, and when those before and behind each of them
// came. Of the last so many it is asked again and again.
class Arrivals {
 public:
  Arrivals(const Board& board, Index order) {
    const Order& about = board.evidence.orders[size_t(order)];
    const absl::flat_hash_set<Index> roster(about.roster.begin(), about.roster.end());
    int64_t last = 0;  // of those without a code
    for (const Index attendance : board.by_order[order]) {
      const Attendance& at = board.At(attendance);
      if (at.in.how == How::kOwnCode) {
        arrivals_.push_back({attendance, about.has_roster && !roster.contains(at.person), CameAt(at)});
      } else {
        last = std::max(last, CameAt(at));
      }
    }
    std::sort(arrivals_.begin(), arrivals_.end(),
              [](const Arrival& a, const Arrival& b) { return a.Key() < b.Key(); });
    before_.push_back(last);
    for (const Arrival& arrival : arrivals_) before_.push_back(std::max(before_.back(), arrival.came));
    first_.resize(arrivals_.size());
    for (size_t i = arrivals_.size(); i-- > 0;) {
      first_[i] = i + 1 < arrivals_.size() ? std::min(first_[i + 1], arrivals_[i].came) : arrivals_[i].came;
    }
  }

  size_t size() const { return arrivals_.size(); }
  // Of the last so many, one or more. Between the others and the first of them:
  int64_t Gap(size_t count) const {
    const size_t at = arrivals_.size() - count;
    return std::max<int64_t>(first_[at] - before_[at], 0);
  }
  // Nobody expected any of them.
  bool Unknown(size_t count) const { return arrivals_[arrivals_.size() - count].unknown; }
  std::vector<Index> Last(size_t count) const {
    std::vector<Index> last;
    for (size_t i = arrivals_.size() - count; i < arrivals_.size(); ++i)
      last.push_back(arrivals_[i].attendance);
    return last;
  }

 private:
  std::vector<Arrival> arrivals_;
  std::vector<int64_t> before_;  // when the last one before here came
  std::vector<int64_t> first_;   // when the first one from here on came
};

// More people than the resident or the witness saw.
void SeeTooMany(const Board& board, Index order, Flags& flags) {
  const Order& about = board.evidence.orders[size_t(order)];
  const int32_t people = board.people_of_order[size_t(order)];
  const int32_t beyond = people - about.headcount;
  if (about.headcount < 1 || beyond < kBeyondHeadcount || beyond < people / 6) return;
  const Arrivals arrivals(board, order);
  // Some of those beyond the count may be there in another way.
  for (int32_t count = std::min(beyond, int32_t(arrivals.size())); count >= kBeyondHeadcount; --count) {
    const int64_t gap = arrivals.Gap(size_t(count));
    const bool unknown = arrivals.Unknown(size_t(count));
    if (!unknown && gap < kArrivalGap) continue;
    const int32_t points = 56 + (unknown ? 6 : 0) + (gap >= kArrivalGap ? 8 : 0) + std::min(beyond, 10);
    const std::vector<Index> last = arrivals.Last(size_t(count));
    for (const Index attendance : last) {
      flags.push_back({attendance,
                       Kind::kRelayedCode,
                       points,
                       {about.headcount, people, gap / kMinuteSeconds, unknown, kAtOnce},
                       OthersOf(attendance, last)});
    }
    return;
  }
}

}  // namespace

void FindRelayedCodes(const Board& board, Flags& flags) {
  const Clocks clocks(board);
  for (Index order = 0; order < board.by_order.keys(); ++order) {
    if (board.by_order[order].size() == 0) continue;
    SeeOldCodes(board, clocks, order, flags);
    SeeTooMany(board, order, flags);
  }
}

}  // namespace diandan::hours::risk
