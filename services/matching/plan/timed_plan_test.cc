// Exact times: nothing clashes, nothing accepted moves, the bound is one, and threads change nothing.
#include "services/matching/plan/timed_plan.h"

#include <algorithm>
#include <fstream>

#include "services/matching/plan/county_pairs.h"
#include "services/matching/plan/exchange.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/plan_testing.h"

namespace diandan::matching::plan {
namespace {

using ::testing::HasSubstr;

struct Interval {
  int32_t start, end;
};

int64_t InspectTimes(const Instance& county, const TimedPlan& plan) {
  std::vector<std::vector<Interval>> busy(county.teams.size());
  std::vector<int32_t> load(county.teams.size());
  for (const Booking& booking : county.bookings) {
    busy[size_t(booking.team)].push_back({booking.start, booking.start + booking.duration});
    ++load[size_t(booking.team)];
  }
  const std::vector<int32_t> accepted = load;
  int64_t cost = 0;
  std::vector<Option> row;
  for (size_t i = 0; i < county.orders.size(); ++i) {
    const Order& order = county.orders[i];
    const TimedAssignment& given = plan.of_order[i];
    if (given.team < 0) {
      cost += order.penalty;
      continue;
    }
    cost += given.cost;
    row.clear();
    county.pairs->Options(int32_t(i), row);
    EXPECT_TRUE(std::any_of(
        row.begin(), row.end(),
        [&](const Option& option) { return option.team == given.team && option.cost == given.cost; }))
        << "order " << i << " went to a team that may not serve it";
    EXPECT_NE(order.window & county.teams[size_t(given.team)].open, 0u)
        << "order " << i << " when nobody is free";
    for (const Interval& other : busy[size_t(given.team)]) {
      EXPECT_TRUE(order.start >= other.end + county.gap ||
                  other.start >= order.start + order.duration + county.gap)
          << "order " << i << " clashes";
    }
    busy[size_t(given.team)].push_back({order.start, order.start + order.duration});
    ++load[size_t(given.team)];
  }
  for (size_t team = 0; team < load.size(); ++team) {
    EXPECT_LE(load[team], std::max(accepted[team], county.teams[team].weekly));
  }
  ExpectWishesKept(county, plan);
  return cost;
}

TEST(TimedPlan, BreaksNothing) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    const Instance county = Everything(seed, true);
    const absl::StatusOr<TimedPlan> plan =
        PlanByTime(county, {.seed = seed, .iterations = 30, .rounds = 2}, {});
    ASSERT_TRUE(plan.ok()) << plan.status();
    EXPECT_EQ(InspectTimes(county, *plan), plan->cost) << "seed " << seed;
    EXPECT_LE(plan->bound, plan->cost) << "seed " << seed;
  }
}

TEST(TimedPlan, IsTheSameOnAnyNumberOfThreads) {
  const Instance county = GenerateTimed(4, {400, 150});
  const TimedPlan one = *PlanByTime(county, {}, {});
  for (const int threads : {2, 3, 8}) {
    const TimedPlan many = *PlanByTime(county, {.threads = threads}, {});
    EXPECT_EQ(one.cost, many.cost);
    EXPECT_EQ(one.bound, many.bound);
    for (size_t i = 0; i < one.of_order.size(); ++i) EXPECT_EQ(one.of_order[i].team, many.of_order[i].team);
  }
}

TEST(TimedPlan, TheOrderOfListingChangesNothing) {
  const Instance county = GenerateTimed(6, {150, 60});
  const auto [shuffled, order_at, team_at] = Shuffle(county);
  const TimedPlan plan = *PlanByTime(county, {}, {}), other = *PlanByTime(shuffled, {}, {});
  EXPECT_EQ(plan.cost, other.cost);
  EXPECT_EQ(plan.bound, other.bound);
  for (size_t i = 0; i < order_at.size(); ++i) {
    EXPECT_EQ(plan.of_order[size_t(order_at[i])].team,
              other.of_order[i].team < 0 ? -1 : team_at[size_t(other.of_order[i].team)]);
  }
}

TEST(TimedPlan, ListingAndThreadsChangeNothingWithBookingsAndWishesEither) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    const Instance county = Everything(seed, true);
    const auto [shuffled, order_at, team_at] = Shuffle(county);
    const TimedPlan plan = *PlanByTime(county, {.seed = seed, .rounds = 2}, {}),
                    other = *PlanByTime(shuffled, {.seed = seed, .rounds = 2, .threads = 3}, {});
    EXPECT_EQ(plan.cost, other.cost) << "seed " << seed;
    EXPECT_EQ(plan.bound, other.bound) << "seed " << seed;
    for (size_t i = 0; i < order_at.size(); ++i) {
      EXPECT_EQ(plan.of_order[size_t(order_at[i])].team,
                other.of_order[i].team < 0 ? -1 : team_at[size_t(other.of_order[i].team)])
          << "seed " << seed;
    }
  }
}

TEST(TimedPlan, NothingToPlanIsAPlan) {
  Instance county;
  county.orders = {{.key = 1, .penalty = 700, .start = 600, .duration = 60},
                   {.key = 2, .penalty = 500, .start = 600, .duration = 60}};
  county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>(2));
  const TimedPlan no_teams = *PlanByTime(county, {}, {});
  EXPECT_EQ(no_teams.unserved, 2);
  EXPECT_EQ(no_teams.cost, 1200);
  EXPECT_EQ(no_teams.bound, 1200);
  county.teams = {{.key = 3, .weekly = 5}};
  EXPECT_EQ(PlanByTime(county, {}, {})->unserved, 2) << "everyone ineligible";
}

