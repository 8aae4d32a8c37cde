// SOLD_BACK_FILL and ACCOUNT_BURST: hours that came from an account, not from a service.
#include <map>
#include <set>

#include "absl/container/flat_hash_set.h"
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

// Whole and half hours.
constexpr int64_t kRound = 30;

// Back-filled for a team the person has no other record with, and hardly any other record at all.
bool NobodyKnows(const Board& board, Index attendance) {
  const Attendance& sold = board.At(attendance);
  const Index team = board.OrderOf(attendance).team;
  int64_t by_account = 0, else_recorded = 0;
  for (const Index other : board.by_person[sold.person]) {
    const Attendance& at = board.At(other);
    if (!at.back_filled && board.OrderOf(other).team == team) return false;
    by_account += at.back_filled && at.entered_by == sold.entered_by;
    else_recorded += !at.back_filled;
  }
  return else_recorded <= by_account;
}

void SeeSeller(const Board& board, const std::vector<Index>& entered, Flags& flags) {
  std::vector<Index> sold;
  std::set<Index> buyers;
  for (const Index attendance : entered) {
    if (board.At(attendance).minutes < kRound || !NobodyKnows(board, attendance)) continue;
    sold.push_back(attendance);
    buyers.insert(board.At(attendance).person);
  }
  if (int(buyers.size()) < kBuyers) return;
  int64_t round = 0;
  std::vector<Index> witnesses;
  for (const Index attendance : sold) {
    round += board.At(attendance).minutes % kRound == 0;
    if (board.At(attendance).witness != kNobody) witnesses.push_back(board.At(attendance).witness);
  }
  std::sort(witnesses.begin(), witnesses.end());
  int64_t most = 0;
  for (size_t i = 0; i < witnesses.size(); ++i) {
    const auto last = std::upper_bound(witnesses.begin(), witnesses.end(), witnesses[i]);
    most = std::max<int64_t>(most, last - witnesses.begin() - std::ptrdiff_t(i));
  }
  const int64_t all = int64_t(sold.size());
  const int64_t round_share = 100 * round / all;
  const int64_t witness_share = witnesses.empty() ? 0 : 100 * most / int64_t(witnesses.size());
  const int64_t of_entered = 100 * all / int64_t(entered.size());
  // An office that back-fills for a whole township meets a stranger now and then, not mostly, and each of
  // them gave another time and has other witnesses.
  const bool round_figures = round_share >= 70, one_witness = witness_share >= 60, mostly = of_entered >= 50;
  if (!round_figures && !one_witness && !(mostly && buyers.size() >= 2 * kBuyers)) return;
  const int32_t points = 38 + int32_t(std::min<size_t>(buyers.size(), 20)) + (round_figures ? 12 : 0) +
                         (one_witness ? 10 : 0) +
                         (mostly            ? 8
                          : of_entered < 20 ? -12
                                            : 0);
  for (const Index attendance : sold) {
    flags.push_back({attendance,
                     Kind::kSoldBackFill,
                     points,
                     {int64_t(buyers.size()), all, round_share, witness_share},
                     OthersOf(attendance, sold)});
  }
}

// --- Bursts. ---

struct Entry {
  int64_t entered = 0, day = 0, after = 0;  // when, the day it is about, how long after it ended
  Index attendance = kNobody;
};

struct Sitting {
  std::vector<Entry> entries;
  std::set<Index> orders;
  std::set<int64_t> days;
  int64_t oldest = 0;
  int64_t took() const { return entries.back().entered - entries.front().entered; }
  size_t size() const { return entries.size(); }
};

// Whoever types late facts of others: the account, when, and what about.
bool EnteredLate(const Attendance& attendance, Index& account, Entry& entry) {
  if (attendance.back_filled) {
    account = attendance.entered_by;
    entry.entered = attendance.entered_at;
  } else {
    const Fact& in = attendance.in;
    if (in.how == How::kOwnCode || in.how == How::kAssumed || attendance.out.how == How::kOwnCode)
      return false;
    account = in.by;
    entry.entered = in.received;
  }
  entry.after = entry.entered - attendance.end;
  entry.day = DayOf(attendance.start);
  return account != kNobody && entry.entered != kNotTold && entry.after >= kEnteredAfter;
}

std::vector<Sitting> SittingsOf(const Board& board, std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.entered, a.attendance) < std::pair(b.entered, b.attendance);
  });
  std::vector<Sitting> sittings;
  for (const Entry& entry : entries) {
    if (sittings.empty() || entry.entered - sittings.back().entries.back().entered > kSittingPause)
      sittings.emplace_back();
    Sitting& sitting = sittings.back();
    sitting.entries.push_back(entry);
    sitting.orders.insert(board.At(entry.attendance).order);
    sitting.days.insert(entry.day);
    sitting.oldest = std::max(sitting.oldest, entry.after);
  }
  return sittings;
}

// A phone that comes home sends all it has in one moment.
bool IsOutbox(const Sitting& sitting) {
  return sitting.took() <= 2 * kMinuteSeconds && sitting.oldest <= 4 * kDaySeconds;
}

