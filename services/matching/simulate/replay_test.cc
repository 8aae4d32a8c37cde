#include "services/matching/simulate/replay.h"

#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/simulate/served_so_far.h"
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
  weights.mutable_waves()->clear_bounds();  // sizes are fixed, nobody is spared, there are no turns
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

// Two halves of a county that never meet; the policies differ in what concerns one half alone. With one
// sequence of draws for all, the other half would come out otherwise too.
TEST(ReplayTest, WhatAPolicyDoesNotTouchMeetsTheSameChances) {
  County county = GenerateCounty(5, Days(14, 30, 60), CommittedBehaviour());
  for (size_t t = 0; t < county.teams.size(); ++t) {
    county.teams[t].skills = {t % 2 == 0 ? "x" : "y"};
    county.teams[t].women = t % 4 == 0 ? 3 : 0;
  }
  for (size_t o = 0; o < county.arrivals.size(); ++o) {
    county.arrivals[o].ask.need.set_skill(o % 2 == 0 ? "x" : "y");
    county.arrivals[o].ask.need.set_female_preferred(o % 2 == 0);
  }
  v1::Weights usual = DefaultWeights();
  usual.mutable_fairness()->set_low_served_extra_teams(0);  // rates are of both halves
  v1::Weights other = usual;
  other.set_gender_unmet(1000);
  const Outcome a = Played(county, usual, 5), b = Played(county, other, 5);
  bool touched = false;
  for (size_t t = 0; t < county.teams.size(); ++t) {
    if (t % 2 == 1) {
      EXPECT_EQ(a.loads[t], b.loads[t]) << t;
    }
    touched = touched || a.loads[t] != b.loads[t];
  }
  EXPECT_TRUE(touched);
}

TEST(ReplayTest, LoadSpreadsTheWork) {
  const County county = GenerateCounty(1, Days(30, 60, 300), CommittedBehaviour());
  const Outcome score = Played(county, ScoreOnly(), 1), fair = Played(county, DefaultWeights(), 1);
  EXPECT_LT(fair.figures[v1::GINI], score.figures[v1::GINI] - 0.02);
}

// One township has too few teams of its own kind: it is served less, and asks more of them at a time.
TEST(ReplayTest, WhereResidentsAreServedLessMoreTeamsAreAsked) {
  County county = GenerateCounty(4, Days(40, 40, 120), CommittedBehaviour());
  const std::string low = county.arrivals.front().ask.place.township;
  for (size_t t = 0; t < county.teams.size(); ++t) county.teams[t].skills = {t < 3 ? "scarce" : "usual"};
  for (Arrival& arrival : county.arrivals)
    arrival.ask.need.set_skill(arrival.ask.place.township == low ? "scarce" : "usual");
  v1::Weights none = DefaultWeights(), three = DefaultWeights();
  none.mutable_fairness()->set_low_served_extra_teams(0);
  three.mutable_fairness()->set_low_served_extra_teams(3);
  const Outcome without = Played(county, none, 4), with = Played(county, three, 4);
  EXPECT_GT(with.figures[v1::OFFERS_PER_ORDER], without.figures[v1::OFFERS_PER_ORDER]);
  EXPECT_EQ(Played(county, three, 4).figures, with.figures);
  three.mutable_fairness()->set_low_served_margin_percent(50);
  three.mutable_fairness()->set_low_served_min_orders(1000);
  EXPECT_EQ(Played(county, three, 4).figures, without.figures) << "no township has so many";
}

TEST(ServedSoFarTest, CountsTheLastDaysAsThePolicySays) {
  v1::FairnessPolicy policy = DefaultFairnessPolicy();
  policy.set_window_days(14);
  ServedSoFar served(policy);
  for (int i = 0; i < 30; ++i) {
    served.Count("c.t1", 100, false);
    served.Count("c.t2", 100, true);
  }
  EXPECT_EQ(served.ExtraTeams("c.t1", 110), 1);
  EXPECT_EQ(served.ExtraTeams("c.t2", 110), 0);
  EXPECT_EQ(served.ExtraTeams("c.t3", 110), 0) << "nothing is known";
  EXPECT_EQ(served.ExtraTeams("", 110), 0) << "the county's own";
  EXPECT_EQ(served.ExtraTeams("c.t1", 114), 1);
  EXPECT_EQ(served.ExtraTeams("c.t1", 115), 0) << "too long ago";
  for (int i = 0; i < 30; ++i) served.Count("c.t1", 100, false);
  EXPECT_EQ(served.ExtraTeams("c.t1", 115), 0) << "ended late, of days that count no more";
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
