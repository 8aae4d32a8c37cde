#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/emergency_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/owners_testing.h"
#include "services/matching/weights_rules.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using Emergencies = v1::EmergencyService::Stub;
using ::testing::ElementsAre;
using testing::InOrg;
using ::testing::IsEmpty;
using testing::Refused;
using ::testing::UnorderedElementsAre;

class EmergencyServiceTest : public ::testing::Test {
 protected:
  EmergencyServiceTest() : stub(v1::EmergencyService::NewStub(world.world.ChannelTo("matching"))) {
    world.AddStation("township one", "c.t1");
    world.AddTeam("village");
    world.AddTeam("township", "c.t1");
    world.AddTeam("far", "c.t2.v1");
    world.AddTeam("county", "c");
  }
  orders::v1::OrderChanged Urgent(const std::string& name) {
    orders::v1::OrderChanged order = world.OpenOrder(name);
    order.set_urgency(orders::v1::URGENT);
    return order;
  }
  v1::DeclareEmergencyRequest Declaration() {
    v1::DeclareEmergencyRequest request;
    request.set_request_id(NewUuid(world.world.clock.Now()).ToString());
    request.set_parent("counties/150525");
    request.set_reason("暴雪");
    *request.mutable_until_time() = ToTimestamp(world.world.clock.Now() + absl::Hours(24));
    return request;
  }
  StatusOr<v1::Emergency> Declare(const v1::DeclareEmergencyRequest& request) {
    return world.dispatcher.Call(*stub, &Emergencies::DeclareEmergency, request);
  }
  std::vector<std::string> LastAsked() { return world.TeamsAsked(world.desk.calls().size() - 1); }

  World world;
  std::unique_ptr<Emergencies> stub;
};

TEST_F(EmergencyServiceTest, UrgentOrdersAskTheWholeCountyAndRoutineOnesGoOnAsBefore) {
  const auto declared = Declare(Declaration());
  ASSERT_OK(declared);
  EXPECT_TRUE(declared->stands());
  world.Order("ORDER_APPROVED", world.OpenOrder("routine"));
  EXPECT_THAT(LastAsked(), ElementsAre("village"));
  world.Order("ORDER_APPROVED", Urgent("urgent"));
  EXPECT_THAT(LastAsked(), UnorderedElementsAre("village", "township", "far", "county"));
  const auto call = world.desk.calls().back();
  EXPECT_EQ(FromProto(call.expire_time()), kNow + absl::Minutes(20));
  v1::GetRecommendationRequest get;
  get.set_name(call.offers(0).recommendation());
  const auto kept = world.dispatcher.Call(*world.stub, &Stub::GetRecommendation, get);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->emergency(), declared->name());
  EXPECT_EQ(kept->size().sentence(),
            "Emergency: all teams that fit over the county are asked at once, 4 of them.");
}

TEST_F(EmergencyServiceTest, WhatIsOpenAlreadyIsAskedOnceHoweverOftenItIsDeclared) {
  world.Order("ORDER_APPROVED", Urgent("urgent"));
  EXPECT_THAT(LastAsked(), ElementsAre("village"));
  world.Offers("OFFERS_MADE", "urgent", {{"village", orders::v1::OFFERED}});
  world.Order("ORDER_APPROVED", world.OpenOrder("routine"));
  const size_t before = world.desk.calls().size();

  const auto declaration = Declaration();
  ASSERT_OK(Declare(declaration));
  ASSERT_EQ(world.desk.calls().size(), before + 1);
  EXPECT_THAT(LastAsked(), UnorderedElementsAre("township", "far", "county"))
      << "who was asked is not asked again";
  ASSERT_OK(Declare(declaration));
  const auto calls = world.desk.calls();
  ASSERT_EQ(calls.size(), before + 2);
  EXPECT_EQ(calls[before].SerializeAsString(), calls[before + 1].SerializeAsString())
      << "the same request, which orders answers without asking anybody";
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'EMERGENCY_DECLARED'"), 1);
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), 3);
}

