// OVERLAP_TEAMS, OVERLAP_COUNTIES, IMPOSSIBLE_TRAVEL: one person in two places.
//
// Which of the two is untrue nobody can tell from times alone, so both are shown; unless one was recorded by
// the person's own usual phone and the other by somebody else, for a team the person has nothing else to do
// with.
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

// By their own code, in and (where anybody recorded it) out, on the phone they always use.
bool OnUsualPhone(const Board& board, const Attendance& attendance) {
  const Index usual = board.usual_device[size_t(attendance.person)];
  const Fact& out = attendance.out;
  return usual != kNobody && attendance.in.how == How::kOwnCode && attendance.in.device == usual &&
         (out.how == How::kAssumed || (out.how == How::kOwnCode && out.device == usual));
}

bool KnowsTeam(const Board& board, Index attendance) {
  const Index team = board.OrderOf(attendance).team, person = board.At(attendance).person;
  if (size_t(person) < board.evidence.teams_of.size()) {
    const auto& teams = board.evidence.teams_of[size_t(person)];
    if (std::find(teams.begin(), teams.end(), team) != teams.end()) return true;
  }
  const auto own = board.by_person[person];
  return std::any_of(own.begin(), own.end(),
                     [&](Index other) { return other != attendance && board.OrderOf(other).team == team; });
}

class Clash {
 public:
  Clash(const Board& board, Index a, Index b) : board_(board), a_(a), b_(b) {}

  // `points` for the one that is less well supported, some less for the other.
  void Flag(Kind kind, int32_t points, const Figures& figures, Flags& flags) const {
    const bool a_strong = OnUsualPhone(board_, board_.At(a_)), b_strong = OnUsualPhone(board_, board_.At(b_));
    const bool clear_a = a_strong && !b_strong && !KnowsTeam(board_, b_);
    const bool clear_b = b_strong && !a_strong && !KnowsTeam(board_, a_);
    constexpr int32_t kBetterSupported = 8;
    if (!clear_a)
      flags.push_back({a_, kind, points - (a_strong && !b_strong ? kBetterSupported : 0), figures, {b_}});
    if (!clear_b)
      flags.push_back({b_, kind, points - (b_strong && !a_strong ? kBetterSupported : 0), figures, {a_}});
  }

 private:
  const Board& board_;
  const Index a_, b_;
};

void SeeOverlap(const Board& board, Index a, Index b, Flags& flags) {
  const Attendance &first = board.At(a), &second = board.At(b);
  const Order &one = board.OrderOf(a), &other = board.OrderOf(b);
  if (first.order == second.order) return;
  const int64_t both = std::min(first.end, second.end) - std::max(first.start, second.start);
  const int64_t minutes = both / kMinuteSeconds;
  const int64_t shorter = std::min(first.end - first.start, second.end - second.start);
  const Figures figures{minutes, shorter > 0 ? 100 * both / shorter : 0, 0, 0, one.team == other.team};
  const int32_t more = int32_t(std::min<int64_t>(minutes / 6, 22));
  if (one.county != other.county) {
    if (both >= kOverlapCounties) Clash(board, a, b).Flag(Kind::kOverlapCounties, 66 + more, figures, flags);
  } else if (both >= kOverlapTeams) {
    Clash(board, a, b).Flag(Kind::kOverlapTeams, (one.team != other.team ? 62 : 58) + more, figures, flags);
  }
}

// `b` begins after `a`; they do not overlap by more than a late check-out.
void SeeJourney(const Board& board, Index a, Index b, Flags& flags) {
  const Order &from = board.OrderOf(a), &to = board.OrderOf(b);
  if (from.place == kNobody || to.place == kNobody || from.place == to.place) return;
  const double km =
      KilometresBetween(board.evidence.places[size_t(from.place)], board.evidence.places[size_t(to.place)]);
  if (km < kJourneyKm) return;
  const Attendance &first = board.At(a), &second = board.At(b);
  int64_t gap = std::max<int64_t>(second.start - first.end, 0);
  if (first.out.how == How::kAssumed) gap += kAssumedSlack;
  const double speed =
      (km - kPointFloorKm) * double(kHourSeconds) / double(std::max<int64_t>(gap, kMinuteSeconds));
  if (speed <= kJourneyKmPerHour) return;
  const int32_t more = int32_t(std::min(speed / 20, 25.0));
  Clash(board, a, b)
      .Flag(Kind::kImpossibleTravel, 58 + more,
            {int64_t(km + 0.5), gap / kMinuteSeconds, int64_t(std::min(speed, 9999.0))}, flags);
}

}  // namespace

void FindTwoPlaces(const Board& board, Flags& flags) {
  for (Index person = 0; person < board.by_person.keys(); ++person) {
    const auto own = board.by_person[person];
    for (size_t i = 0; i < own.size(); ++i) {
      const Attendance& first = board.At(own[i]);
      for (size_t j = i + 1; j < own.size(); ++j) {
        const Attendance& second = board.At(own[j]);
        // The earth is 20,000 km from end to end, but no county: a day later everybody is anywhere.
        if (second.start > first.end + kDaySeconds / 2) break;
        const bool overlap = second.start + kOverlapCounties < first.end && second.start < second.end;
        if (overlap) {
          SeeOverlap(board, own[i], own[j], flags);
        } else {
          SeeJourney(board, own[i], own[j], flags);
        }
      }
    }
  }
}

}  // namespace diandan::hours::risk
