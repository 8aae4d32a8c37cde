#include "services/matching/team_index.h"

#include <algorithm>
#include <random>

#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "services/matching/slot_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

const absl::Time kNow = absl::FromCivil(absl::CivilMinute(2026, 12, 1, 8, 0), ChinaTime());

// A county made of a seed: places, teams, an order.
class RandomCounty {
 public:
  explicit RandomCounty(uint32_t seed) : random_(seed) {
    int teams = Pick(0, 60);
    for (int i = 0; i < teams; ++i) teams_.push_back(RandomTeam(i));
  }

  int Pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool Chance(int percent) { return Pick(1, 100) <= percent; }

  Team RandomTeam(int number) {
    Team team;
    team.id = DeriveUuid(Uuid{}, std::to_string(number));
    team.place = PlaceOf(RandomPath());
    if (Chance(70)) team.point = Point{43'000 + Pick(-200, 200), 120'000 + Pick(-200, 200)};
    for (int i = Pick(0, 3); i > 0; --i) team.skills.push_back(Skill());
    if (Chance(40)) team.languages.push_back("mn");
    if (Chance(30)) team.qualifications = {{"health", DayOf(kNow) + Pick(-5, 20)}};
    team.weekly_slots = Pick(0, 5);
    if (Chance(50)) team.free_slots = static_cast<uint32_t>(Pick(1, (1 << kSlotsPerWeek) - 1));
    team.suspended = Chance(10);
    team.women = Pick(0, 2);
    for (int i = Pick(0, 4); i > 0; --i) team.booked.push_back(DayOf(kNow) * kSlotsPerDay + Pick(0, 30));
    if (Chance(30)) team.served = {{Skill(), Pick(1, 5)}};
    if (Chance(50)) team.ratings = {{MonthOf(kNow) - Pick(0, 14), 5, Pick(0, 5)}};
    return team;
  }

  Ask RandomAsk() {
    v1::Need need;
    if (Chance(95)) need.set_skill(Skill());
    need.set_station_path(RandomPath());
    if (Chance(20)) need.set_qualification("health");
    if (Chance(40)) need.set_language("mn");
    need.set_language_required(Chance(30) && !need.language().empty());
    need.set_female_required(Chance(20));
    need.set_female_preferred(Chance(20));
    if (Chance(70)) {
      need.mutable_point()->set_lat_milli(43'000 + Pick(-200, 200));
      need.mutable_point()->set_lng_milli(120'000 + Pick(-200, 200));
    }
    absl::Time start = kNow + absl::Hours(Pick(1, 200));
    auto& session = *need.add_sessions();
    ToProto(start, *session.mutable_start_time());
    ToProto(start + absl::Hours(Pick(1, 8)), *session.mutable_end_time());
    Ask ask = MakeAsk(need, DeriveUuid(Uuid{}, std::to_string(Pick(0, 1 << 30))),
                      static_cast<orders::v1::EscalationLevel>(Pick(1, 3)), kNow);
    for (const Team& team : teams_) {
      if (Chance(10)) ask.asked.insert(team.id);
      if (Chance(10)) ask.services_to_client[team.id] = Pick(1, 3);
    }
    return ask;
  }

  std::vector<Team> teams_;

 private:
  std::string Skill() { return std::string(1, static_cast<char>('a' + Pick(0, 3))); }
  std::string RandomPath() {
    std::string path = "c";
    if (Chance(90)) path += ".t" + std::to_string(Pick(1, 3));
    if (path != "c" && Chance(80)) path += ".v" + std::to_string(Pick(1, 3));
    return path;
  }

  std::mt19937 random_;
};

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
    for (const Team& team : county.teams_) {
      Team before = county.RandomTeam(0);
      before.id = team.id;
      index.Put(before);
    }
    for (const Team& team : county.teams_) index.Put(team);
    Ask ask = county.RandomAsk();
    auto expected = BruteForce(county.teams_, ask);
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
    ASSERT_EQ(counted, static_cast<int32_t>(county.teams_.size()))
        << "every team is ranked or left out by one rule";
    for (size_t i = 0; i < all.best.size(); ++i) {
      ASSERT_EQ(index.PlaceOf(ask, DefaultWeights(), *all.best[i].team), static_cast<int32_t>(i) + 1);
    }
  }
  EXPECT_GT(eligible_in_all, 1000) << "the counties must not be empty of candidates";
}

}  // namespace
}  // namespace diandan::matching
