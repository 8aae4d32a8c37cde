// No plan breaks a filter, a capacity, accepted work or a wish; the same county gives the same plan however
// it is listed; and what cannot be planned is refused in words.
#include "services/matching/plan/flow_plan.h"

#include <algorithm>
#include <limits>

#include "services/matching/plan/county_pairs.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/plan_testing.h"
#include "services/matching/plan/random.h"

namespace diandan::matching::plan {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// What the plan costs, and a failure for everything that it may not do.
int64_t Inspect(const Instance& county, const FlowPlan& plan) {
  const int32_t weeks = WeeksOf(county);
  std::vector<int32_t> in_slot(county.teams.size() * size_t(county.slots));
  std::vector<int32_t> in_week(county.teams.size() * size_t(weeks));
  for (const Booking& booking : county.bookings) {
    ++in_slot[size_t(booking.team * county.slots + booking.slot)];
    ++in_week[size_t(booking.team * weeks + WeekOfSlot(county, booking.slot))];
  }
  int64_t cost = 0;
  std::vector<Option> row;
  for (size_t order = 0; order < county.orders.size(); ++order) {
    const Assignment& given = plan.of_order[order];
    if (given.team < 0) {
      cost += county.orders[order].penalty;
      continue;
    }
    const Team& team = county.teams[size_t(given.team)];
    row.clear();
    county.pairs->Options(int32_t(order), row);
    const auto option =
        std::find_if(row.begin(), row.end(), [&](const Option& o) { return o.team == given.team; });
    if (option == row.end()) {
      ADD_FAILURE() << "order " << order << " went to a team that may not serve it";
      continue;
    }
    EXPECT_EQ(option->cost, given.cost);
    EXPECT_TRUE((county.orders[order].window & team.open) >> given.slot & 1) << "outside the window";
    int32_t& week = in_week[size_t(given.team * weeks + WeekOfSlot(county, given.slot))];
    cost += given.cost + county.fairness * (team.load + week);
    EXPECT_LE(++week, team.weekly);
    EXPECT_LE(++in_slot[size_t(given.team * county.slots + given.slot)], team.crews);
  }
  ExpectWishesKept(county, plan);
  for (const Pin& pin : county.pins) {
    const int32_t slot = plan.of_order[size_t(pin.order)].slot;
    EXPECT_TRUE(pin.slot < 0 || slot < 0 || slot == pin.slot) << "order " << pin.order << " in another slot";
  }
  return cost;
}

TEST(FlowPlan, BreaksNothing) {
  for (uint64_t seed = 1; seed <= 150; ++seed) {
    const Instance county = Everything(seed, false);
    const absl::StatusOr<FlowPlan> plan = PlanByFlow(county, {.seed = seed, .cheapest = 3, .random = 3}, {});
    ASSERT_TRUE(plan.ok()) << plan.status();
    EXPECT_EQ(Inspect(county, *plan), plan->cost) << "seed " << seed;
    EXPECT_LE(plan->bound, plan->cost);
  }
}

TEST(FlowPlan, PricingEndsWithAProof) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    const Instance county = Everything(seed, false);
    const FlowPlan few =
        *PlanByFlow(county, {.cheapest = 1, .random = 1, .rounds = 50, .added = 2, .enough = 0}, {});
    const FlowPlan all = *PlanByFlow(county, {.cheapest = 1000, .random = 0, .rounds = 0}, {});
    EXPECT_TRUE(few.proven);
    EXPECT_EQ(few.cost, few.bound);
    EXPECT_EQ(few.cost, all.cost) << "seed " << seed;
  }
}

TEST(FlowPlan, EitherSolverComesToTheSame) {
  const Instance county = GenerateSlots(9, {300, 80}, 30);
  const FlowPlan ours = *PlanByFlow(county, {.rounds = 50, .enough = 0}, {}),
                 lemon = *PlanByFlow(county, {.rounds = 50, .enough = 0, .lemon = true}, {});
  EXPECT_EQ(ours.cost, lemon.cost);
  EXPECT_TRUE(ours.proven && lemon.proven);
}

