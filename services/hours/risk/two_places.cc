// OVERLAP_TEAMS, OVERLAP_COUNTIES, IMPOSSIBLE_TRAVEL: one person in two places.
//
// Which of the two is untrue nobody can tell from times alone. Two things speak for either: that the person's
// own usual phone recorded it, and how much they have to do with that team. Where neither says more for the
// other one, and one of them more for this, only the other is shown, with this beside it; else both are.
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

// By their own code, in and (where anybody recorded it) out, on the phone they always use, not only once.
bool OnUsualPhone(const Board& board, Index attendance) {
  const Attendance& at = board.At(attendance);
  const Index usual = board.usual_device[size_t(at.person)];
  const auto by_it = [&](const Fact& fact) { return fact.how == How::kOwnCode && fact.device == usual; };
  if (usual == kNobody || !by_it(at.in) || !(at.out.how == How::kAssumed || by_it(at.out))) return false;
  const auto own = board.by_person[at.person];
  return std::any_of(own.begin(), own.end(),
                     [&](Index other) { return other != attendance && by_it(board.At(other).in); });
}

// 0: nothing to do with it; 2: enough not to ask further.
int64_t Familiar(const Board& board, Index attendance) {
  const Index team = board.OrderOf(attendance).team, person = board.At(attendance).person;
  const auto own = board.by_person[person];
  int64_t times = std::count_if(own.begin(), own.end(), [&](Index other) {
    return other != attendance && board.OrderOf(other).team == team;
  });
  if (size_t(person) < board.evidence.teams_of.size()) {
    const auto& teams = board.evidence.teams_of[size_t(person)];
    times += std::find(teams.begin(), teams.end(), team) != teams.end();
  }
  return std::min<int64_t>(times, 2);
}

void FlagWeaker(const Board& board, Index a, Index b, Kind kind, int32_t points, const Figures& figures,
                Flags& flags) {
  const int64_t phone = int64_t(OnUsualPhone(board, a)) - int64_t(OnUsualPhone(board, b));
  const int64_t team = Familiar(board, a) - Familiar(board, b);
  const bool clear_a = phone >= 0 && team >= 0 && phone + team > 0;
  const bool clear_b = phone <= 0 && team <= 0 && phone + team < 0;
  if (!clear_a) flags.push_back({a, kind, points, figures, {b}});
  if (!clear_b) flags.push_back({b, kind, points, figures, {a}});
}

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
    if (both >= kOverlapCounties) FlagWeaker(board, a, b, Kind::kOverlapCounties, 66 + more, figures, flags);
  } else if (both >= kOverlapTeams) {
    FlagWeaker(board, a, b, Kind::kOverlapTeams, (one.team != other.team ? 62 : 58) + more, figures, flags);
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
  FlagWeaker(board, a, b, Kind::kImpossibleTravel, 58 + more,
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
