#include "services/matching/simulate/replay.h"

#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching::simulate {
namespace {

v1::SimulationSetup Days(int days, int orders, int teams) {
  v1::SimulationSetup setup;
  setup.set_days(days);
  setup.set_orders_per_day(orders);
  setup.set_teams(teams);
  return setup;
}

v1::Weights ScoreOnly() {
  v1::Weights weights = DefaultWeights();
  weights.set_load(0);
  weights.set_skill_experience(0);
  weights.set_client_experience(0);
  weights.set_same_village(0);
  weights.set_same_township(0);
  return weights;
}

Outcome Played(const County& county, const v1::Weights& weights, uint64_t seed) {
  return *Replay(county, weights, CommittedBehaviour(), seed, {});
}

TEST(ReplayTest, TheSameSeedGivesTheSameFigures) {
  const v1::SimulationSetup setup = Days(10, 20, 60);
  const County county = GenerateCounty(3, setup, CommittedBehaviour());
  const County again = GenerateCounty(3, setup, CommittedBehaviour());
  EXPECT_EQ(Played(county, DefaultWeights(), 3).figures, Played(again, DefaultWeights(), 3).figures);
  EXPECT_NE(Played(county, DefaultWeights(), 3).figures, Played(county, DefaultWeights(), 4).figures);
}

TEST(ReplayTest, APolicyThatRanksTheSameMeetsTheSameChances) {
  const County county = GenerateCounty(5, Days(10, 20, 60), CommittedBehaviour());
  v1::Weights doubled = ScoreOnly();
  doubled.set_points_per_km(2 * doubled.points_per_km());
  doubled.set_distance_cap(2 * doubled.distance_cap());
  doubled.set_rating(2 * doubled.rating());
  EXPECT_EQ(Played(county, ScoreOnly(), 5).figures, Played(county, doubled, 5).figures);
}

TEST(ReplayTest, LoadSpreadsTheWork) {
  const County county = GenerateCounty(1, Days(30, 60, 300), CommittedBehaviour());
  const Outcome score = Played(county, ScoreOnly(), 1), fair = Played(county, DefaultWeights(), 1);
  EXPECT_LT(fair.figures[v1::GINI], score.figures[v1::GINI] - 0.02);
}

TEST(ReplayTest, NobodyIsBookedTwiceOrBeyondWhatTheyDeclared) {
  const County county = GenerateCounty(2, Days(14, 60, 20), CommittedBehaviour());
  const Outcome outcome = Played(county, DefaultWeights(), 2);
  for (const double load : outcome.loads) EXPECT_LE(load, 5) << "two weeks and the longest lead";
  EXPECT_GT(outcome.figures[v1::LOST], 0.2) << "far too few teams";
}

TEST(ReplayTest, AnEmptyCountyIsNoError) {
  EXPECT_EQ(Played(County{}, DefaultWeights(), 1).figures[v1::LOST], 0);
  County nobody = GenerateCounty(1, Days(3, 5, 1), CommittedBehaviour());
  nobody.teams.clear();
  EXPECT_EQ(Played(nobody, DefaultWeights(), 1).figures[v1::LOST], 1);
}

TEST(ReplayTest, WhoEverNeedsToStopIsHeard) {
  const County county = GenerateCounty(1, Days(3, 5, 10), CommittedBehaviour());
  EXPECT_EQ(Replay(county, DefaultWeights(), CommittedBehaviour(), 1, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

TEST(GenerateTest, AsManyOrdersAsAskedAndFewerAtWeekends) {
  const County county = GenerateCounty(1, Days(28, 50, 10), CommittedBehaviour());
  EXPECT_NEAR(double(county.arrivals.size()), 28 * 50, 28);
  std::array<int, 8> by_day{};
  for (const Arrival& arrival : county.arrivals) {
    ++by_day[size_t(absl::ToCivilDay(arrival.placed, ChinaTime()) - absl::CivilDay(2026, 3, 2)) % 7];
    EXPECT_GT(arrival.start, arrival.placed);
  }
  EXPECT_NEAR(by_day[6] / double(by_day[0]), CommittedBehaviour().weekend_percent() / 100.0, 0.02);
}

}  // namespace
}  // namespace diandan::matching::simulate
