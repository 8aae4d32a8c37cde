#include "services/matching/wave_size.h"

#include <map>
#include <random>
#include <set>

#include "gtest/gtest.h"
#include "services/matching/matching_testing.h"
#include "services/matching/ranking_words.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

using orders::v1::ROUTINE;
using orders::v1::URGENT;

std::vector<Uuid> TeamsNamed(int count) {
  std::vector<Uuid> teams;
  for (int i = 0; i < count; ++i) teams.push_back(Id("team " + std::to_string(i)));
  return teams;
}

TEST(WaveSizeTest, IsAsSmallAsTheAimAllows) {
  struct Row {
    const char* what;
    orders::v1::Urgency urgency;
    int wave_of_level;
    int fitting;
    Chance each;  // what is known of every team
    int teams;
    v1::SizedBy by;
    int chance;
  };
  const Chance nothing, never{30, 0}, always{30, 30}, half{30, 14};
  const Row rows[] = {
      {"routine, nothing known: one meets 70%", ROUTINE, 1, 9, nothing, 1, v1::TARGET_REACHED, 0},
      {"urgent, nothing known: three meet 95%", URGENT, 1, 9, nothing, 3, v1::TARGET_REACHED, 97},
      {"routine, teams that take half of it", ROUTINE, 1, 9, half, 2, v1::TARGET_REACHED, 0},
      {"urgent, teams that take half of it", URGENT, 1, 9, half, 5, v1::TARGET_REACHED, 97},
      {"routine, teams that seldom can: the cap", ROUTINE, 1, 9, never, 5, v1::CAP_REACHED, 61},
      {"urgent, teams that seldom can: the cap", URGENT, 1, 20, never, 10, v1::CAP_REACHED, 85},
      {"teams that always can: no fewer than the policy's size", URGENT, 1, 9, always, 3, v1::TARGET_REACHED,
       99},
      {"fewer fit", URGENT, 1, 2, nothing, 2, v1::ALL_ASKED, 0},
      {"fewer fit, and meet the target", ROUTINE, 1, 2, half, 2, v1::ALL_ASKED, 0},
      {"one fits, and its chance is told to nobody", URGENT, 1, 1, nothing, 1, v1::ALL_ASKED, 0},
      {"the second wave of a level asks one more", ROUTINE, 2, 9, nothing, 2, v1::TARGET_REACHED, 0},
      {"the third two more", ROUTINE, 3, 9, nothing, 3, v1::TARGET_REACHED, 97},
      {"but never more than the cap", ROUTINE, 9, 9, nothing, 5, v1::TARGET_REACHED, 99},
      {"nobody fits", ROUTINE, 1, 0, nothing, 0, v1::ALL_ASKED, 0},
  };
  for (const Row& row : rows) {
    const std::vector<Uuid> teams = TeamsNamed(row.fitting);
    Chances chances;
    for (const Uuid& team : teams) chances[team] = row.each;
    const v1::WaveSize size =
        SizeOf(row.urgency, DefaultWeights().waves(), row.wave_of_level, teams, chances);
    EXPECT_EQ(size.teams(), row.teams) << row.what;
    EXPECT_EQ(v1::SizedBy_Name(size.by()), v1::SizedBy_Name(row.by)) << row.what;
    EXPECT_EQ(size.chance_percent(), row.chance) << row.what;
  }
}

TEST(WaveSizeTest, WhereResidentsAreServedLessMoreAreAskedBesides) {
  struct Row {
    const char* what;
    int fitting, extra, teams, besides, chance;
    v1::SizedBy by;
  };
  const Row rows[] = {
      {"one meets the target, one besides", 9, 1, 2, 1, 0, v1::TARGET_REACHED},
      {"two besides", 9, 2, 3, 2, 97, v1::TARGET_REACHED},
      {"only as many as fit", 2, 3, 2, 1, 0, v1::TARGET_REACHED},
      {"nobody fits", 0, 3, 0, 0, 0, v1::ALL_ASKED},
  };
  for (const Row& row : rows) {
    const v1::WaveSize size =
        SizeOf(ROUTINE, DefaultWeights().waves(), 1, TeamsNamed(row.fitting), {}, row.extra);
    EXPECT_EQ(size.teams(), row.teams) << row.what;
    EXPECT_EQ(size.low_served_teams(), row.besides) << row.what;
    EXPECT_EQ(size.chance_percent(), row.chance) << row.what;
    EXPECT_EQ(v1::SizedBy_Name(size.by()), v1::SizedBy_Name(row.by)) << row.what;
  }
  Chances never;
  for (const Uuid& team : TeamsNamed(9)) never[team] = {30, 0};
  EXPECT_EQ(SizeOf(ROUTINE, DefaultWeights().waves(), 1, TeamsNamed(9), never, 1).teams(), 6)
      << "past the cap";
}

