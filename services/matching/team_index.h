// The teams of one county in memory, found by skill. Not thread-safe; TeamCache guards it.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/matching/ranking_rules.h"

namespace diandan::matching {

// Points into the index: valid until the index changes.
struct Ranking {
  std::vector<Candidate> best;  // best first, at most as many as asked for
  int32_t eligible = 0;
  int32_t considered = 0;
  std::array<int32_t, v1::LeftOut_ARRAYSIZE> left_out{};  // by LeftOut
};

class TeamIndex {
 public:
  // Adds a team or replaces it.
  void Put(Team team);
  // Null when the county has no such team.
  const Team* Find(const Uuid& id) const;
  const std::vector<std::unique_ptr<Team>>& teams() const { return teams_; }

  // Every team of the county is judged; only those with the skill cost time.
  Ranking Rank(const Ask& ask, const v1::Weights& weights, size_t limit) const;
  // 1 = best, among all eligible teams. The team must be eligible.
  int32_t PlaceOf(const Ask& ask, const v1::Weights& weights, const Team& team) const;

 private:
  template <typename Visit>
  void EachWithSkill(const std::string& skill, Visit visit) const;

  std::vector<std::unique_ptr<Team>> teams_;
  absl::flat_hash_map<Uuid, size_t> by_id_;
  absl::flat_hash_map<std::string, std::vector<const Team*>> by_skill_;
};

}  // namespace diandan::matching
