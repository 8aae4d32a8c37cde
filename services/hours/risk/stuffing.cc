// ROSTER_STUFFING: names of people who were not there. They have no fact from a phone of their own, come in
// the same company, and where somebody counted, they are too many.
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

constexpr int64_t kBeyondTheCount = 0, kUnlikeTheTeam = 1;
// A team's own share of people without a code is known to no better than this.
constexpr double kShareDoubt = 0.05;
constexpr size_t kOrdersTell = 6;
constexpr double kUnlikely = 1e-6;

class Stuffing {
 public:
  explicit Stuffing(const Board& board)
      : board_(board),
        stated_(size_t(board.evidence.people)),
        short_(stated_.size()),
        unlike_(stated_.size()),
        served_(stated_.size()),
        kind_(board.evidence.orders.size()) {}

  void Find(Flags& flags) {
    CountTeams();
    for (Index order = 0; order < board_.by_order.keys(); ++order) SeeOrder(order);
    for (Index order = 0; order < board_.by_order.keys(); ++order) FlagOrder(order, flags);
  }

 private:
  // Recorded by the leader, and never once by a code on a phone.
  bool Unseen(const Attendance& attendance) const {
    return EitherIs(attendance, How::kByLeader) && board_.own_codes[size_t(attendance.person)] == 0;
  }
  bool Stranger(const Attendance& attendance) const {
    const auto& teams_of = board_.evidence.teams_of;
    if (size_t(attendance.person) >= teams_of.size()) return true;
    const auto& teams = teams_of[size_t(attendance.person)];
    return std::find(teams.begin(), teams.end(), board_.evidence.orders[size_t(attendance.order)].team) ==
           teams.end();
  }

