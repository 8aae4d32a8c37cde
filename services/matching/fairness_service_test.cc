// Orders of two townships with different fates, and the exact figures of it; who reads them; what never
// counts; figures of a hundred thousand orders.
#include "diandan/matching/v1/fairness_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/owners_testing.h"
#include "services/matching/served_rates.h"
#include "services/matching/weights_rules.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using testing::InOrg;
using testing::InTeam;
using testing::Refused;

// What happens to an order, step by step, five minutes apart.
enum class Step {
  kPlaced,
  kOpen,
  kClerkList,
  kTaken,
  kGivenBack,
  kDone,
  kClosedUnserved,
  kNotNeeded,
  kMerged
};

struct Life {
  std::string what;
  const char* village;
  const char* language = "";
  bool required = false;
  std::vector<Step> steps;
};

class FairnessTest : public ::testing::Test {
 protected:
  FairnessTest() { AskByHand(world); }

  void Live(const Life& life) {
    auto order = world.OpenOrder(life.what);
    order.set_station_path(life.village);
    order.set_language(life.language);
    order.set_language_required(life.required);
    order.set_kind(orders::v1::DEMAND);
    order.set_state(orders::v1::ORDER_STATE_UNSPECIFIED);
    for (Step step : life.steps) {
      Take(step, order);
      world.world.clock.Advance(absl::Minutes(5));
    }
  }
  void Take(Step step, orders::v1::OrderChanged& order) {
    auto go = [&](const char* kind, orders::v1::OrderState to) {
      order.set_prev_state(order.state());
      order.set_state(to);
      world.Order(kind, order);
    };
    switch (step) {
      case Step::kPlaced:
        return go("ORDER_PLACED", orders::v1::PLACED);
      case Step::kOpen:
        return go("ORDER_APPROVED", orders::v1::OPEN);
      case Step::kClerkList:
        order.set_level(orders::v1::CLERK_LIST);
        return go("ESCALATED", orders::v1::OPEN);
      case Step::kTaken:
        order.set_team_id(Id("busy").ToString());
        return go("ORDER_ACCEPTED", orders::v1::ACCEPTED);
      case Step::kGivenBack:
        order.clear_team_id();
        return go("ACCEPTANCE_WITHDRAWN", orders::v1::OPEN);
      case Step::kDone:
        return go("ORDER_COMPLETED", orders::v1::COMPLETED);
      case Step::kClosedUnserved:
        order.set_reason("UNSERVED");
        return go("ORDER_CANCELLED", orders::v1::CANCELLED);
      case Step::kMerged:
        order.set_reason("PLACED_TWICE");
        return go("ORDER_CANCELLED", orders::v1::CANCELLED);
      case Step::kNotNeeded:
        order.set_reason("NO_LONGER_NEEDED");
        return go("ORDER_CANCELLED", orders::v1::CANCELLED);
    }
  }

  StatusOr<v1::Fairness> Ask(const testing::TestCaller& caller, int32_t days = 0,
                             const std::string& township = "") {
    v1::GetFairnessRequest request;
    request.set_parent("counties/150525");
    request.set_days(days);
    request.set_township_path(township);
    return caller.Call(*stub, &v1::FairnessService::Stub::GetFairness, request);
  }

  World world;
  std::unique_ptr<v1::FairnessService::Stub> stub =
      v1::FairnessService::NewStub(world.world.ChannelTo("matching"));
};

// "let through: served, under way, waiting, unserved, withdrawn; served per mille; taken".
std::string Line(const v1::ServedFigures& f) {
  return absl::StrCat(f.let_through(), ": ", f.served(), ", ", f.under_way(), ", ", f.waiting(), ", ",
                      f.unserved(), ", ", f.withdrawn(), "; ",
                      f.has_served_per_mille() ? absl::StrCat(f.served_per_mille()) : "-", "; ",
                      f.waited().count());
}

