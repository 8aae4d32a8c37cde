// RELAYED_CODE: codes typed long after they were shown, or by more phones than were there.
#include <set>

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

bool TellsStep(const Fact& fact) {
  return fact.how == How::kOwnCode && fact.step != kNotTold && fact.at != kNotTold;
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

bool OnRoster(const Order& order, Index person) {
  return !order.has_roster ||
         std::find(order.roster.begin(), order.roster.end(), person) != order.roster.end();
}

// When somebody came: a typed code says it by the clock of the one who showed it, whatever the phone's own
// says.
int64_t CameAt(const Attendance& attendance) {
  return TellsStep(attendance.in) ? attendance.in.step * 60 : attendance.start;
}

// Those who were too many: all came after everybody else, or nobody expected them.
struct TooMany {
  std::vector<Index> last;
  int64_t gap = 0;  // between the others and the first of them
  bool unknown = false;
};

TooMany LastOf(const Board& board, Index order, const std::vector<Index>& by_arrival, size_t count) {
  const Order& about = board.evidence.orders[size_t(order)];
  TooMany found;
  found.last.assign(by_arrival.end() - std::ptrdiff_t(count), by_arrival.end());
  found.unknown = true;
  int64_t others_came = 0, first = CameAt(board.At(found.last.front()));
  for (const Index attendance : found.last) {
    first = std::min(first, CameAt(board.At(attendance)));
    found.unknown = found.unknown && !OnRoster(about, board.At(attendance).person);
  }
  for (const Index attendance : board.by_order[order]) {
    if (std::find(found.last.begin(), found.last.end(), attendance) == found.last.end()) {
      others_came = std::max(others_came, CameAt(board.At(attendance)));
    }
  }
  found.gap = std::max<int64_t>(first - others_came, 0);
  return found;
}

// More people than the resident or the witness saw.
void SeeTooMany(const Board& board, Index order, Flags& flags) {
  const Order& about = board.evidence.orders[size_t(order)];
  const int32_t people = board.people_of_order[size_t(order)];
  const int32_t beyond = people - about.headcount;
  if (about.headcount < 1 || beyond < kBeyondHeadcount || beyond < people / 6) return;
  std::vector<Index> by_arrival;
  for (const Index attendance : board.by_order[order]) {
    if (board.At(attendance).in.how == How::kOwnCode) by_arrival.push_back(attendance);
  }
  // Off the roster last of all, as whoever came last.
  std::sort(by_arrival.begin(), by_arrival.end(), [&](Index a, Index b) {
    const bool known_a = OnRoster(about, board.At(a).person), known_b = OnRoster(about, board.At(b).person);
    return std::tuple(!known_a, CameAt(board.At(a)), a) < std::tuple(!known_b, CameAt(board.At(b)), b);
  });
  // Some of those beyond the count may be there in another way.
  for (int32_t count = std::min(beyond, int32_t(by_arrival.size())); count >= kBeyondHeadcount; --count) {
    const TooMany found = LastOf(board, order, by_arrival, size_t(count));
    if (!found.unknown && found.gap < kArrivalGap) continue;
    const int32_t points =
        56 + (found.unknown ? 6 : 0) + (found.gap >= kArrivalGap ? 8 : 0) + std::min(beyond, 10);
    for (const Index attendance : found.last) {
      flags.push_back({attendance,
                       Kind::kRelayedCode,
                       points,
                       {about.headcount, people, found.gap / kMinuteSeconds, found.unknown, kAtOnce},
                       OthersOf(attendance, found.last)});
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