TEST(TimedPlan, BadInputIsRefusedWithTheFieldAndTheLimit) {
  struct Spoilt {
    const char* what;
    std::function<void(Instance&)> spoil;
    const char* message;
  };
  const Spoilt table[] = {
      {"a million orders", [](Instance& c) { c.orders.resize(1'000'000, c.orders[0]); },
       "orders is 1000000; wanted: at most 200000"},
      {"no pairs at all", [](Instance& c) { c.pairs = nullptr; }, "pairs is none"},
      {"contradictory pins",
       [](Instance& c) {
         c.pins = {{.order = 0, .team = 0}, {.order = 0, .team = 1}};
       },
       "one pin for order 0; another says team 0"},
      {"a pin that is banned",
       [](Instance& c) {
         c.pins = {{.order = 0, .team = 1}};
         c.bans = {{0, 1}};
       },
       "bans[0] is order 0, team 1"},
      {"a pin to a slot", [](Instance& c) { c.pins = {{.order = 0, .team = 0, .slot = 0}}; },
       "pins[0].slot is 0; wanted: none"},
      {"before the plan", [](Instance& c) { c.orders[1].start = -5; },
       "orders[1].start is -5; wanted: at least 0"},
      {"longer than a day", [](Instance& c) { c.orders[1].duration = 1441; }, "orders[1].duration is 1441"},
      {"a gap below nothing", [](Instance& c) { c.gap = -1; }, "gap is -1"},
      {"a pair with a team that is not there",
       [](Instance& c) {
         c.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>{{{-3, 1}}, {}});
       },
       "pairs name a team that is not there"},
  };
  for (const Spoilt& row : table) {
    Instance county;
    county.orders = {{.key = 1, .penalty = 5, .start = 600, .duration = 60},
                     {.key = 2, .penalty = 5, .start = 600, .duration = 60}};
    county.teams = {{.key = 3, .weekly = 1}, {.key = 4, .weekly = 1}};
    county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>{{{0, 1}}, {{1, 1}}});
    ASSERT_TRUE(TimeFaultsOf(county).empty());
    row.spoil(county);
    const absl::Status status = PlanByTime(county, {}, {}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << row.what;
    EXPECT_THAT(std::string(status.message()), HasSubstr(row.message)) << row.what;
  }
}

TEST(TimedPlan, StopsWhenToldToAndSaysHowFarItIs) {
  const Instance county = GenerateTimed(1, {300, 80});
  int asked = 0;
  Control control{.progress = nullptr, .cancelled = [&] { return ++asked > 2; }};
  EXPECT_EQ(PlanByTime(county, {}, control).status().code(), absl::StatusCode::kCancelled);
  std::vector<Progress> told;
  control = {.progress = [&](const Progress& now) { told.push_back(now); }, .cancelled = nullptr};
  const TimedPlan plan = *PlanByTime(county, {.rounds = 3, .enough = 0}, control);
  EXPECT_EQ(told.back().stage, Stage::kDone);
  EXPECT_EQ(told.back().cost, plan.cost);
  for (size_t i = 1; i < told.size(); ++i) EXPECT_LE(told[i - 1].bound, told[i].bound);
}

TEST(TimedPlan, WhatCannotBePlannedIsRefused) {
  Instance county;
  county.orders = {{.key = 1, .penalty = 5, .start = 600, .duration = 60}};
  county.teams = {{.key = 2, .weekly = 1}};
  county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>{{{0, 1}}});
  EXPECT_EQ(PlanByTime(county, {}, {})->unserved, 0);
  county.orders[0].duration = 0;
  EXPECT_THAT(std::string(PlanByTime(county, {}, {}).status().message()),
              HasSubstr("orders[0].duration is 0"));
  county.orders[0] = {.key = 1, .penalty = 5, .start = 7 * 24 * 60 - 30, .duration = 60};
  EXPECT_THAT(std::string(PlanByTime(county, {}, {}).status().message()), HasSubstr("in the same week"));
  county.orders.clear();
  EXPECT_EQ(PlanByTime(county, {}, {})->cost, 0);
}

TEST(TimedPlan, LiesBetweenTheLinearProgramAndALittleAboveTheBest) {
  const TestFolder folder;
  std::vector<TimedPlan> plans;
  {
    std::ofstream file(folder / "problems");
    for (uint64_t seed = 1; seed <= 30; ++seed) {
      // Half of them with more orders than can be served.
      const Instance county =
          GenerateTimed(seed, {int32_t(60 + 4 * seed), int32_t(seed % 2 == 0 ? 14 + seed : 40)});
      plans.push_back(*PlanByTime(county, {.cheapest = 1000, .random = 0, .enough = 0}, {}));
      const Pairs pairs = *ReadTimedPairs(county, 1'000'000, {});
      WriteBoard(Board(county, ChooseCandidates(county, pairs, 1000, 0, 1)), file);
    }
  }
  const std::vector<std::string> answers = AskReference(folder / "problems", "highs milp");
  if (answers.empty()) GTEST_SKIP() << "python3-scipy is not installed: nothing was compared";
  ASSERT_EQ(answers.size(), plans.size());
  int64_t ours = 0, best = 0, bound = 0;
  for (size_t i = 0; i < answers.size(); ++i) {
    const std::vector<std::string> words = absl::StrSplit(answers[i], ' ');
    ASSERT_EQ(words.size(), 4u) << answers[i];
    EXPECT_LE(plans[i].bound, std::stoll(words[0])) << "above the linear program, instance " << i;
    EXPECT_GE(plans[i].cost, std::stoll(words[2])) << "below the best, instance " << i;
    ours += plans[i].cost;
    best += std::stoll(words[2]);
    bound += plans[i].bound;
  }
  EXPECT_LE(double(ours), 1.01 * double(best));
  EXPECT_GE(double(bound), 0.98 * double(best));
}

}  // namespace
}  // namespace diandan::matching::plan
