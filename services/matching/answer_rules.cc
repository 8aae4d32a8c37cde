#include "services/matching/answer_rules.h"

#include <algorithm>

namespace diandan::matching {
namespace {

constexpr size_t kDifferencesOfWhyNot = 2;

}  // namespace

v1::RankedTeam Describe(CountyId county, const Ask& ask, const v1::Weights& weights,
                        const Candidate& candidate, int32_t rank) {
  v1::RankedTeam out;
  out.set_team(ResourceNameOf(county, "teams", candidate.team->id));
  out.set_team_name(candidate.team->name);
  out.set_rank(rank);
  out.set_points(candidate.points);
  for (v1::TermPoints& term : Terms(ask, *candidate.team, weights)) *out.add_terms() = std::move(term);
  return out;
}

v1::Need NeedOf(const orders::v1::OrderChanged& order) {
  v1::Need need;
  need.set_skill(order.skill());
  need.set_qualification(order.qualification());
  need.set_station_path(order.station_path());
  if (order.has_point()) *need.mutable_point() = order.point();
  *need.mutable_sessions() = order.sessions();
  need.set_language(order.language());
  need.set_language_required(order.language_required());
  need.set_female_required(order.female_required());
  need.set_female_preferred(order.female_preferred());
  return need;
}

v1::Need NeedOf(const v1::OrderDraft& draft, const OrgRow& station) {
  v1::Need need;
  need.set_skill(draft.skill());
  need.set_qualification(draft.qualification());
  need.set_station_path(station.path);
  if (draft.has_point()) {
    *need.mutable_point() = draft.point();
  } else if (station.lat_milli && station.lng_milli) {
    need.mutable_point()->set_lat_milli(*station.lat_milli);
    need.mutable_point()->set_lng_milli(*station.lng_milli);
  }
  *need.mutable_sessions() = draft.sessions();
  need.set_language(draft.language());
  need.set_language_required(draft.language_required());
  need.set_female_required(draft.female_required());
  need.set_female_preferred(draft.female_preferred());
  return need;
}

Ranking ListRanked(CountyId county, const Ask& ask, const v1::Weights& weights, const TeamIndex& index,
                   size_t limit, google::protobuf::RepeatedPtrField<v1::RankedTeam>& listed) {
  // The first is explained against the runner-up, so two are needed also when one is asked for.
  Ranking ranking = index.Rank(ask, weights, std::max<size_t>(limit, 2));
  int32_t rank = 0;
  for (const Candidate& candidate : ranking.best)
    *listed.Add() = Describe(county, ask, weights, candidate, ++rank);
  GiveReasons(listed);
  int keep = static_cast<int>(std::min(limit, ranking.best.size()));
  listed.DeleteSubrange(keep, listed.size() - keep);
  return ranking;
}

void CountLeftOut(const Ranking& ranking, google::protobuf::RepeatedPtrField<v1::LeftOutCount>& counts) {
  for (int code = 1; code < v1::LeftOut_ARRAYSIZE; ++code) {
    if (ranking.left_out[static_cast<size_t>(code)] == 0) continue;
    v1::LeftOutCount& count = *counts.Add();
    count.set_code(static_cast<v1::LeftOut>(code));
    count.set_teams(ranking.left_out[static_cast<size_t>(code)]);
  }
}

void ListLeftOut(CountyId county, const Ask& ask, const TeamIndex& index, size_t limit,
                 google::protobuf::RepeatedPtrField<v1::LeftOutTeam>& listed) {
  std::vector<std::pair<v1::LeftOut, const Team*>> out;
  for (const auto& team : index.teams()) {
    v1::LeftOut code = FirstFailing(ask, *team);
    if (code != v1::LEFT_OUT_UNSPECIFIED) out.emplace_back(code, team.get());
  }
  // Rules are tested in the order of their codes: who failed late failed little.
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::make_pair(b.first, a.second->id) < std::make_pair(a.first, b.second->id);
  });
  if (out.size() > limit) out.resize(limit);
  for (const auto& [code, team] : out) {
    v1::LeftOutTeam& entry = *listed.Add();
    entry.set_team(ResourceNameOf(county, "teams", team->id));
    entry.set_team_name(team->name);
    *entry.mutable_reason() = WhyLeftOut(ask, *team);
  }
}

v1::WhyNotResponse WhyNot(CountyId county, const Ask& ask, const v1::Weights& weights, const TeamIndex& index,
                          const Team& team) {
  v1::WhyNotResponse answer;
  answer.set_team(ResourceNameOf(county, "teams", team.id));
  answer.set_team_name(team.name);
  Ranking ranking = index.Rank(ask, weights, 1);
  if (!ranking.best.empty()) *answer.mutable_best() = Describe(county, ask, weights, ranking.best.front(), 1);

  v1::LeftOutReason reason = WhyLeftOut(ask, team);
  if (reason.code() != v1::LEFT_OUT_UNSPECIFIED) {
    *answer.mutable_left_out() = std::move(reason);
    return answer;
  }
  Candidate self{&team, Points(ask, team, weights)};
  *answer.mutable_ranked() = Describe(county, ask, weights, self, index.PlaceOf(ask, weights, team));
  for (v1::TermDifference& difference : Differences(answer.ranked(), answer.best(), kDifferencesOfWhyNot)) {
    *answer.add_differences() = std::move(difference);
  }
  return answer;
}

}  // namespace diandan::matching