// The clerk who types the week's sheets every Friday: many weeks have such a sitting, large ones after a busy
// week, and none goes back further.
bool IsRoutine(const Sitting& sitting, const std::vector<Sitting>& all) {
  const bool of_the_week = sitting.oldest <= 8 * kDaySeconds;
  int64_t alike = 0, regular = 0, others = 0;
  size_t largest = 0;
  for (const Sitting& other : all) {
    if (&other == &sitting || IsOutbox(other)) continue;
    ++others;
    largest = std::max(largest, other.size());
    const bool as_old = of_the_week || 2 * other.oldest >= sitting.oldest;
    alike += as_old && double(other.size()) * kBurstOverOwn >= double(sitting.size());
    regular += int(other.size()) >= kRegularSitting && other.days.size() >= 2;
  }
  if (of_the_week && regular >= kRegularSittings && sitting.size() <= 3 * largest) return true;
  return alike >= kRegularSittings || (of_the_week && alike >= 1 && 2 * alike >= others);
}

int64_t UsualSize(const Sitting& sitting, const std::vector<Sitting>& all) {
  std::vector<int64_t> sizes;
  for (const Sitting& other : all) {
    if (&other != &sitting) sizes.push_back(int64_t(other.size()));
  }
  if (sizes.empty()) return 0;
  std::nth_element(sizes.begin(), sizes.begin() + std::ptrdiff_t(sizes.size() / 2), sizes.end());
  return sizes[sizes.size() / 2];
}

// Sittings of all accounts that are as large as a burst and nobody's routine.
class Bursts {
 public:
  Bursts(const Board& board, std::vector<std::vector<Entry>>& entries) {
    for (std::vector<Entry>& own : entries) {
      if (int(own.size()) < kBurstAttendances / 2) continue;
      std::vector<Sitting> sittings = SittingsOf(board, own);
      for (const Sitting& sitting : sittings) {
        if (int(sitting.size()) < kBurstAttendances / 2 || IsOutbox(sitting) || IsRoutine(sitting, sittings))
          continue;
        found_.push_back({sitting, UsualSize(sitting, sittings), accounts_});
      }
      ++accounts_;
    }
    for (size_t i = 0; i < found_.size(); ++i) {
      for (const int64_t day : found_[i].sitting.days) by_day_[day].push_back(i);
    }
  }

  void Flag(Flags& flags) const {
    for (const Burst& burst : found_) {
      const Sitting& sitting = burst.sitting;
      if (int(sitting.size()) < kBurstAttendances || int(sitting.orders.size()) < kBurstOrders ||
          IsEverybodys(burst)) {
        continue;
      }
      std::vector<Index> all;
      for (const Entry& entry : sitting.entries) all.push_back(entry.attendance);
      const int32_t points = 58 + int32_t(std::min<size_t>(sitting.size() / 3, 20) +
                                          std::min<size_t>(sitting.orders.size(), 12));
      const Figures figures{(sitting.took() + 59) / 60, int64_t(all.size()), int64_t(sitting.orders.size()),
                            sitting.oldest / kDaySeconds, burst.usual_size};
      for (const Index attendance : all) {
        flags.push_back({attendance, Kind::kAccountBurst, points, figures, OthersOf(attendance, all)});
      }
    }
  }

 private:
  struct Burst {
    Sitting sitting;
    int64_t usual_size = 0, account = 0;
  };

  // Others enter the same days, at about the same time.
  bool IsEverybodys(const Burst& burst) const {
    const int64_t entered = burst.sitting.entries.front().entered;
    std::map<int64_t, bool> shared;
    int64_t entries = 0;
    for (const Entry& entry : burst.sitting.entries) {
      const auto [day, fresh] = shared.try_emplace(entry.day, false);
      if (fresh) {
        std::set<int64_t> accounts;
        for (const size_t other : by_day_.at(entry.day)) {
          const int64_t apart = found_[other].sitting.entries.front().entered - entered;
          if (std::abs(apart) <= kBurstsTogether) accounts.insert(found_[other].account);
        }
        day->second = int(accounts.size()) > kBurstAccounts;
      }
      entries += day->second;
    }
    return double(entries) >= kBurstShared * double(burst.sitting.size());
  }

  std::vector<Burst> found_;
  int64_t accounts_ = 0;
  std::map<int64_t, std::vector<size_t>> by_day_;
};

}  // namespace

void FindSoldBackFill(const Board& board, Flags& flags) {
  const auto& attendances = board.evidence.attendances;
  const Groups by_account(board.evidence.accounts, attendances.size(), [&](size_t row) {
    return attendances[row].back_filled ? attendances[row].entered_by : kNobody;
  });
  for (Index account = 0; account < by_account.keys(); ++account) {
    const auto rows = by_account[account];
    if (int(rows.size()) >= kBuyers) SeeSeller(board, {rows.begin(), rows.end()}, flags);
  }
}

void FindBursts(const Board& board, Flags& flags) {
  std::vector<std::vector<Entry>> entries(size_t(board.evidence.accounts));
  for (size_t i = 0; i < board.evidence.attendances.size(); ++i) {
    Entry entry;
    Index account = kNobody;
    entry.attendance = Index(i);
    if (EnteredLate(board.evidence.attendances[i], account, entry)) entries[size_t(account)].push_back(entry);
  }
  Bursts(board, entries).Flag(flags);
}

}  // namespace diandan::hours::risk
