// The smallest change that would serve an order.
#include <algorithm>
#include <functional>
#include <limits>

#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/matching/plan_reasons.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

constexpr int32_t kNearHalfDays = 2, kFarHalfDays = 14;

// The ask moved by whole half-days; the hour within the half-day stays.
Ask Moved(const Ask& ask, int32_t by) {
  Ask moved = ask;
  for (int32_t& slot : moved.slots) slot += by;
  if (!moved.slots.empty()) moved.last_day = moved.slots.back() / kSlotsPerDay;
  return moved;
}

absl::Time StartOf(const Ask& ask) {
  absl::Time start = absl::InfiniteFuture();
  for (const auto& session : ask.need.sessions()) start = std::min(start, FromProto(session.start_time()));
  return start;
}

// When a service that began at `start` would begin half-days later: at the same hour of another day, else in
// the morning at nine, in the afternoon at two, in the evening at half past six.
absl::Time StartAfter(absl::Time start, int32_t slot_before, int32_t slot) {
  if ((slot - slot_before) % kSlotsPerDay == 0)
    return start + absl::Hours(24) * ((slot - slot_before) / kSlotsPerDay);
  static constexpr int kMinutes[kSlotsPerDay] = {9 * 60, 14 * 60, 18 * 60 + 30};
  const absl::CivilDay day = absl::CivilDay(1970, 1, 5) + slot / kSlotsPerDay;
  return absl::FromCivil(absl::CivilMinute(day) + kMinutes[slot % kSlotsPerDay], ChinaTime());
}

}  // namespace

int32_t PlanReasons::BestWhere(const Ask& ask, const std::function<bool(int32_t)>& fits) const {
  const auto& teams = problem_.inputs().teams;
  int32_t best = -1;
  Candidate candidate;
  for (int32_t team : problem_.Offering(ask.need.skill())) {
    if (!fits(team)) continue;
    const Candidate here{&teams[size_t(team)], problem_.PointsOf(ask, teams[size_t(team)])};
    if (best < 0 || Better(ask, here, candidate)) {
      best = team;
      candidate = here;
    }
  }
  return best;
}

bool PlanReasons::MoveTime(int32_t order, int32_t nearest, int32_t farthest, v1::Remedy& remedy) const {
  const Ask& ask = problem_.orders()[static_cast<size_t>(order)].ask;
  const auto& teams = problem_.inputs().teams;
  for (int32_t away = nearest; away <= farthest; ++away) {
    for (const int32_t by : {away, -away}) {
      const Ask moved = Moved(ask, by);
      const absl::Time start = StartAfter(StartOf(ask), ask.slots.front(), moved.slots.front());
      if (start <= problem_.inputs().now) continue;
      const int32_t team = BestWhere(moved, [&](int32_t i) {
        const Team& candidate = teams[static_cast<size_t>(i)];
        return FirstFailing(moved, candidate) == v1::LEFT_OUT_UNSPECIFIED &&
               board_.HasRoom(candidate, i, moved.slots);
      });
      if (team < 0) continue;
      remedy.set_kind(v1::MOVE_TIME);
      remedy.set_team(ResourceNameOf(problem_.inputs().county, "teams", teams[static_cast<size_t>(team)].id));
      remedy.set_team_name(teams[static_cast<size_t>(team)].name);
      remedy.add_numbers(away);
      *remedy.mutable_start_time() = ToTimestamp(start);
      return true;
    }
  }
  return false;
}

bool PlanReasons::OneMore(int32_t order, v1::Remedy& remedy) const {
  const Ask& ask = problem_.orders()[static_cast<size_t>(order)].ask;
  if (ask.slots.size() != 1) return false;
  const auto& teams = problem_.inputs().teams;
  const int32_t team = BestWhere(ask, [&](int32_t i) {
    Team wider = teams[static_cast<size_t>(i)];
    if (wider.weekly_slots == 0 || !board_.WeekFull(order, i)) return false;
    wider.weekly_slots = 0;
    return FirstFailing(ask, wider) == v1::LEFT_OUT_UNSPECIFIED && board_.HolderOf(order, i) < 0;
  });
  if (team < 0) return false;
  const Team& found = teams[static_cast<size_t>(team)];
  remedy.set_kind(v1::ONE_MORE_HALF_DAY);
  remedy.set_team(ResourceNameOf(problem_.inputs().county, "teams", found.id));
  remedy.set_team_name(found.name);
  remedy.add_numbers(board_.TakenInWeek(team, WeekOf(ask.slots.front())));
  remedy.add_numbers(found.weekly_slots);
  return true;
}