TEST_F(FairnessTest, EveryOrderIsCountedOnceWithItsFate) {
  using enum Step;
  world.AddTeam("busy");
  world.AddTeam("idle");
  world.AddTeam("resting", "c.t1.v1", [](auto& team) { team.set_suspended(true); });
  const Life lives[] = {
      {"served at once", "c.t1.v1", "", false, {kPlaced, kOpen, kTaken, kDone}},
      {"served by the second team", "c.t1.v2", "mn", true, {kOpen, kTaken, kGivenBack, kTaken, kDone}},
      {"under way", "c.t1.v1", "mn", false, {kOpen, kTaken}},
      {"given back and waiting again", "c.t1.v1", "", false, {kOpen, kTaken, kGivenBack}},
      {"not looked at yet", "c.t1.v1", "", false, {kPlaced}},
      {"on the clerk's list", "c.t2.v1", "", false, {kOpen, kClerkList}},
      {"the clerk found somebody", "c.t2.v1", "", false, {kOpen, kClerkList, kTaken, kDone}},
      {"closed unserved", "c.t2.v1", "mn", true, {kOpen, kClosedUnserved}},
      {"no longer needed", "c.t2.v1", "", false, {kOpen, kNotNeeded}},
      {"the same once more, merged", "c.t2.v1", "", false, {kOpen, kClerkList, kMerged}},
      {"withdrawn before anybody looked", "c.t2.v1", "", false, {kPlaced, kNotNeeded}},
  };
  for (const Life& life : lives) Live(life);

  const auto found = Ask(world.dispatcher);
  ASSERT_OK(found);
  EXPECT_EQ(found->days(), 90);
  EXPECT_EQ(Line(found->county()), "8: 3, 1, 1, 2, 1; 600; 4");
  ASSERT_EQ(found->townships_size(), 2);
  EXPECT_EQ(found->townships(0).township_path(), "c.t1");
  EXPECT_EQ(Line(found->townships(0)), "4: 2, 1, 1, 0, 0; 1000; 3");
  EXPECT_EQ(found->townships(0).smoothed_per_mille(), 667) << "8 of 12";
  EXPECT_EQ(found->townships(1).township_path(), "c.t2");
  EXPECT_EQ(Line(found->townships(1)), "4: 1, 0, 0, 2, 1; 333; 1");
  ASSERT_EQ(found->languages_size(), 3);
  EXPECT_EQ(found->languages(0).language(), "");
  EXPECT_EQ(Line(found->languages(0)), "5: 2, 0, 1, 1, 1; 667; 2");
  EXPECT_TRUE(found->languages(1).language_required());
  EXPECT_EQ(found->languages(1).language(), "mn");
  EXPECT_EQ(Line(found->languages(1)), "2: 1, 0, 0, 1, 0; 500; 1");
  EXPECT_FALSE(found->languages(2).language_required());
  EXPECT_EQ(Line(found->languages(2)), "1: 0, 1, 0, 0, 0; -; 1");
  EXPECT_FALSE(found->county().waited().has_median_minutes()) << "four cases would speak of single orders";

  // Each order has one half-day.
  EXPECT_EQ(found->work().teams(), 2) << "the third rests";
  EXPECT_EQ(found->work().half_days(), 4);
  EXPECT_EQ(found->work().gini_per_mille(), 500);
  EXPECT_EQ(found->work().never_used(), 1);

  const auto one = Ask(world.dispatcher, 0, "c.t2");
  ASSERT_OK(one);
  ASSERT_EQ(one->townships_size(), 1);
  EXPECT_EQ(Line(one->townships(0)), "4: 1, 0, 0, 2, 1; 333; 1");
  EXPECT_EQ(Line(one->county()), "8: 3, 1, 1, 2, 1; 600; 4");
  EXPECT_EQ(one->languages_size(), 0) << "three and one: whose they are could be told";
}

