// PADDED_MINUTES: far more than planned, again and again. A service that took half as long again happens to
// everybody; how often, for services of that length, the county itself says. What is looked for is a person,
// or a team, to whom it happens much more often than chance allows.
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

constexpr int64_t kOfPerson = 0, kOfTeam = 1;

// Longer than the plan by so many minutes; among services of that length; alone or with all others.
struct Longer {
  Index row = kNobody;    // attendance, or order
  Index whose = kNobody;  // person, or team
  int length = 0;
  bool alone = false;
  int64_t minutes = 0;
  int64_t attendances = 1;
  double chance = 1;  // of as much or more, in this county
};

int LengthClass(int64_t planned) {
  return planned <= 50 ? 0 : planned <= 75 ? 1 : planned <= 105 ? 2 : planned <= 150 ? 3 : 4;
}

// Fills `chance` of each: which share of all in its class is at least as much beyond plan. `all`: rows looked
// at, by class of length.
void Compare(std::vector<Longer>& found, const std::array<int64_t, 5>& all) {
  std::sort(found.begin(), found.end(), [](const Longer& a, const Longer& b) {
    return std::tuple(a.length, a.alone, -a.minutes, a.row) <
           std::tuple(b.length, b.alone, -b.minutes, b.row);
  });
  int64_t as_much = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    const bool first =
        i == 0 || found[i].length != found[i - 1].length || found[i].alone != found[i - 1].alone;
    as_much = first ? 1 : as_much + 1;
    found[i].chance = double(as_much) / double(std::max<int64_t>(all[size_t(found[i].length)], 1));
  }
}

// The longest series of somebody's services that is no accident: how many, and how unlikely. `wrong`: of all
// that is looked at, so many attendances may be flagged for nothing; the more a series has, the less likely
// it has to be.
struct Series {
  size_t times = 0;
  double chance = 1;
};
Series Unlikeliest(std::vector<Longer>& own, int64_t served, double wrong) {
  std::sort(own.begin(), own.end(), [](const Longer& a, const Longer& b) {
    return std::pair(a.chance, a.row) < std::pair(b.chance, b.row);
  });
  Series best;
  int64_t attendances = 0;
  for (size_t times = 1; times <= own.size(); ++times) {
    attendances += own[times - 1].attendances;
    if (times < size_t(kPaddedTimes)) continue;
    const double chance = ChanceOfAtLeast(int64_t(times), served, own[times - 1].chance);
    if (chance * double(attendances) < wrong) best = {times, std::min(chance, best.chance)};
  }
  return best;
}

class Padding {
 public:
  Padding(const Board& board, Flags& flags) : board_(board), flags_(flags) {}

  void Find() {
    for (Index order = 0; order < board_.by_order.keys(); ++order) SeeOrder(order);
    Judge(people_, people_seen_, board_.evidence.people, kOfPerson);
    Judge(teams_, teams_seen_, board_.evidence.teams, kOfTeam);
  }

 private:
  struct Seen {
    std::array<int64_t, 5> by_length{};
    std::vector<int64_t> by_whose;
  };

  static bool IsLonger(int64_t minutes, int64_t planned) {
    return double(minutes) >= kPaddedRatio * double(planned) && minutes >= planned + kPaddedMinutes;
  }

  void SeeOrder(Index order) {
    const Order& about = board_.evidence.orders[size_t(order)];
    const int64_t planned = (about.end - about.start) / kMinuteSeconds;
    std::vector<int64_t> claimed;
    std::vector<Index> rows;
    for (const Index attendance : board_.by_order[order]) {
      if (board_.At(attendance).back_filled) continue;
      claimed.push_back(board_.At(attendance).minutes);
      rows.push_back(attendance);
    }
    if (planned <= 0 || rows.empty()) return;
    const int length = LengthClass(planned);
    people_seen_.by_whose.resize(size_t(board_.evidence.people));
    teams_seen_.by_whose.resize(size_t(board_.evidence.teams));
    const int64_t usual = Middle(claimed);
    for (size_t i = 0; i < rows.size(); ++i) {
      const Index person = board_.At(rows[i]).person;
      ++people_seen_.by_length[size_t(length)];
      ++people_seen_.by_whose[size_t(person)];
      if (!IsLonger(claimed[i], planned)) continue;
      const bool alone =
          rows.size() > 1 && double(claimed[i]) >= 1.3 * double(usual) && claimed[i] >= usual + 30;
      people_.push_back({rows[i], person, length, alone, claimed[i] - planned});
    }
    ++teams_seen_.by_length[size_t(length)];
    ++teams_seen_.by_whose[size_t(about.team)];
    if (IsLonger(usual, planned))
      teams_.push_back({order, about.team, length, false, usual - planned, int64_t(rows.size())});
  }

  static int64_t Middle(std::vector<int64_t> values) {
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t((values.size() - 1) / 2), values.end());
    return values[(values.size() - 1) / 2];
  }

  void Judge(std::vector<Longer>& found, const Seen& seen, Index count, int64_t of) {
    Compare(found, seen.by_length);
    std::vector<std::vector<Longer>> own;
    own.resize(size_t(count));
    for (const Longer& longer : found) own[size_t(longer.whose)].push_back(longer);
    const double wrong = of == kOfPerson ? kPaddedForNothing : kPaddedTeamForNothing;
    for (Index whose = 0; whose < count; ++whose) {
      auto& some = own[size_t(whose)];
      if (int(some.size()) < kPaddedTimes) continue;
      const Series series = Unlikeliest(some, seen.by_whose[size_t(whose)], wrong);
      for (size_t i = 0; i < series.times; ++i) FlagOne(some[i], series, seen.by_whose[size_t(whose)], of);
    }
  }

  void FlagOne(const Longer& longer, const Series& series, int64_t served, int64_t of) {
    const int32_t points = 55 + int32_t(std::min<size_t>(3 * series.times, 24));
    if (of == kOfPerson) return FlagAttendance(longer.row, points, series, served, of);
    for (const Index attendance : board_.by_order[longer.row]) {
      const Order& about = board_.evidence.orders[size_t(longer.row)];
      if (IsLonger(board_.At(attendance).minutes, (about.end - about.start) / kMinuteSeconds)) {
        FlagAttendance(attendance, points, series, served, of);
      }
    }
  }

  void FlagAttendance(Index attendance, int32_t points, const Series& series, int64_t served, int64_t of) {
    const Order& about = board_.OrderOf(attendance);
    const int64_t planned = (about.end - about.start) / kMinuteSeconds;
    flags_.push_back({attendance,
                      Kind::kPaddedMinutes,
                      points,
                      {board_.At(attendance).minutes - planned, planned, int64_t(series.times), served, of},
                      {}});
  }

  const Board& board_;
  Flags& flags_;
  std::vector<Longer> people_, teams_;
  Seen people_seen_, teams_seen_;
};

}  // namespace

void FindPadding(const Board& board, Flags& flags) { Padding(board, flags).Find(); }

}  // namespace diandan::hours::risk
