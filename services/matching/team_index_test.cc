#include "services/matching/team_index.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "services/matching/matching_testing.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

// Every team judged one by one, sorted in full.
std::vector<std::pair<Uuid, int32_t>> BruteForce(const std::vector<Team>& teams, const Ask& ask) {
  std::vector<Candidate> all;
  for (const Team& team : teams) {
    if (FirstFailing(ask, team) == v1::LEFT_OUT_UNSPECIFIED)
      all.push_back({&team, Points(ask, team, DefaultWeights())});
  }
  std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return Better(ask, a, b); });
  std::vector<std::pair<Uuid, int32_t>> out;
  for (const auto& candidate : all) out.emplace_back(candidate.team->id, candidate.points);
  return out;
}

std::vector<std::pair<Uuid, int32_t>> Listed(const Ranking& ranking) {
  std::vector<std::pair<Uuid, int32_t>> out;
  for (const auto& candidate : ranking.best) out.emplace_back(candidate.team->id, candidate.points);
  return out;
}

TEST(TeamIndexTest, AThousandCountiesRankAsBruteForceDoes) {
  int eligible_in_all = 0;
  for (uint32_t seed = 0; seed < 1000; ++seed) {
    RandomCounty county(seed);
    TeamIndex index;
    // Teams change after they came: the index must forget what they were.
    for (const Team& team : county.teams) {
      Team before = county.RandomTeam(0);
      before.id = team.id;
      index.Put(before);
    }
    for (const Team& team : county.teams) index.Put(team);
    Ask ask = county.RandomAsk();
    auto expected = BruteForce(county.teams, ask);
    Ranking all = index.Rank(ask, DefaultWeights(), 1000);
    ASSERT_EQ(Listed(all), expected) << "seed " << seed;
    eligible_in_all += all.eligible;

    size_t few = static_cast<size_t>(county.Pick(0, 5));
    Ranking top = index.Rank(ask, DefaultWeights(), few);
    expected.resize(std::min(few, expected.size()));
    ASSERT_EQ(Listed(top), expected) << "seed " << seed;
    ASSERT_EQ(top.eligible, all.eligible);

    int32_t counted = all.eligible;
    for (int32_t left_out : all.left_out) counted += left_out;
    ASSERT_EQ(counted, static_cast<int32_t>(county.teams.size()))
        << "every team is ranked or left out by one rule";
    for (size_t i = 0; i < all.best.size(); ++i) {
      ASSERT_EQ(index.PlaceOf(ask, DefaultWeights(), *all.best[i].team), static_cast<int32_t>(i) + 1);
    }
  }
  EXPECT_GT(eligible_in_all, 1000) << "the counties must not be empty of candidates";
}

}  // namespace
}  // namespace diandan::matching
