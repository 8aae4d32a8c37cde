#include "services/matching/plan_maker.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/answer_rules.h"
#include "services/matching/matching_testing.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

// A county of a seed with open orders, all in the next two weeks.
PlanInputs RandomInputs(uint32_t seed, v1::PlanModel model, int orders) {
  RandomCounty county(seed);
  PlanInputs inputs;
  inputs.county = kCounty;
  inputs.now = kNow;
  inputs.weights = DefaultWeights();
  inputs.model = model;
  for (int i = 0; i < orders; ++i) {
    OpenOrder& order = inputs.orders.emplace_back();
    order.id = Id("order" + std::to_string(i));
    orders::v1::OrderChanged& facts = order.facts;
    const Ask ask = county.RandomAsk();
    facts.set_number(std::to_string(i));
    facts.set_skill(ask.need.skill());
    facts.set_station_path(ask.need.station_path());
    if (ask.need.has_point()) *facts.mutable_point() = ask.need.point();
    const absl::Time start = At(county.Pick(1, 14), county.Pick(9, 19));
    *facts.add_sessions() = SessionOf(start, start + absl::Hours(county.Chance(20) ? 5 : 1));
    *facts.mutable_placed_time() = ToTimestamp(kNow - absl::Hours(county.Pick(0, 300)));
    facts.set_urgency(county.Chance(20) ? orders::v1::URGENT : orders::v1::ROUTINE);
    order.being_asked = county.Chance(5);
  }
  inputs.teams = county.teams;
  for (const Team& team : inputs.teams) {
    if (!county.Chance(20)) continue;
    auto& held = inputs.held.emplace_back();
    held.team = team.id;
    const absl::Time start = At(county.Pick(1, 14), county.Pick(8, 18));
    *held.sessions.Add() = SessionOf(start, start + absl::Hours(2));
  }
  return inputs;
}

// Leaves orders of one half-day only.
void KeepPlain(PlanInputs& inputs) {
  std::erase_if(inputs.orders, [&](const OpenOrder& order) {
    return MakeAsk(NeedOf(order.facts), order.id, orders::v1::COUNTY, kNow).slots.size() != 1 ||
           FromProto(order.facts.sessions(0).start_time()) <= kNow;
  });
}

struct Solved {
  explicit Solved(PlanInputs given) : inputs(std::move(given)), problem(inputs) {
    auto made = SolvePlan(problem, {});
    EXPECT_TRUE(made.ok()) << made.status();
    if (made.ok()) plan = *made;
  }
  const PlanInputs inputs;
  const PlanProblem problem;
  SolvedPlan plan;
};

// Everything a plan must keep to, looked at from outside the solver.
void ExpectLawful(const Solved& solved) {
  std::map<std::pair<int32_t, int32_t>, int> in_slot, in_week;
  for (const plan::Booking& held : solved.problem.held())
    ++in_week[{held.team, WeekOf(solved.problem.first_slot() + held.slot)}];
  for (size_t order = 0; order < solved.plan.team_of.size(); ++order) {
    const int32_t team = solved.plan.team_of[order];
    if (team < 0) continue;
    const PlannedOrder& planned = solved.problem.orders()[order];
    const Team& given = solved.inputs.teams[size_t(team)];
    EXPECT_EQ(FirstFailing(planned.ask, given), v1::LEFT_OUT_UNSPECIFIED) << "order " << order;
    for (const plan::Booking& take : planned.takes) {
      ++in_week[{team, WeekOf(solved.problem.first_slot() + take.slot)}];
      ++in_slot[{team, take.slot}];
    }
  }
  for (const auto& [key, taken] : in_week) {
    const int32_t weekly = solved.inputs.teams[size_t(key.first)].weekly_slots;
    if (weekly > 0 && solved.inputs.model == v1::HALF_DAYS) {
      int held = 0;
      for (int32_t slot : solved.inputs.teams[size_t(key.first)].booked) held += WeekOf(slot) == key.second;
      EXPECT_LE(taken, std::max(weekly, held));
    }
  }
  if (solved.inputs.model == v1::CLOCK_TIMES) return;
  for (const auto& [key, taken] : in_slot) EXPECT_EQ(taken, 1) << "team " << key.first;
}

TEST(PlanMaker, KeepsEveryRuleOfRandomCountiesInBothModels) {
  int recommended = 0, unserved = 0;
  for (uint32_t seed = 1; seed <= 120; ++seed) {
    for (const auto model : {v1::HALF_DAYS, v1::CLOCK_TIMES}) {
      const Solved solved(RandomInputs(seed, model, 30));
      ExpectLawful(solved);
      EXPECT_LE(solved.plan.bound, solved.plan.points);
      for (int32_t team : solved.plan.team_of) ++(team < 0 ? unserved : recommended);
    }
  }
  EXPECT_GT(recommended, 1000);
  EXPECT_GT(unserved, 500);
}

