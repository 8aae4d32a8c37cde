#include "services/matching/team_index.h"

#include <algorithm>

namespace diandan::matching {

void TeamIndex::Put(Team team) {
  auto [it, added] = by_id_.try_emplace(team.id, teams_.size());
  if (added) teams_.push_back(std::make_unique<Team>());
  Team* place = teams_[it->second].get();
  for (const std::string& skill : place->skills) std::erase(by_skill_[skill], place);
  *place = std::move(team);
  std::sort(place->skills.begin(), place->skills.end());
  place->skills.erase(std::unique(place->skills.begin(), place->skills.end()), place->skills.end());
  for (const std::string& skill : place->skills) by_skill_[skill].push_back(place);
}

const Team* TeamIndex::Find(const Uuid& id) const {
  auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : teams_[it->second].get();
}

template <typename Visit>
void TeamIndex::EachWithSkill(const std::string& skill, Visit visit) const {
  if (skill.empty()) {
    for (const auto& team : teams_) visit(*team);
  } else if (auto it = by_skill_.find(skill); it != by_skill_.end()) {
    for (const Team* team : it->second) visit(*team);
  }
}

Ranking TeamIndex::Rank(const Ask& ask, const v1::Weights& weights, size_t limit) const {
  Ranking ranking;
  ranking.considered = static_cast<int32_t>(teams_.size());
  int32_t judged = 0;
  EachWithSkill(ask.need.skill(), [&](const Team& team) {
    ++judged;
    v1::LeftOut failing = FirstFailing(ask, team);
    if (failing == v1::LEFT_OUT_UNSPECIFIED) {
      ranking.best.push_back({&team, Points(ask, team, weights)});
    } else {
      ++ranking.left_out[failing];
    }
  });
  ranking.left_out[v1::SKILL_MISSING] = ranking.considered - judged;
  ranking.eligible = static_cast<int32_t>(ranking.best.size());
  auto end = ranking.best.begin() + static_cast<ptrdiff_t>(std::min(limit, ranking.best.size()));
  std::partial_sort(ranking.best.begin(), end, ranking.best.end(),
                    [&](const Candidate& a, const Candidate& b) { return Better(ask, a, b); });
  ranking.best.erase(end, ranking.best.end());
  return ranking;
}

int32_t TeamIndex::PlaceOf(const Ask& ask, const v1::Weights& weights, const Team& team) const {
  Candidate self{&team, Points(ask, team, weights)};
  int32_t place = 1;
  EachWithSkill(ask.need.skill(), [&](const Team& other) {
    if (FirstFailing(ask, other) != v1::LEFT_OUT_UNSPECIFIED) return;
    place += Better(ask, {&other, Points(ask, other, weights)}, self);
  });
  return place;
}

}  // namespace diandan::matching
