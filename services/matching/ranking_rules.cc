#include "services/matching/ranking_rules.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/matching/rows.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

constexpr size_t kReasonsOfTheFirst = 3;
constexpr size_t kReasonsOfOthers = 2;

// One term before it becomes a message: the hot path only adds the points up.
struct Term {
  v1::TermKind kind;
  int32_t points = 0;
  v1::Nearness nearness = v1::NEARNESS_UNSPECIFIED;
  int32_t numbers[3] = {0, 0, 0};
  int count = 0;
};

bool Has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

v1::Nearness NearnessOf(const Place& a, const Place& b) {
  if (!a.village.empty() && a.village == b.village) return v1::SAME_VILLAGE;
  if (!a.township.empty() && a.township == b.township) return v1::SAME_TOWNSHIP;
  return v1::SAME_COUNTY;
}

// Of so many weeks up to and with `week`.
int32_t AcceptedInWeeks(const Team& team, int32_t week, int32_t weeks) {
  const int32_t end = (week + 1) * kSlotsPerWeek;
  int32_t accepted = 0;
  for (int32_t slot : team.booked) accepted += slot < end && slot >= end - weeks * kSlotsPerWeek;
  return accepted;
}
int32_t AcceptedInWeek(const Team& team, int32_t week) { return AcceptedInWeeks(team, week, 1); }

int32_t ServicesIn(const Team& team, const std::string& skill) {
  for (const auto& served : team.served) {
    if (served.skill == skill) return served.services;
  }
  return 0;
}

bool FreeThen(const Ask& ask, const Team& team) {
  if (team.free_slots == 0) return true;
  return std::all_of(ask.slots.begin(), ask.slots.end(),
                     [&](int32_t slot) { return (team.free_slots >> SlotInWeek(slot) & 1) != 0; });
}

bool BusyThen(const Ask& ask, const Team& team) {
  if (ask.by_clock) return false;
  return std::any_of(ask.slots.begin(), ask.slots.end(), [&](int32_t slot) {
    return std::find(team.booked.begin(), team.booked.end(), slot) != team.booked.end();
  });
}

// The first week of the order in which the team would pass what it declared.
std::optional<int32_t> FullWeek(const Ask& ask, const Team& team) {
  if (team.weekly_slots == 0) return std::nullopt;
  for (size_t i = 0; i < ask.slots.size();) {
    int32_t week = WeekOf(ask.slots[i]);
    int32_t wanted = 0;
    for (; i < ask.slots.size() && WeekOf(ask.slots[i]) == week; ++i) ++wanted;
    if (AcceptedInWeek(team, week) + wanted > team.weekly_slots) return week;
  }
  return std::nullopt;
}

bool WithinLevel(const Ask& ask, const Team& team) {
  v1::Nearness nearness = NearnessOf(ask.place, team.place);
  if (ask.level == orders::v1::VILLAGE) return nearness == v1::SAME_VILLAGE;
  if (ask.level == orders::v1::TOWNSHIP) return nearness != v1::SAME_COUNTY;
  return true;
}

bool Qualified(const Ask& ask, const Team& team) {
  return std::any_of(team.qualifications.begin(), team.qualifications.end(),
                     [&](const Team::Qualified& held) {
                       return held.code == ask.need.qualification() && held.last_day >= ask.last_day;
                     });
}

Term DistanceTerm(const Ask& ask, const Team& team, const v1::Weights& weights) {
  Term term{v1::DISTANCE};
  int32_t hectometres = 0;
  if (ask.point && team.point) {
    hectometres = Hectometres(*ask.point, *team.point);
  } else {
    term.nearness = NearnessOf(ask.place, team.place);
    if (term.nearness == v1::SAME_TOWNSHIP) hectometres = weights.township_km() * kHectometresPerKm;
    if (term.nearness == v1::SAME_COUNTY) hectometres = weights.county_km() * kHectometresPerKm;
  }
  int64_t points = int64_t{hectometres} * weights.points_per_km() / kHectometresPerKm;
  term.points = static_cast<int32_t>(std::min<int64_t>(points, weights.distance_cap()));
  term.numbers[term.count++] = hectometres;
  return term;
}

// Beta-smoothed: a team with few ratings stays near the prior, so one bad day does not sink it.
Term RatingTerm(const Ask& ask, const Team& team, const v1::Weights& weights) {
  int32_t rated = 0, good = 0;
  for (const auto& month : team.ratings) {
    if (month.month <= ask.month - kMonthsOfRatings) continue;
    rated += month.rated;
    good += month.good;
  }
  int64_t count = int64_t{rated} + weights.rating_prior_count();
  int64_t hundredfold =
      int64_t{good} * 100 + int64_t{weights.rating_prior_count()} * weights.rating_prior_percent();
  int32_t percent = static_cast<int32_t>((hundredfold + count / 2) / count);
  return {v1::RATING, weights.rating() * (100 - percent) / 100, {}, {good, rated, percent}, 3};
}