TEST(PlanMaker, PinsAndBansAreKeptOrToldOf) {
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    PlanInputs inputs = RandomInputs(seed, v1::HALF_DAYS, 20);
    if (inputs.teams.empty()) continue;
    const Solved before(inputs);
    RandomCounty dice(seed + 1000);
    for (size_t i = 0; i < before.problem.orders().size() && inputs.pins.size() < 3; ++i) {
      v1::PlanPin wish;
      wish.set_order(ResourceNameOf(kCounty, "orders", inputs.orders[before.problem.orders()[i].input].id));
      const auto team = size_t(dice.Pick(0, int(inputs.teams.size()) - 1));
      wish.set_team(ResourceNameOf(kCounty, "teams", inputs.teams[team].id));
      (dice.Chance(50) ? inputs.pins : inputs.bans).push_back(wish);
    }
    const Solved after(inputs);
    ExpectLawful(after);
    const std::set<int32_t> broken(after.plan.broken_pins.begin(), after.plan.broken_pins.end());
    for (const v1::PlanPin& pin : inputs.pins) {
      const int32_t order = after.problem.OrderAt(IdOf(pin.order()));
      const int32_t team = after.problem.TeamAt(IdOf(pin.team()));
      EXPECT_EQ(after.plan.team_of[size_t(order)], broken.contains(order) ? -1 : team) << seed;
    }
    for (const v1::PlanPin& ban : inputs.bans) {
      EXPECT_NE(after.plan.team_of[size_t(after.problem.OrderAt(IdOf(ban.order())))],
                after.problem.TeamAt(IdOf(ban.team())));
    }
  }
}

TEST(PlanMaker, ContradictoryAndUnknownWishesAreRefused) {
  PlanInputs inputs = RandomInputs(3, v1::HALF_DAYS, 10);
  ASSERT_GE(inputs.teams.size(), 2u);
  const PlanProblem plain(inputs);
  const std::string order = ResourceNameOf(kCounty, "orders", inputs.orders[plain.orders()[0].input].id);
  auto wish = [&](const std::string& of, const Uuid& team) {
    v1::PlanPin pin;
    pin.set_order(of);
    pin.set_team(ResourceNameOf(kCounty, "teams", team));
    return pin;
  };
  const Uuid a = inputs.teams[0].id, b = inputs.teams[1].id;
  struct Row {
    const char* what;
    std::vector<v1::PlanPin> pins, bans;
    const char* field;
  };
  const std::vector<Row> rows = {
      {"two pins of one order", {wish(order, a), wish(order, b)}, {}, "pins[1].team"},
      {"a pair both pinned and banned", {wish(order, a)}, {wish(order, a)}, "bans[0].team"},
      {"an order nobody knows", {wish(ResourceNameOf(kCounty, "orders", Id("x")), a)}, {}, "pins[0].order"},
      {"a team nobody knows", {}, {wish(order, Id("x"))}, "bans[0].team"},
  };
  for (const Row& row : rows) {
    inputs.pins = row.pins;
    inputs.bans = row.bans;
    const PlanProblem problem(inputs);
    const auto made = SolvePlan(problem, {});
    ASSERT_FALSE(made.ok()) << row.what;
    EXPECT_EQ(InfoOf(made.status()).fields(0).field(), row.field) << row.what;
  }
}

TEST(PlanMaker, WhoeverAskedCanStopIt) {
  for (const auto model : {v1::HALF_DAYS, v1::CLOCK_TIMES}) {
    const PlanInputs inputs = RandomInputs(4, model, 30);
    const PlanProblem problem(inputs);
    int told = 0;
    plan::Control control;
    control.progress = [&](const plan::Progress&) { ++told; };
    control.cancelled = [&] { return told > 0; };
    EXPECT_EQ(SolvePlan(problem, control).status().code(), absl::StatusCode::kCancelled);
    EXPECT_EQ(told, 1);
  }
}

TEST(PlanMaker, TheSameSeedGivesTheSamePlan) {
  for (const auto model : {v1::HALF_DAYS, v1::CLOCK_TIMES}) {
    const PlanInputs inputs = RandomInputs(7, model, 60);
    const Solved one(inputs), other(inputs);
    EXPECT_EQ(one.plan.team_of, other.plan.team_of);
  }
}