TEST(WaveSizeTest, WithoutATargetTheSizesAreFixed) {
  v1::WavePolicy policy = DefaultWeights().waves();
  policy.clear_bounds();
  for (const Chance chance : {Chance{}, Chance{30, 0}, Chance{30, 30}}) {
    Chances chances;
    for (const Uuid& team : TeamsNamed(9)) chances[team] = chance;
    for (int wave : {1, 5}) {
      EXPECT_EQ(SizeOf(ROUTINE, policy, wave, TeamsNamed(9), chances).teams(), 1);
      EXPECT_EQ(SizeOf(URGENT, policy, wave, TeamsNamed(9), chances).teams(), 3);
      EXPECT_EQ(SizeOf(URGENT, policy, wave, TeamsNamed(9), chances).by(), v1::SIZE_FIXED);
    }
  }
}

// The smallest m with 1 - prod(1 - p) >= target, by trying every m in floating point.
TEST(WaveSizeTest, AgreesWithTryingEverySize) {
  std::mt19937 random(7);
  auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  for (int round = 0; round < 2000; ++round) {
    v1::WavePolicy policy = DefaultWeights().waves();
    policy.set_routine_size(pick(1, 3));
    policy.mutable_bounds()->set_routine_target_percent(pick(1, 99));
    policy.mutable_bounds()->set_routine_most_size(pick(1, 12));
    const std::vector<Uuid> teams = TeamsNamed(pick(0, 15));
    Chances chances;
    std::vector<double> p;
    for (const Uuid& team : teams) {
      const int ended = pick(0, 40);
      chances[team] = {ended, pick(0, ended)};
      p.push_back((chances[team].taken + 7.0) / (chances[team].ended + 10.0));
    }
    const int most = std::min<int>(std::max(policy.routine_size(), policy.bounds().routine_most_size()),
                                   static_cast<int>(teams.size()));
    const int least = std::min(policy.routine_size(), most);
    int expected = most;
    double nobody = 1, margin = 1;
    for (int m = 1; m <= most; ++m) {
      nobody *= 1 - p[static_cast<size_t>(m - 1)];
      const double over = (1 - nobody) * 100 - policy.bounds().routine_target_percent();
      margin = std::min(margin, std::abs(over));
      if (m >= least && over >= 0) {
        expected = m;
        break;
      }
    }
    if (margin < 0.01) continue;  // too near the aim to say which way it is rounded
    EXPECT_EQ(SizeOf(ROUTINE, policy, 1, teams, chances).teams(), expected) << round;
  }
}

// As many teams as fit, and as many as are asked: whatever is thought of a team, the same message. With three
// and more only the chance of all of them together is told.
TEST(DeclineTest, NoMessageOfAWaveShowsHowATeamAnswered) {
  for (int fitting = 1; fitting <= 4; ++fitting) {
    TeamIndex index;
    std::vector<Uuid> teams;
    for (int i = 0; i < fitting; ++i) {
      Team team{.id = Id("team " + std::to_string(i)), .skills = {"haircut"}, .weekly_slots = 4};
      team.place = PlaceOf("c.t1.v1");
      teams.push_back(team.id);
      index.Put(team);
    }
    for (int most : {0, 1, 2, 3}) {
      std::map<int, std::set<std::string>> told;  // by the number asked
      for (int seed = 0; seed < 300; ++seed) {
        std::mt19937 random{static_cast<uint32_t>(seed)};
        Occasion occasion{.county = kCounty, .weights = DefaultWeights(), .now = kNow};
        occasion.order.set_order_id(Id("order").ToString());
        occasion.order.set_state(orders::v1::OPEN);
        occasion.order.set_station_path("c.t1.v1");
        occasion.order.set_skill("haircut");
        *occasion.order.add_sessions() = SessionOf(At(5, 9), At(5, 11));
        occasion.weights.mutable_waves()->mutable_bounds()->set_routine_most_size(most);
        // All but one are new, as everybody can see: what the last is thought of must not follow.
        occasion.chances[teams[random() % teams.size()]] = {40, static_cast<int32_t>(random() % 41)};
        v1::Recommendation made = Recommend(occasion, index);
        ASSERT_EQ(made.ranked_size(), fitting);
        for (const Language language : {Language::kChinese, Language::kEnglish}) {
          Speak(made, language);
          told[made.size().teams()].insert(made.size().SerializeAsString());
        }
      }
      for (const auto& [asked, messages] : told) {
        if (asked < 3) {
          EXPECT_EQ(messages.size(), 2u) << fitting << " fit, " << asked << " asked, at most " << most;
        }
      }
    }
  }
}

}  // namespace
}  // namespace diandan::matching