TEST_F(EmergencyServiceTest, EveryOpenOrderIsAskedForInEveryEmergency) {
  for (const char* order : {"one", "two"}) {
    auto placed = Urgent(order);
    world.Order("ORDER_APPROVED", placed);
    world.Offers("OFFERS_MADE", order, {{"village", orders::v1::OFFERED}});
  }
  const auto first = Declaration();
  const size_t before = world.desk.calls().size();
  ASSERT_OK(Declare(first));
  ASSERT_EQ(world.desk.calls().size(), before + 2);
  EXPECT_NE(world.desk.calls()[before].name(), world.desk.calls()[before + 1].name());
  for (const char* order : {"one", "two"}) {
    world.Offers("OFFERS_MADE", order, {{"township", orders::v1::OFFERED}});
    world.Offers("OFFERS_MADE", order, {{"far", orders::v1::OFFERED}, {"county", orders::v1::OFFERED}});
  }
  ASSERT_OK(Declare(first));
  EXPECT_EQ(world.desk.calls().size(), before + 2) << "all it asks are known to have been asked";

  v1::EndEmergencyRequest end;
  end.set_request_id(NewUuid(kNow).ToString());
  end.set_name(ResourceNameOf(kNaiman, "emergencies", *ParseUuid(first.request_id())));
  ASSERT_OK(world.dispatcher.Call(*stub, &Emergencies::EndEmergency, end));
  world.AddTeam("new", "c.t3");
  ASSERT_OK(Declare(Declaration()));
  ASSERT_EQ(world.desk.calls().size(), before + 4);
  for (size_t call : {before + 2, before + 3}) EXPECT_THAT(world.TeamsAsked(call), ElementsAre("new"));
  EXPECT_EQ(
      world.Count("SELECT count(*) FROM event WHERE kind = 'RECOMMENDATION_MADE' AND cause_seq IS NULL"), 4);
}

TEST_F(EmergencyServiceTest, UsesUpNoCapOfOtherDays) {
  constexpr int kMore = 26;
  for (int i = 0; i < kMore; ++i) world.AddTeam(absl::StrCat("more ", i), "c.t2");
  v1::SetWeightsRequest caps;
  caps.set_request_id(NewUuid(kNow).ToString());
  caps.set_parent("counties/150525");
  *caps.mutable_weights() = DefaultWeights();
  caps.mutable_weights()->mutable_waves()->mutable_bounds()->set_weekly_ask_count(1);
  caps.mutable_weights()->mutable_waves()->mutable_bounds()->set_open_offer_count(1);
  caps.set_without_simulation(v1::NO_HISTORY);
  auto admin = world.world.CallerWith(Role::kCountyAdmin, InOrg(kNaiman, "c"));
  ASSERT_OK(admin.Call(*world.stub, &Stub::SetWeights, caps));
  ASSERT_OK(Declare(Declaration()));
  world.Order("ORDER_APPROVED", Urgent("urgent"));
  std::vector<std::pair<std::string, orders::v1::OfferState>> made, lapsed;
  for (size_t call = 0; call < world.desk.calls().size(); ++call) {
    for (const std::string& team : world.TeamsAsked(call)) {
      made.emplace_back(team, orders::v1::OFFERED);
      if (team != "village") lapsed.emplace_back(team, orders::v1::OFFER_LAPSED);
    }
  }
  ASSERT_EQ(made.size(), 30u);
  world.Offers("OFFERS_MADE", "urgent", made);
  world.Offers("OFFERS_LAPSED", "urgent", lapsed);
  auto taken = Urgent("urgent");
  taken.set_state(orders::v1::ACCEPTED);
  taken.set_team_id(Id("village").ToString());
  taken.mutable_sessions()->Clear();
  world.Order("ORDER_ACCEPTED", taken);
  EXPECT_EQ(world.Count("SELECT count(*) FROM wave_chance"), 0) << "a bad day says nothing of others";
  EXPECT_EQ(world.Count("SELECT count(*) FROM team_asks WHERE days <> '{}' OR open <> '{}'"), 0);
  EXPECT_EQ(world.Count("SELECT count(*) FROM team_asks"), 30);

  world.Order("ORDER_APPROVED", world.OpenOrder("routine"));
  EXPECT_THAT(LastAsked(), ElementsAre("village"));
}