bool PlanReasons::OneRule(int32_t order, v1::Remedy& remedy) const {
  const Ask& ask = problem_.orders()[static_cast<size_t>(order)].ask;
  const auto& teams = problem_.inputs().teams;
  struct Relaxed {
    v1::LeftOut code;
    Ask ask;
    std::string word;
  };
  std::vector<Relaxed> ways;
  auto relax = [&](v1::LeftOut code, const std::string& word, auto change) {
    Relaxed& way = ways.emplace_back(Relaxed{code, ask, word});
    change(way.ask);
  };
  const v1::Need& need = ask.need;
  if (need.female_required()) relax(v1::NO_WOMAN, "", [](Ask& a) { a.need.set_female_required(false); });
  if (need.language_required())
    relax(v1::LANGUAGE_MISSING, need.language(), [](Ask& a) { a.need.set_language_required(false); });
  if (!need.qualification().empty())
    relax(v1::QUALIFICATION_MISSING, need.qualification(), [](Ask& a) { a.need.clear_qualification(); });
  if (!need.skill().empty()) relax(v1::SKILL_MISSING, need.skill(), [](Ask& a) { a.need.clear_skill(); });
  for (const Relaxed& way : ways) {
    const int32_t team = BestWhere(way.ask, [&](int32_t i) {
      const Team& candidate = teams[static_cast<size_t>(i)];
      return FirstFailing(ask, candidate) == way.code &&
             FirstFailing(way.ask, candidate) == v1::LEFT_OUT_UNSPECIFIED &&
             board_.HasRoom(candidate, i, ask.slots);
    });
    if (team < 0) continue;
    remedy.set_kind(v1::ONE_RULE);
    remedy.set_code(way.code);
    remedy.set_word(way.word);
    remedy.set_team(ResourceNameOf(problem_.inputs().county, "teams", teams[static_cast<size_t>(team)].id));
    remedy.set_team_name(teams[static_cast<size_t>(team)].name);
    return true;
  }
  return false;
}

bool PlanReasons::MoreWeight(int32_t order, const std::vector<plan::Option>& options,
                             v1::Remedy& remedy) const {
  const PlannedOrder& planned = problem_.orders()[static_cast<size_t>(order)];
  if (solved_.slot_price.empty() || planned.takes.size() != 1) return false;
  int64_t cheapest = std::numeric_limits<int64_t>::max();
  for (const plan::Option& option : options) {
    cheapest = std::min(
        cheapest,
        option.cost +
            solved_.slot_price[size_t(option.team) * PlanProblem::kSlots + size_t(planned.takes[0].slot)]);
  }
  const int64_t more = cheapest - planned.weight - problem_.offset() + 1;
  if (options.empty() || more <= 0 || more > plan::kMaxPenalty) return false;
  remedy.set_kind(v1::MORE_WEIGHT);
  remedy.add_numbers(static_cast<int32_t>(more));
  return true;
}

v1::Remedy PlanReasons::RemedyOf(int32_t order, const std::vector<plan::Option>& options) const {
  v1::Remedy remedy;
  if (MoveTime(order, 1, kNearHalfDays, remedy) || OneMore(order, remedy) || OneRule(order, remedy) ||
      MoveTime(order, kNearHalfDays + 1, kFarHalfDays, remedy) || MoreWeight(order, options, remedy)) {
    return remedy;
  }
  remedy.set_kind(v1::NO_REMEDY);
  return remedy;
}

}  // namespace diandan::matching