TEST(FlowPlan, PairsThatAreNotKeptAreReadAgain) {
  const Instance county = GenerateSlots(5, {200, 60}, 20);
  const FlowPlan kept = *PlanByFlow(county, {.rounds = 20, .enough = 0}, {}),
                 read = *PlanByFlow(county, {.rounds = 20, .enough = 0, .keep = 10}, {});
  EXPECT_EQ(kept.cost, read.cost);
  EXPECT_EQ(kept.pairs, read.pairs);
}

TEST(FlowPlan, TheOrderOfListingChangesNothing) {
  const Instance county = GenerateSlots(7, {120, 40}, 30);
  const auto [shuffled, order_at, team_at] = Shuffle(county);
  const FlowPlan plan = *PlanByFlow(county, {}, {}), again = *PlanByFlow(county, {}, {}),
                 other = *PlanByFlow(shuffled, {}, {});
  EXPECT_EQ(plan.cost, other.cost);
  EXPECT_EQ(plan.bound, other.bound);
  for (size_t i = 0; i < order_at.size(); ++i) {
    const Assignment &a = plan.of_order[size_t(order_at[i])], &b = other.of_order[i];
    EXPECT_EQ(a.team, b.team < 0 ? -1 : team_at[size_t(b.team)]);
    EXPECT_EQ(a.slot, b.slot);
    EXPECT_EQ(a.team, again.of_order[size_t(order_at[i])].team);
  }
}

TEST(FlowPlan, ListingChangesNothingWithBookingsAndWishesEither) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    const Instance county = Everything(seed, false);
    const auto [shuffled, order_at, team_at] = Shuffle(county);
    const FlowSettings settings{.seed = seed, .cheapest = 3, .random = 3};
    const FlowPlan plan = *PlanByFlow(county, settings, {}), again = *PlanByFlow(county, settings, {}),
                   other = *PlanByFlow(shuffled, settings, {});
    EXPECT_EQ(plan.cost, other.cost) << "seed " << seed;
    EXPECT_EQ(plan.bound, other.bound) << "seed " << seed;
    for (size_t i = 0; i < order_at.size(); ++i) {
      const Assignment &a = plan.of_order[size_t(order_at[i])], &b = other.of_order[i],
                       &same = again.of_order[size_t(order_at[i])];
      EXPECT_EQ(a.team, b.team < 0 ? -1 : team_at[size_t(b.team)]) << "seed " << seed;
      EXPECT_EQ(a.slot, b.slot) << "seed " << seed;
      EXPECT_TRUE(a.team == same.team && a.slot == same.slot) << "seed " << seed;
    }
  }
}

TEST(FlowPlan, FairnessSpreadsWork) {
  // Two teams, one of them a little dearer: four orders go to the cheaper one, unless each further half day
  // costs.
  Instance county;
  county.slots = 6;
  county.teams = {{.key = 1, .weekly = 6, .crews = 1, .open = 63},
                  {.key = 2, .weekly = 6, .crews = 1, .open = 63}};
  for (uint64_t i = 0; i < 4; ++i) county.orders.push_back({.key = 10 + i, .penalty = 1000, .window = 63});
  county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>(4, {{0, 10}, {1, 20}}));
  auto of_first = [](const FlowPlan& plan) {
    return std::count_if(plan.of_order.begin(), plan.of_order.end(),
                         [](const Assignment& a) { return a.team == 0; });
  };
  EXPECT_EQ(of_first(*PlanByFlow(county, {}, {})), 4);
  county.fairness = 15;
  EXPECT_EQ(of_first(*PlanByFlow(county, {}, {})), 2);
  // What the second has accepted of late counts; then the first takes one more.
  county.teams[1].load = 2;
  EXPECT_EQ(of_first(*PlanByFlow(county, {}, {})), 3);
}