TEST_F(FairnessTest, WhereWhoseTheOrdersAreCouldBeToldNothingIs) {
  using enum Step;
  world.AddTeam("busy");
  auto live = [&](int count, const char* village, const char* language) {
    for (int i = 0; i < count; ++i)
      Live({absl::StrCat(village, language, i), village, language, true, {kOpen, kTaken, kDone}});
  };
  live(6, "c.t1.v1", "");
  live(7, "c.t1.v1", "ko");
  live(1, "c.t1.v1", "mn");
  live(2, "c.t2.v1", "mn");
  live(5, "c.t3.v1", "");
  auto lines = [](const auto& figures) {
    std::vector<std::string> told;
    for (const v1::ServedFigures& line : figures)
      told.push_back(absl::StrCat(line.township_path(), line.language(), " ", line.let_through()));
    return told;
  };
  const auto later = world.world.CallerWith(Role::kDispatcher, InOrg(kNaiman, "c"));
  const auto season = Ask(later);
  ASSERT_OK(season);
  EXPECT_THAT(lines(season->townships()), ElementsAre("c.t1 14", "c.t2 2", "c.t3 5"));
  EXPECT_THAT(lines(season->languages()), ElementsAre(" 11", "ko 7", "mn 3"));
  const auto one = Ask(later, 0, "c.t1");
  ASSERT_OK(one);
  EXPECT_THAT(lines(one->languages()), ElementsAre("ko 7")) << "the one of mn would be what is missing";
  const auto day = Ask(later, 1);
  ASSERT_OK(day);
  EXPECT_EQ(day->county().let_through(), 21);
  EXPECT_THAT(lines(day->townships()), ElementsAre("c.t1 14"));
  EXPECT_THAT(lines(day->languages()), ElementsAre(" 11"));
  EXPECT_EQ(Ask(later, 1, "c.t2")->townships_size(), 0);
  EXPECT_EQ(Ask(later, 7)->townships_size(), 3);
}

TEST_F(FairnessTest, TheWaitIsUntilTheTeamThatHasItTookIt) {
  using enum Step;
  world.AddTeam("busy");
  for (const char* what : {"a", "b", "c"}) Live({what, "c.t1.v1", "", false, {kOpen, kTaken, kDone}});
  for (const char* what : {"d", "e"}) Live({what, "c.t1.v1", "", false, {kOpen, kTaken, kGivenBack, kTaken}});
  const auto found = Ask(world.dispatcher);
  ASSERT_OK(found);
  EXPECT_EQ(found->county().waited().count(), 5);
  EXPECT_EQ(found->county().waited().median_minutes(), 5);
  EXPECT_EQ(found->county().waited().ninth_tenth_minutes(), 15) << "the first acceptance did not hold";
}

TEST_F(FairnessTest, ActivitiesAreNoResidentsRequest) {
  world.AddTeam("busy");
  auto activity = world.OpenOrder("square dance");
  activity.set_kind(orders::v1::ACTIVITY);
  activity.set_state(orders::v1::ACCEPTED);
  activity.set_team_id(Id("busy").ToString());
  world.Order("ORDER_PLACED", activity);
  const auto found = Ask(world.dispatcher);
  ASSERT_OK(found);
  EXPECT_EQ(found->county().let_through(), 0);
  EXPECT_FALSE(found->county().has_served_per_mille());
  EXPECT_EQ(found->townships_size(), 0);
  EXPECT_EQ(found->work().half_days(), 1) << "but the team is at work";
}

TEST_F(FairnessTest, OnlyTheLastDaysCount) {
  using enum Step;
  Live({"old", "c.t1.v1", "", false, {kOpen, kClerkList}});
  world.world.clock.Advance(absl::Hours(24) * 40);
  Live({"new", "c.t1.v1", "", false, {kOpen, kTaken, kDone}});
  const auto later = world.world.CallerWith(Role::kDispatcher, InOrg(kNaiman, "c"));
  const auto of_30 = Ask(later, 30), of_90 = Ask(later, 90);
  ASSERT_OK(of_30);
  ASSERT_OK(of_90);
  EXPECT_EQ(Line(of_30->county()), "1: 1, 0, 0, 0, 0; 1000; 1");
  EXPECT_EQ(Line(of_90->county()), "2: 1, 0, 0, 1, 0; 500; 1");
  EXPECT_THAT(Ask(later, 366), Refused(Reason::FIELD_INVALID));
}