Term LoadTerm(const Ask& ask, const Team& team, const v1::Weights& weights) {
  const int32_t weeks = std::max(1, weights.load_weeks());
  int32_t accepted = ask.slots.empty() ? 0 : AcceptedInWeeks(team, WeekOf(ask.slots.front()), weeks);
  bool declared = team.weekly_slots > 0;
  int64_t capacity = declared ? team.weekly_slots : weights.assumed_weekly_slots();
  int64_t points = int64_t{weights.load()} * accepted / (capacity * weeks);
  return {v1::LOAD,
          static_cast<int32_t>(std::min<int64_t>(points, weights.load_cap())),
          {},
          {accepted, team.weekly_slots, weeks},
          weeks > 1  ? 3
          : declared ? 2
                     : 1};
}

template <typename Sink>
void EachTerm(const Ask& ask, const Team& team, const v1::Weights& weights, Sink sink) {
  sink(DistanceTerm(ask, team, weights));
  sink(RatingTerm(ask, team, weights));
  sink(LoadTerm(ask, team, weights));
  const v1::Need& need = ask.need;
  if (!need.language().empty() && !need.language_required()) {
    bool met = Has(team.languages, need.language());
    sink(Term{v1::LANGUAGE, met ? 0 : weights.language_unmet(), {}, {met ? 1 : 0}, 1});
  }
  if (need.female_preferred() && !need.female_required()) {
    sink(Term{v1::GENDER, team.women > 0 ? 0 : weights.gender_unmet(), {}, {team.women}, 1});
  }
  if (int32_t services = ServicesIn(team, need.skill()); services > 0) {
    sink(Term{v1::SKILL_EXPERIENCE, -weights.skill_experience(), {}, {services}, 1});
  }
  if (auto it = ask.services_to_client.find(team.id); it != ask.services_to_client.end() && it->second > 0) {
    sink(Term{v1::CLIENT_EXPERIENCE, -weights.client_experience(), {}, {it->second}, 1});
  }
  v1::Nearness nearness = NearnessOf(ask.place, team.place);
  if (nearness == v1::SAME_VILLAGE) sink(Term{v1::PLACE, -weights.same_village(), nearness});
  if (nearness == v1::SAME_TOWNSHIP) sink(Term{v1::PLACE, -weights.same_township(), nearness});
}

// A number that depends on both the order and the team, the same on every machine and for ever.
uint64_t Lot(uint64_t draw, const Uuid& team) {
  uint64_t lot = draw;
  for (uint8_t byte : team.bytes) lot = (lot ^ byte) * 0x100000001b3u;
  return lot ^ (lot >> 29);
}

const v1::TermPoints& TermOf(const v1::RankedTeam& team, v1::TermKind kind) {
  for (const auto& term : team.terms()) {
    if (term.kind() == kind) return term;
  }
  return v1::TermPoints::default_instance();
}

}  // namespace

int32_t Hectometres(const Point& from, const Point& to) {
  constexpr double kPerMilliDegree = 1.11195;
  constexpr double kRadiansPerMilliDegree = 3.14159265358979323846 / 180'000;
  double north = (to.lat_milli - from.lat_milli) * kPerMilliDegree;
  double east =
      (to.lng_milli - from.lng_milli) * kPerMilliDegree * std::cos(from.lat_milli * kRadiansPerMilliDegree);
  return static_cast<int32_t>(std::lround(std::sqrt(north * north + east * east)));
}

Place PlaceOf(absl::string_view org_path) {
  Place place;
  size_t first = org_path.find('.');
  if (first == absl::string_view::npos) return place;
  size_t second = org_path.find('.', first + 1);
  place.township = std::string(org_path.substr(0, second));
  if (second == absl::string_view::npos) return place;
  place.village = std::string(org_path.substr(0, org_path.find('.', second + 1)));
  return place;
}

Ask MakeAsk(const v1::Need& need, const Uuid& order, orders::v1::EscalationLevel level, absl::Time now) {
  Ask ask;
  ask.need = need;
  for (uint8_t byte : order.bytes) ask.draw = (ask.draw ^ byte) * 0x100000001b3u;
  ask.place = PlaceOf(need.station_path());
  if (need.has_point()) ask.point = Point{need.point().lat_milli(), need.point().lng_milli()};
  ask.slots = SlotsOf(need.sessions());
  ask.last_day = ask.slots.empty() ? DayOf(now) : ask.slots.back() / kSlotsPerDay;
  ask.month = MonthOf(now);
  ask.level = level;
  return ask;
}