TEST(FlowPlan, NothingToPlanIsAPlan) {
  Instance county;
  county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>{});
  EXPECT_EQ(PlanByFlow(county, {}, {})->cost, 0);
  county.orders = {{.key = 1, .penalty = 700}, {.key = 2, .penalty = 500}};
  county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>(2));
  const FlowPlan no_teams = *PlanByFlow(county, {}, {});
  EXPECT_EQ(no_teams.unserved, 2);
  EXPECT_EQ(no_teams.cost, 1200);
  EXPECT_TRUE(no_teams.proven);
  county.teams = {{.key = 3, .weekly = 5}};
  EXPECT_EQ(PlanByFlow(county, {}, {})->unserved, 2) << "everyone ineligible";
}

TEST(FlowPlan, PinsWithoutRoomAreTold) {
  Instance county;
  county.orders = {{.key = 1, .penalty = 10}, {.key = 2, .penalty = 10}, {.key = 3, .penalty = 10}};
  county.teams = {{.key = 4, .weekly = 1}, {.key = 5, .weekly = 1}};
  county.pairs = std::make_shared<ListedPairs>(
      std::vector<std::vector<Option>>{{{0, 5}, {1, 1}}, {{0, 3}, {1, 1}}, {{1, 1}}});
  county.pins = {{.order = 0, .team = 0}, {.order = 1, .team = 0}, {.order = 2, .team = 0}};
  const FlowPlan plan = *PlanByFlow(county, {}, {});
  // One of the two that want the only place, and the one whose team has not the right.
  EXPECT_THAT(plan.broken_pins, ::testing::ElementsAre(0, 2));
  EXPECT_EQ(plan.of_order[1].team, 0);
  EXPECT_EQ(plan.cost, 10 + 3 + 10);
  EXPECT_EQ(plan.bound, plan.cost);
}

TEST(FlowPlan, StopsWhenToldTo) {
  const Instance county = GenerateG(1, {300, 80});
  int asked = 0;
  std::vector<Stage> stages;
  Control control{.progress = [&](const Progress& now) { stages.push_back(now.stage); },
                  .cancelled = [&] { return ++asked > 2; }};
  EXPECT_EQ(PlanByFlow(county, {}, control).status().code(), absl::StatusCode::kCancelled);
  control.cancelled = nullptr;
  EXPECT_TRUE(PlanByFlow(county, {}, control).ok());
  EXPECT_EQ(stages.back(), Stage::kDone);
}

struct Spoilt {
  const char* what;
  std::function<void(Instance&)> spoil;
  const char* message;
};