// Offers come and go; how they ended moves no figure at all.
TEST_F(FairnessTest, DeclinesAndLapsesChangeNothing) {
  using enum Step;
  for (const char* team : {"busy", "idle", "third"}) world.AddTeam(team);
  Live({"done", "c.t1.v1", "", false, {kOpen, kTaken, kDone}});
  Live({"waits", "c.t2.v1", "", false, {kOpen}});
  const auto before = Ask(world.dispatcher);
  ASSERT_OK(before);
  const std::pair<const char*, orders::v1::OfferState> answers[] = {
      {"OFFER_DECLINED", orders::v1::OFFER_DECLINED},
      {"OFFERS_LAPSED", orders::v1::OFFER_LAPSED},
      {"OFFER_DECLINED", orders::v1::OFFER_DECLINED}};
  int round = 0;
  for (const char* team : {"busy", "idle", "third"}) {
    const auto& [kind, state] = answers[round++];
    world.Offers("OFFERS_MADE", "waits", {{team, orders::v1::OFFERED}});
    world.Offers(kind, "waits", {{team, state}});
    auto after = Ask(world.dispatcher);
    ASSERT_OK(after);
    *after->mutable_read_time() = before->read_time();
    EXPECT_EQ(after->SerializeAsString(), before->SerializeAsString()) << team << " " << kind;
  }
}