TEST_F(EmergencyServiceTest, AnOrderThatFailsKeepsItFromNoOtherAndARepeatAsksTheRest) {
  AskByHand(world);
  for (const char* order : {"one", "two"}) world.Order("ORDER_APPROVED", Urgent(order));
  ASSERT_THAT(world.desk.calls(), IsEmpty());
  world.desk.Refuse(Reason::INTERNAL_ERROR, 1);
  const auto declaration = Declaration();
  EXPECT_THAT(Declare(declaration), Refused(Reason::INTERNAL_ERROR));
  ASSERT_EQ(world.desk.calls().size(), 2u) << "the second was asked all the same";
  const std::string failed = world.desk.calls()[0].name(), asked = world.desk.calls()[1].name();
  ASSERT_NE(failed, asked);
  const std::string name = asked == OrderName("one") ? "one" : "two";
  world.Offers("OFFERS_MADE", name,
               {{"village", orders::v1::OFFERED},
                {"township", orders::v1::OFFERED},
                {"far", orders::v1::OFFERED},
                {"county", orders::v1::OFFERED}});

  // So late that what was kept for it has run out.
  world.world.clock.Advance(absl::Minutes(30));
  ASSERT_OK(Declare(declaration));
  const auto calls = world.desk.calls();
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(calls[2].name(), failed);
  EXPECT_NE(calls[2].request_id(), calls[0].request_id());
  EXPECT_EQ(FromProto(calls[2].expire_time()), kNow + absl::Minutes(50));
  EXPECT_THAT(LastAsked(), UnorderedElementsAre("village", "township", "far", "county"));
}

TEST_F(EmergencyServiceTest, OneWhomSomebodyAskedMeanwhileKeepsItFromNobodyElse) {
  world.Order("ORDER_PLACED", [&] {
    auto placed = Urgent("urgent");
    placed.set_state(orders::v1::PLACED);
    return placed;
  }());
  ASSERT_OK(Declare(Declaration()));
  world.desk.Refuse(Reason::ALREADY_OFFERED, 1);
  world.Order("ORDER_APPROVED", Urgent("urgent"));
  const auto calls = world.desk.calls();
  ASSERT_EQ(calls.size(), 5u) << "all four together, then each alone";
  for (size_t i = 1; i < calls.size(); ++i) EXPECT_EQ(calls[i].offers_size(), 1);
}

TEST_F(EmergencyServiceTest, AfterItsEndEverythingIsAsBefore) {
  auto declaration = Declaration();
  declaration.set_org(ResourceNameOf(kNaiman, "orgs", Id("township one")));
  const auto declared = Declare(declaration);
  ASSERT_OK(declared);
  EXPECT_EQ(declared->org_path(), "c.t1");
  auto elsewhere = Urgent("elsewhere");
  elsewhere.set_station_path("c.t2.v1");
  world.Order("ORDER_APPROVED", elsewhere);
  EXPECT_THAT(LastAsked(), ElementsAre("far")) << "another township";

  v1::EndEmergencyRequest end;
  end.set_request_id(NewUuid(kNow).ToString());
  end.set_name(declared->name());
  for (int i = 0; i < 2; ++i) {
    const auto ended = world.dispatcher.Call(*stub, &Emergencies::EndEmergency, end);
    ASSERT_OK(ended);
    EXPECT_FALSE(ended->stands());
  }
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'EMERGENCY_ENDED'"), 1);
  world.Order("ORDER_APPROVED", Urgent("urgent"));
  EXPECT_THAT(LastAsked(), ElementsAre("village"));
  EXPECT_FALSE(Declare(declaration)->stands())
      << "declared again by a late repeat, it has ended all the same";

  v1::ListEmergenciesRequest list;
  list.set_parent("counties/150525");
  EXPECT_EQ(world.dispatcher.Call(*stub, &Emergencies::ListEmergencies, list)->emergencies_size(), 1);
  list.set_only_standing(true);
  EXPECT_EQ(world.dispatcher.Call(*stub, &Emergencies::ListEmergencies, list)->emergencies_size(), 0);
}

TEST_F(EmergencyServiceTest, IsDeclaredByTheCentreOnly) {
  const auto declaration = Declaration();
  for (auto [role, path] : {std::pair{Role::kOfficer, "c.t1"},
                            {Role::kClerk, "c.t1.v1"},
                            {Role::kDispatcher, "c.t1"},
                            {Role::kAuditor, "c"}}) {
    auto caller = world.world.CallerWith(role, InOrg(kNaiman, path));
    EXPECT_THAT(caller.Call(*stub, &Emergencies::DeclareEmergency, declaration),
                Refused(Reason::NOT_ALLOWED));
  }
  auto wrong = Declaration();
  wrong.set_org(ResourceNameOf(kNaiman, "orgs", Id("nowhere")));
  EXPECT_THAT(Declare(wrong), Refused(Reason::ORG_UNKNOWN));
  wrong = Declaration();
  wrong.clear_reason();
  EXPECT_THAT(Declare(wrong), Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(world.desk.calls(), IsEmpty());
}

}  // namespace
}  // namespace diandan::matching