TEST(FlowPlan, WhatCannotBePlannedIsRefused) {
  const std::vector<Spoilt> table = {
      {"a million orders", [](Instance& c) { c.orders.resize(1'000'000); },
       "orders is 1000000; wanted: at most 200000"},
      {"too many teams", [](Instance& c) { c.teams.resize(60'000); },
       "teams is 60000; wanted: at most 50000"},
      {"too long", [](Instance& c) { c.slots = 64; }, "slots is 64; wanted: at most 63"},
      {"no pairs", [](Instance& c) { c.pairs = nullptr; }, "pairs is none"},
      {"negative penalty", [](Instance& c) { c.orders[1].penalty = -1; },
       "orders[1].penalty is -1; wanted: at least 0"},
      {"window too late", [](Instance& c) { c.orders[0].window = 2; }, "orders[0].window is 0x2"},
      {"negative capacity", [](Instance& c) { c.teams[0].weekly = -3; }, "teams[0].weekly is -3"},
      {"pinned to two teams",
       [](Instance& c) {
         c.pins = {{.order = 0, .team = 0}, {.order = 0, .team = 1}};
       },
       "pins[1] is team 1 slot -1; wanted: one pin for order 0"},
      {"pinned and forbidden",
       [](Instance& c) {
         c.pins = {{.order = 0, .team = 1}};
         c.bans = {{0, 1}};
       },
       "bans[0] is order 0, team 1; wanted: not the pair that is pinned"},
      {"a pin to nobody", [](Instance& c) { c.pins = {{.order = 0, .team = 9}}; },
       "pins[0].team is 9; wanted: at most 1"},
      {"a booking of nobody", [](Instance& c) { c.bookings = {{.team = -1}}; }, "bookings[0].team is -1"},
      {"a pair with a team that is not there",
       [](Instance& c) {
         c.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>{{{7, 1}}, {}});
       },
       "pairs name a team that is not there"},
  };
  for (const Spoilt& row : table) {
    Instance county;
    county.orders = {{.key = 1, .penalty = 5}, {.key = 2, .penalty = 5}};
    county.teams = {{.key = 3, .weekly = 1}, {.key = 4, .weekly = 1}};
    county.pairs = std::make_shared<ListedPairs>(std::vector<std::vector<Option>>{{{0, 1}}, {{1, 1}}});
    ASSERT_THAT(FaultsOf(county), IsEmpty());
    row.spoil(county);
    const absl::Status status = PlanByFlow(county, {}, {}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << row.what;
    EXPECT_THAT(std::string(status.message()), HasSubstr(row.message)) << row.what;
  }
}

TEST(CountyPairs, AbsurdPlacesAreRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinite = std::numeric_limits<double>::infinity();
  for (const double km : {nan, infinite, -infinite, 1e6}) {
    EXPECT_THAT(std::string(CountyPairs::Make({{0, km, 0}}, {}, {}).status().message()),
                HasSubstr("orders[0].north_km is "));
    EXPECT_THAT(std::string(CountyPairs::Make({}, {{0, 0}, {km, 0}}, {}).status().message()),
                HasSubstr("teams[1].east_km is "));
  }
  EXPECT_FALSE(CountyPairs::Make({{0, 0, 32}}, {}, {}).ok());
}

TEST(CountyPairs, DistanceIsRoundedDownToWholePoints) {
  const auto pairs =
      *CountyPairs::Make({{0, 0, 2}}, {{3, 4, 4, 7}, {0.012, 0, 6, 0}, {31, 0, 4, 0}, {0, 0, 3, 0}}, {});
  std::vector<Option> row;
  pairs->Options(0, row);
  ASSERT_EQ(row.size(), 2u) << "one is too far, one has not the skill";
  EXPECT_EQ(row[0].cost, 107);
  EXPECT_EQ(row[1].cost, 0);
}

TEST(Generate, IsTheSameEverywhere) {
  // Figures to compare machines by; they change only with the generators.
  auto print = [](const Instance& county) {
    uint64_t print = 0;
    std::vector<Option> row;
    for (size_t i = 0; i < county.orders.size(); ++i) {
      row.clear();
      county.pairs->Options(int32_t(i), row);
      print = Lot(print, county.orders[i].window ^ uint64_t(county.orders[i].start),
                  uint64_t(county.orders[i].penalty));
      for (const Option& option : row) print = Lot(print, uint64_t(option.team), uint64_t(option.cost));
    }
    for (const Team& team : county.teams)
      print = Lot(print, uint64_t(team.weekly), team.open ^ uint64_t(team.crews));
    return print;
  };
  EXPECT_EQ(print(GenerateU(1, {50, 30})), 7870447274011806722u);
  EXPECT_EQ(print(GenerateG(1, {50, 30})), 7622352206817291617u);
  EXPECT_EQ(print(GenerateSlots(1, {50, 30}, 0)), 826122566727264968u);
  EXPECT_EQ(print(GenerateTimed(1, {50, 30})), 15733197441459801913u);
}

}  // namespace
}  // namespace diandan::matching::plan