TEST_F(FairnessTest, EveryDeskOfTheCountyReadsThem) {
  auto as = [&](Role role, Grant scope) { return Ask(world.world.CallerWith(role, scope)); };
  EXPECT_OK(as(Role::kClerk, InOrg(kNaiman, "c.t1.v1")));
  EXPECT_OK(as(Role::kOfficer, InOrg(kNaiman, "c.t1")));
  EXPECT_OK(as(Role::kCountyAdmin, InOrg(kNaiman, "c")));
  EXPECT_OK(as(Role::kAuditor, InOrg(kNaiman, "c")));
  EXPECT_THAT(as(Role::kDispatcher, InOrg(150524, "c")), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(as(Role::kLeader, InTeam(kNaiman, Id("busy"))), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(Ask(world.world.Nobody()), Refused(Reason::NOT_SIGNED_IN));
}

// Straight into the mirror: what a hundred thousand events would leave.
class LargeCounty : public FairnessTest {
 protected:
  static constexpr int kAtOnce = 5'000;

  // Of townships t1 … t20, one order in ten unserved; of t1 one in two. Piece by piece: a statement has a
  // time.
  void Fill(int orders) {
    for (int from = 0; from < orders; from += kAtOnce) {
      Write(absl::StrCat(
          "INSERT INTO order_mirror (county_id, id, seq, state, facts, asked, open_offers, booked_team, "
          "half_days, booked, "
          "township_path, language, let_through_at, taken_at, fate) SELECT 150525, gen_random_uuid(), 1, "
          "'COMPLETED', decode(repeat('ab', 300), 'hex'), '{}', '{}', md5((i % 2000)::text)::uuid, 2, '{}', "
          "'c.t' || 1 + i % 20, CASE WHEN i % 7 = 0 THEN 'mn' ELSE '' END, at, at + (i % 500) * interval '1 "
          "minute', "
          "CASE WHEN (i / 20) % CASE WHEN i % 20 = 0 THEN 2 ELSE 10 END = 0 THEN 'NOBODY_FOUND' ELSE "
          "'SERVED' END "
          "FROM (SELECT i, '2026-11-30 00:00+08'::timestamptz - (i % 80) * interval '1 day' AS at FROM "
          "generate_series(",
          from, ", ", std::min(from + kAtOnce, orders) - 1, ") AS i) AS s"));
    }
  }
  void Write(const std::string& sql) {
    ASSERT_OK(db::Transact(*world.world.home("matching").pool, {kNaiman}, /*read_only=*/false,
                           [&](db::Connection& connection) {
                             connection.Run(sql);
                             return absl::OkStatus();
                           }));
  }
};

TEST_F(LargeCounty, AHundredThousandAreCounted) {
  Fill(100'000);
  const auto found = Ask(world.dispatcher);
  ASSERT_OK(found);
  EXPECT_EQ(found->county().let_through(), 100'000);
  EXPECT_EQ(found->townships_size(), 20);
  EXPECT_EQ(found->county().waited().median_minutes(), 249);

  Write(
      "INSERT INTO team SELECT 150525, md5(i::text)::uuid, i::text, 'c', NULL, NULL, '{}', '{}', 4, '{}', "
      "false, 0 "
      "FROM generate_series(0, 1999) AS i");
  EXPECT_EQ(Ask(world.dispatcher)->work().half_days(), 200'000) << "read from the index, which has no slots";
  EXPECT_EQ(world.Count("SELECT count(*) FROM pg_indexes WHERE indexname = 'order_mirror_let_through' AND "
                        "indexdef LIKE '%fate, booked_team, half_days)%'"),
            1);
}

// As the mirror had it before it kept when orders are let through.
TEST_F(LargeCounty, AnOrderLetThroughBeforeThatWasKeptHasNoWait) {
  using enum Step;
  world.AddTeam("busy");
  auto order = world.OpenOrder("old");
  order.set_kind(orders::v1::DEMAND);
  Take(Step::kOpen, order);
  Write("UPDATE order_mirror SET let_through_at = NULL, fate = 'ORDER_FATE_UNSPECIFIED'");
  world.world.clock.Advance(absl::Hours(1));
  Take(kTaken, order);
  Take(kDone, order);
  EXPECT_EQ(Ask(world.dispatcher)->county().let_through(), 0);
  Live({"new", "c.t1.v1", "", false, {kPlaced, kOpen, kTaken, kDone}});
  const auto found = Ask(world.dispatcher);
  ASSERT_OK(found);
  EXPECT_EQ(Line(found->county()), "1: 1, 0, 0, 0, 0; 1000; 1");
}

TEST_F(LargeCounty, TheTownshipServedLeastGetsLargerWavesAndIsTold) {
  Fill(2'000);
  auto found = Ask(world.dispatcher, 30);
  ASSERT_OK(found);
  for (const auto& line : found->townships()) {
    EXPECT_EQ(line.extra_teams(), line.township_path() == "c.t1" ? 1 : 0) << line.township_path();
    EXPECT_EQ(line.sentence().empty(), line.extra_teams() == 0);
  }
  const auto& low = found->townships(0);
  EXPECT_EQ(low.township_path(), "c.t1");
  EXPECT_EQ(
      low.sentence(),
      "Of 100 orders that ended in the last 90 days 50 were served, 50%; the county's rate is 88%. That is "
      "clearly less, so each wave asks 1 more team.")
      << "decided by the policy's days, not by those shown";
}

TEST_F(LargeCounty, AWaveForTheTownshipServedLeastAsksOneTeamMore) {
  AskByItself(world, /*base_version=*/1);
  for (const char* team : {"one", "two", "three"}) world.AddTeam(team);
  Fill(2'000);
  world.Order("ORDER_APPROVED", world.OpenOrder("here"));
  ASSERT_EQ(world.desk.calls().size(), 1u);
  EXPECT_EQ(world.TeamsAsked(0).size(), 2u);
}

TEST_F(LargeCounty, TheRatesThatWavesAskAreReadAgainWhenTheyAreOld) {
  ServedRates rates(world.world.home("matching").pool, &world.world.clock);
  v1::FairnessPolicy policy = DefaultFairnessPolicy();
  auto extra = [&](const char* path) { return rates.ExtraTeams(kNaiman, path, policy); };
  EXPECT_EQ(extra("c.t1.v1"), 0) << "nothing is known";
  Fill(2'000);
  world.world.clock.Advance(ServedRates::kRefresh - absl::Seconds(1));
  EXPECT_EQ(extra("c.t1.v1"), 0) << "not read again yet";
  world.world.clock.Advance(absl::Seconds(1));
  EXPECT_EQ(extra("c.t1.v1"), 1);
  EXPECT_EQ(extra("c.t1"), 1) << "its institute's own orders";
  EXPECT_EQ(extra("c.t2.v1"), 0);
  EXPECT_EQ(extra("c"), 0) << "the county's own";
  EXPECT_EQ(extra("c.elsewhere.v1"), 0);

  Write("UPDATE order_mirror SET fate = 'SERVED'");
  EXPECT_EQ(extra("c.t1.v1"), 1);
  policy.set_window_days(60);
  EXPECT_EQ(extra("c.t1.v1"), 0) << "other days are read at once";
  policy.set_low_served_extra_teams(0);
  EXPECT_EQ(extra("c.t1.v1"), 0);
}

}  // namespace
}  // namespace diandan::matching