TEST(PlanMaker, APlanOfNothingIsAPlan) {
  for (const int orders : {0, 5}) {
    PlanInputs inputs = RandomInputs(1, v1::HALF_DAYS, orders);
    inputs.teams.clear();
    inputs.held.clear();
    const Solved solved(inputs);
    const MadePlan made = Describe(solved.problem, solved.plan, {});
    EXPECT_EQ(made.head.figures().recommended(), 0);
    EXPECT_EQ(made.head.figures().unserved() + made.head.figures().being_asked(), orders);
    EXPECT_EQ(made.head.figures().gap(), 0);
  }
}

TEST(PlanMaker, AKeptPlanIsMadeAgainWordForWord) {
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    const Solved solved(RandomInputs(seed, seed % 2 ? v1::HALF_DAYS : v1::CLOCK_TIMES, 25));
    const MadePlan made = Describe(solved.problem, solved.plan, {});
    const PlanInputs again = InputsOf(kCounty, made.head, made.lines, made.teams);
    const PlanProblem problem(again);
    const MadePlan twice = Describe(problem, SolvedOf(problem, made.head, made.lines, made.teams), {});
    ASSERT_EQ(made.lines.size(), twice.lines.size());
    for (size_t i = 0; i < made.lines.size(); ++i)
      EXPECT_EQ(made.lines[i].SerializeAsString(), twice.lines[i].SerializeAsString())
          << seed << "\n"
          << made.lines[i].DebugString() << twice.lines[i].DebugString();
  }
}

TEST(PlanMaker, TheOrderOfListingChangesNothing) {
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    PlanInputs inputs = RandomInputs(seed, v1::HALF_DAYS, 25);
    const Solved one(inputs);
    std::reverse(inputs.orders.begin(), inputs.orders.end());
    std::reverse(inputs.teams.begin(), inputs.teams.end());
    const Solved other(inputs);
    EXPECT_EQ(one.plan.points, other.plan.points) << seed;
  }
}

TEST(PlanMaker, AnOrderThatJoinsGetsWhatAWholePlanWouldGive) {
  int joined = 0, moved = 0;
  for (uint32_t seed = 1; seed <= 150; ++seed) {
    PlanInputs inputs = RandomInputs(seed, v1::HALF_DAYS, 40);
    for (OpenOrder& order : inputs.orders) order.being_asked = false;
    KeepPlain(inputs);
    if (inputs.orders.size() < 2) continue;
    const Solved whole(inputs);
    PlanInputs fewer = inputs;
    fewer.orders.pop_back();
    const Solved before(fewer);
    const MadePlan kept = Describe(before.problem, before.plan, {});
    PlanInputs with = InputsOf(kCounty, kept.head, kept.lines, kept.teams);
    with.orders.push_back(inputs.orders.back());
    const PlanProblem problem(with);
    const auto joining = Join(problem, SolvedOf(problem, kept.head, kept.lines, kept.teams),
                              problem.OrderAt(inputs.orders.back().id));
    ASSERT_TRUE(joining.ok());
    EXPECT_EQ(joining->points, whole.plan.points) << seed;
    ++joined;
    for (const v1::PlanLine& line : kept.lines) {
      const int32_t team = joining->team_of[size_t(problem.OrderAt(IdOf(line.order())))];
      moved += team != problem.TeamAt(IdOf(line.chosen().team()));
    }
  }
  EXPECT_GT(joined, 100);
  EXPECT_GT(moved, 10);  // some orders made room
}

TEST(PlanMaker, TheExchangeNamesWhatASecondPlanLoses) {
  int asked = 0;
  for (uint32_t seed = 1; seed <= 30; ++seed) {
    PlanInputs inputs = RandomInputs(seed, v1::HALF_DAYS, 150);
    KeepPlain(inputs);
    const Solved solved(inputs);
    const MadePlan made = Describe(solved.problem, solved.plan, {});
    if (!solved.plan.proven) continue;
    for (const v1::PlanLine& line : made.lines) {
      if (!line.has_exchange() || !line.exchange().has_county_loses()) continue;
      PlanInputs pinned = inputs;
      v1::PlanPin& pin = pinned.pins.emplace_back();
      pin.set_order(line.order());
      pin.set_team(line.exchange().team().team());
      const Solved other(pinned);
      if (!other.plan.broken_pins.empty()) continue;
      EXPECT_TRUE(line.exchange().exact());
      EXPECT_EQ(other.plan.points - solved.plan.points, line.exchange().county_loses()) << seed;
      ++asked;
      break;
    }
  }
  EXPECT_GT(asked, 20);
}

}  // namespace
}  // namespace diandan::matching