v1::LeftOut FirstFailing(const Ask& ask, const Team& team) {
  const v1::Need& need = ask.need;
  if (!need.skill().empty() && !Has(team.skills, need.skill())) return v1::SKILL_MISSING;
  if (team.suspended) return v1::SUSPENDED;
  if (!need.qualification().empty() && !Qualified(ask, team)) return v1::QUALIFICATION_MISSING;
  if (need.language_required() && !Has(team.languages, need.language())) return v1::LANGUAGE_MISSING;
  if (need.female_required() && team.women == 0) return v1::NO_WOMAN;
  if (!FreeThen(ask, team)) return v1::NOT_FREE_THEN;
  if (BusyThen(ask, team)) return v1::BUSY_THEN;
  if (FullWeek(ask, team)) return v1::WEEK_FULL;
  if (!WithinLevel(ask, team)) return v1::OUTSIDE_LEVEL;
  if (ask.asked.contains(team.id)) return v1::ALREADY_ASKED;
  if (ask.asked_often.contains(team.id)) return v1::ASKED_OFTEN;
  if (ask.thinking.contains(team.id)) return v1::THINKING_ABOUT_OTHERS;
  return v1::LEFT_OUT_UNSPECIFIED;
}

v1::LeftOutReason WhyLeftOut(const Ask& ask, const Team& team) {
  v1::LeftOutReason reason;
  reason.set_code(FirstFailing(ask, team));
  if (reason.code() == v1::SKILL_MISSING) reason.set_word(ask.need.skill());
  if (reason.code() == v1::QUALIFICATION_MISSING) reason.set_word(ask.need.qualification());
  if (reason.code() == v1::LANGUAGE_MISSING) reason.set_word(ask.need.language());
  if (reason.code() == v1::OUTSIDE_LEVEL) reason.set_word(orders::v1::EscalationLevel_Name(ask.level));
  if (reason.code() == v1::WEEK_FULL) {
    reason.add_numbers(AcceptedInWeek(team, *FullWeek(ask, team)));
    reason.add_numbers(team.weekly_slots);
  }
  if (reason.code() == v1::ASKED_OFTEN) {
    reason.add_numbers(ask.asked_often.at(team.id));
    reason.add_numbers(ask.most_in_week);
  }
  if (reason.code() == v1::THINKING_ABOUT_OTHERS) {
    reason.add_numbers(ask.thinking.at(team.id));
    reason.add_numbers(ask.most_open);
  }
  return reason;
}

int32_t HectometresTo(const Ask& ask, const Team& team, const v1::Weights& weights) {
  return DistanceTerm(ask, team, weights).numbers[0];
}

int32_t Points(const Ask& ask, const Team& team, const v1::Weights& weights) {
  int32_t points = 0;
  EachTerm(ask, team, weights, [&](const Term& term) { points += term.points; });
  return points;
}

std::vector<v1::TermPoints> Terms(const Ask& ask, const Team& team, const v1::Weights& weights) {
  std::vector<v1::TermPoints> terms;
  EachTerm(ask, team, weights, [&](const Term& term) {
    v1::TermPoints& message = terms.emplace_back();
    message.set_kind(term.kind);
    message.set_points(term.points);
    message.set_nearness(term.nearness);
    for (int i = 0; i < term.count; ++i) message.add_numbers(term.numbers[i]);
    if (term.kind == v1::LANGUAGE) message.set_word(ask.need.language());
  });
  return terms;
}

bool Better(const Ask& ask, const Candidate& a, const Candidate& b) {
  if (a.points != b.points) return a.points < b.points;
  return std::make_pair(Lot(ask.draw, a.team->id), a.team->id) <
         std::make_pair(Lot(ask.draw, b.team->id), b.team->id);
}

std::vector<v1::TermDifference> Differences(const v1::RankedTeam& behind, const v1::RankedTeam& ahead,
                                            size_t at_most) {
  std::vector<v1::TermDifference> differences;
  for (int kind = v1::TermKind_MIN + 1; kind <= v1::TermKind_MAX; ++kind) {
    const v1::TermPoints& one = TermOf(behind, static_cast<v1::TermKind>(kind));
    const v1::TermPoints& other = TermOf(ahead, static_cast<v1::TermKind>(kind));
    if (one.points() <= other.points()) continue;
    v1::TermDifference& difference = differences.emplace_back();
    difference.set_kind(static_cast<v1::TermKind>(kind));
    difference.set_points(one.points() - other.points());
    if (one.kind() != v1::TERM_KIND_UNSPECIFIED) *difference.mutable_this_team() = one;
    if (other.kind() != v1::TERM_KIND_UNSPECIFIED) *difference.mutable_best_team() = other;
  }
  std::stable_sort(differences.begin(), differences.end(),
                   [](const auto& a, const auto& b) { return a.points() > b.points(); });
  if (differences.size() > at_most) differences.resize(at_most);
  return differences;
}

void GiveReasons(google::protobuf::RepeatedPtrField<v1::RankedTeam>& ranked) {
  for (int i = 0; i < ranked.size(); ++i) {
    ranked[i].clear_reasons();
    if (i == 0 && ranked.size() == 1) return;
    auto differences = i == 0 ? Differences(ranked[1], ranked[0], kReasonsOfTheFirst)
                              : Differences(ranked[i], ranked[0], kReasonsOfOthers);
    for (const auto& difference : differences) ranked[i].add_reasons(difference.kind());
  }
}

}  // namespace diandan::matching