  // What is usual in a team: the middle one of its orders, so that a few stuffed ones do not make it usual.
  double Usual(const std::vector<double>& shares) const {
    if (shares.size() < kOrdersTell) return kShareDoubt;
    std::vector<double> sorted = shares;
    std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(sorted.size() / 2), sorted.end());
    return sorted[sorted.size() / 2] + kShareDoubt;
  }

  void CountTeams() {
    std::vector<std::vector<double>> unseen(size_t(board_.evidence.teams)), strange(unseen.size());
    int64_t all_unseen = 0, all_strange = 0;
    for (Index order = 0; order < board_.by_order.keys(); ++order) {
      const auto rows = board_.by_order[order];
      if (rows.size() == 0) continue;
      int64_t some = 0, strangers = 0;
      for (const Index attendance : rows) {
        some += Unseen(board_.At(attendance));
        strangers += Unseen(board_.At(attendance)) && Stranger(board_.At(attendance));
      }
      const size_t team = size_t(board_.evidence.orders[size_t(order)].team);
      unseen[team].push_back(double(some) / double(rows.size()));
      strange[team].push_back(double(strangers) / double(rows.size()));
      all_unseen += some;
      all_strange += strangers;
    }
    const double all = double(std::max<size_t>(board_.evidence.attendances.size(), 1));
    for (size_t team = 0; team < unseen.size(); ++team) {
      usual_.push_back(
          std::max(Usual(unseen[team]), unseen[team].size() < kOrdersTell ? double(all_unseen) / all : 0));
      usual_strange_.push_back(std::max(Usual(strange[team]), double(all_strange) / all + kShareDoubt));
    }
  }

  void SeeOrder(Index order) {
    const Order& about = board_.evidence.orders[size_t(order)];
    const int32_t people = board_.people_of_order[size_t(order)];
    const int32_t beyond = about.headcount < 0 ? 0 : people - about.headcount;
    const bool is_short = beyond >= kBeyondHeadcount && beyond >= kLeftOut * people;
    int64_t unseen = 0, strangers = 0;
    for (const Index attendance : board_.by_order[order]) {
      unseen += Unseen(board_.At(attendance));
      strangers += Unseen(board_.At(attendance)) && Stranger(board_.At(attendance));
    }
    const double usual = usual_[size_t(about.team)], usual_strangers = usual_strange_[size_t(about.team)];
    const bool unlike =
        (unseen >= kStuffedNames && ChanceOfAtLeast(unseen, people, usual) < kUnlikely) ||
        (strangers >= kStuffedNames && ChanceOfAtLeast(strangers, people, usual_strangers) < kUnlikely);
    kind_[size_t(order)] = {is_short, unlike && !(about.headcount >= 0 && beyond < 1), beyond};
    for (const Index attendance : board_.by_order[order]) {
      const Attendance& at = board_.At(attendance);
      const size_t person = size_t(at.person);
      ++served_[person];
      stated_[person] += about.headcount >= 0;
      short_[person] += is_short && Unseen(at);
      unlike_[person] += kind_[size_t(order)].unlike && Unseen(at);
    }
  }

  // In the orders where names were left out, and hardly in others.
  bool AlwaysLeftOut(size_t person) const {
    return short_[person] >= 2 && short_[person] >= kAlwaysLeftOut * stated_[person];
  }
  bool AlwaysUnlike(size_t person) const {
    return unlike_[person] >= 2 && unlike_[person] >= kAlwaysLeftOut * served_[person];
  }

  void FlagOrder(Index order, Flags& flags) const {
    const auto [is_short, unlike, beyond] = kind_[size_t(order)];
    const Order& about = board_.evidence.orders[size_t(order)];
    const int32_t people = board_.people_of_order[size_t(order)];
    const bool alone = is_short && beyond >= 2 * kBeyondHeadcount && beyond >= kLeftOutAlone * people;
    std::vector<Index> left_out, strange;
    for (const Index attendance : board_.by_order[order]) {
      const Attendance& at = board_.At(attendance);
      if (!Unseen(at)) continue;
      if (AlwaysLeftOut(size_t(at.person)) || alone)
        left_out.push_back(attendance);
      else if (unlike && AlwaysUnlike(size_t(at.person)))
        strange.push_back(attendance);
    }
    // A count that misses half of them still points at all of them, not at everybody else who came.
    std::sort(left_out.begin(), left_out.end(), [&](Index a, Index b) {
      const Index one = board_.At(a).person, other = board_.At(b).person;
      return std::tuple(served_[size_t(one)] - short_[size_t(one)], one) <
             std::tuple(served_[size_t(other)] - short_[size_t(other)], other);
    });
    if (is_short) left_out.resize(std::min(left_out.size(), size_t(2 * beyond)));
    for (const Index attendance : left_out) {
      const size_t person = size_t(board_.At(attendance).person);
      const bool again = AlwaysLeftOut(person);
      flags.push_back({attendance,
                       Kind::kRosterStuffing,
                       again ? 62 + std::min(beyond, 20) : 54,
                       {about.headcount, people, std::max(short_[person], 1), 0, kBeyondTheCount},
                       OthersOf(attendance, left_out)});
    }
    if (int(strange.size()) < kStuffedNames) return;
    for (const Index attendance : strange) {
      const size_t person = size_t(board_.At(attendance).person);
      flags.push_back({attendance,
                       Kind::kRosterStuffing,
                       54 + int32_t(std::min<size_t>(strange.size(), 16)),
                       {int64_t(strange.size()), people, unlike_[person], 0, kUnlikeTheTeam},
                       OthersOf(attendance, strange)});
    }
  }

  struct OrderKind {
    bool is_short = false, unlike = false;
    int32_t beyond = 0;
  };
  const Board& board_;
  std::vector<double> usual_, usual_strange_;              // by team: share of an order's people
  std::vector<int32_t> stated_, short_, unlike_, served_;  // by person: orders
  std::vector<OrderKind> kind_;
};

}  // namespace

void FindStuffing(const Board& board, Flags& flags) { Stuffing(board).Find(flags); }

}  // namespace diandan::hours::risk
