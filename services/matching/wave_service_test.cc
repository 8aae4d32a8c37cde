#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/matching_store.h"
#include "services/matching/owners_testing.h"
#include "services/matching/slot_rules.h"
#include "services/matching/turn_rules.h"
#include "services/matching/weights_rules.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::InOrg;
using testing::InTeam;
using ::testing::UnorderedElementsAre;

void SetBounds(World& world, const std::function<void(v1::WaveBounds&)>& change) {
  v1::SetWeightsRequest request;
  request.set_request_id(NewUuid(world.world.clock.Now()).ToString());
  request.set_parent("counties/150525");
  *request.mutable_weights() = DefaultWeights();
  change(*request.mutable_weights()->mutable_waves()->mutable_bounds());
  request.set_without_simulation(v1::NO_HISTORY);
  auto admin = world.world.CallerWith(Role::kCountyAdmin, InOrg(kNaiman, "c"));
  ASSERT_OK(admin.Call(*world.stub, &Stub::SetWeights, request));
}

StatusOr<v1::Recommendation> Kept(const World& world, size_t call, testing::TestCaller caller) {
  v1::GetRecommendationRequest get;
  get.set_name(world.desk.calls().at(call).offers(0).recommendation());
  return caller.Call(*world.stub, &Stub::GetRecommendation, get);
}

// An order by hand that the team lets lapse.
void AskInVain(World& world, const std::string& order, const std::string& team) {
  world.Offers("OFFERS_MADE", order, {{team, orders::v1::OFFERED}});
  world.Offers("OFFERS_LAPSED", order, {{team, orders::v1::OFFER_LAPSED}});
}

TEST(WaveSizeServiceTest, AWaveIsLargerWhereOffersOftenCameToNothing) {
  World world;
  SetBounds(world, [](v1::WaveBounds& bounds) {
    bounds.set_prior_asked_count(2);
    bounds.set_prior_taken_count(1);
    bounds.set_weekly_ask_count(0);
  });
  for (const char* team : {"one", "two", "three"}) world.AddTeam(team);
  world.Order("ORDER_APPROVED", world.OpenOrder("first"));
  ASSERT_EQ(world.desk.calls().size(), 1u);
  EXPECT_EQ(world.TeamsAsked(0).size(), 2u) << "one half and one half make three quarters";
  auto kept = Kept(world, 0, world.dispatcher);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->size().sentence(), "2 teams are asked; the aim is 70%.");

  for (const char* team : {"one", "two", "three"}) {
    for (int i = 0; i < 2; ++i) AskInVain(world, "earlier " + std::to_string(i), team);
  }
  world.Order("ORDER_APPROVED", world.OpenOrder("second"));
  const size_t call = world.desk.calls().size() - 1;
  EXPECT_EQ(world.TeamsAsked(call).size(), 3u);
  kept = Kept(world, call, world.dispatcher);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->size().by(), v1::ALL_ASKED);
  EXPECT_EQ(kept->size().chance_percent(), 57);

  auto leader = world.world.CallerWith(Role::kLeader, InTeam(kNaiman, Id("one")));
  auto seen = Kept(world, call, leader);
  ASSERT_OK(seen);
  EXPECT_FALSE(seen->has_size()) << "a leader reads why the own team was asked, nothing of the others";
}

TEST(WaveSizeServiceTest, OneTeamThatMayNotBeAskedKeepsTheOrderFromNoOther) {
  World world;
  for (const char* team : {"one", "two", "three"}) world.AddTeam(team);
  auto urgent = world.OpenOrder("urgent");
  urgent.set_urgency(orders::v1::URGENT);
  world.desk.Refuse(Reason::TEAM_SUSPENDED, 1);
  world.Order("ORDER_APPROVED", urgent);
  ASSERT_EQ(world.desk.calls().size(), 4u) << "all three together, then each alone";
  for (size_t i = 1; i < 4; ++i) EXPECT_EQ(world.TeamsAsked(i).size(), 1u);
  urgent.set_order_id(Id("gone").ToString());
  world.desk.Refuse(Reason::ORDER_WRONG_STATE, 1);
  world.Order("ORDER_APPROVED", urgent);
  EXPECT_EQ(world.desk.calls().size(), 5u) << "the order itself is gone: nobody has to be asked";
}

TEST(CapServiceTest, ATeamAtItsCapIsLeftInPeaceUntilItHasTimeAgain) {
  World world;
  SetBounds(world, [](v1::WaveBounds& bounds) { bounds.set_weekly_ask_count(2); });
  world.AddTeam("asked");
  world.AddTeam("township", "c.t1");
  AskInVain(world, "earlier", "asked");
  AskInVain(world, "and another", "asked");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  ASSERT_EQ(world.desk.calls().size(), 1u);
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("township")) << "the village has nobody left to ask";

  v1::WhyNotRequest why;
  why.set_order(OrderName("order"));
  why.set_team(TeamName("asked"));
  auto answer = world.dispatcher.Call(*world.stub, &Stub::WhyNot, why);
  ASSERT_OK(answer);
  EXPECT_EQ(answer->left_out().code(), v1::ASKED_OFTEN);
  EXPECT_THAT(answer->sentence(), HasSubstr("asked 2 times in 7 days, at most 2"));

  world.world.clock.Advance(absl::Hours(24 * 7));
  auto later = world.OpenOrder("later");
  *later.mutable_sessions(0) = SessionOf(At(12, 9), At(12, 11));
  world.Order("ORDER_APPROVED", later);
  EXPECT_THAT(world.TeamsAsked(1), ElementsAre("asked"));
}

TEST(CapServiceTest, ATeamWithOffersInHandGetsNoMore) {
  World world;
  SetBounds(world, [](v1::WaveBounds& bounds) { bounds.set_open_offer_count(1); });
  world.AddTeam("thinking");
  world.AddTeam("township", "c.t1");
  world.Order("ORDER_PLACED", [&] {
    auto other = world.OpenOrder("other");
    other.set_state(orders::v1::PLACED);
    return other;
  }());
  world.Offers("OFFERS_MADE", "other", {{"thinking", orders::v1::OFFERED}});
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("township"));
  auto taken = world.OpenOrder("other");
  taken.set_state(orders::v1::CANCELLED);
  world.Order("ORDER_CANCELLED", taken);
  world.Order("ORDER_APPROVED", world.OpenOrder("next"));
  EXPECT_THAT(world.TeamsAsked(1), ElementsAre("thinking"))
      << "the other order is gone, and its offer with it";
}

TEST(CapServiceTest, OnlyTeamsThatACapOrATurnConcernsAreRead) {
  World world;
  AskByHand(world);
  for (const char* team : {"asked", "thinking", "idle"}) world.AddTeam(team);
  AskInVain(world, "earlier", "asked");
  AskInVain(world, "and another", "asked");
  world.Offers("OFFERS_MADE", "other", {{"thinking", orders::v1::OFFERED}});
  v1::WaveBounds bounds;
  bounds.set_weekly_ask_count(2);
  bounds.set_open_offer_count(1);
  bounds.set_floor_days(30);
  const int32_t today = DayOf(world.world.clock.Now());
  auto read = [&](const std::optional<AsksThat>& that) {
    std::vector<Uuid> teams;
    EXPECT_OK(db::Transact(*world.world.home("matching").pool, {kNaiman}, /*read_only=*/true,
                           [&](db::Connection& connection) {
                             teams.clear();
                             for (const AsksRow& row : ReadAsks(connection, kNaiman, that))
                               teams.push_back(row.id);
                             return absl::OkStatus();
                           }));
    return teams;
  };
  const Uuid asked = Id("asked"), thinking = Id("thinking"), idle = Id("idle");
  EXPECT_THAT(read(AsksNeeded(bounds, today)), UnorderedElementsAre(asked, thinking));
  EXPECT_THAT(read(AsksNeeded(bounds, today + 30)), UnorderedElementsAre(asked, thinking, idle));
  EXPECT_THAT(read(AsksNeeded(bounds, today + 30, /*only_caps=*/true)),
              UnorderedElementsAre(asked, thinking));
  EXPECT_THAT(read(AsksNeeded({}, today + 30)), ::testing::IsEmpty()) << "no cap and no turn";
  EXPECT_THAT(read({}), UnorderedElementsAre(asked, thinking, idle));
}

TEST(CapServiceTest, HoldsAmongOrdersOfOneBurst) {
  World world;
  SetBounds(world, [](v1::WaveBounds& bounds) { bounds.set_weekly_ask_count(2); });
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  auto burst = [&](std::vector<const char*> names) {
    std::vector<orders::v1::OrderChanged> orders;
    for (const char* name : names) orders.push_back(world.OpenOrder(name));
    world.OrdersAtOnce("ORDER_APPROVED", orders);
  };
  burst({"one", "two", "three"});
  ASSERT_EQ(world.desk.calls().size(), 3u);
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("village"));
  EXPECT_THAT(world.TeamsAsked(1), ElementsAre("village"));
  EXPECT_THAT(world.TeamsAsked(2), ElementsAre("township"))
      << "it was asked twice, though nothing came back yet";

  world.Offers("OFFERS_MADE", "one", {{"village", orders::v1::OFFERED}});
  world.Offers("OFFERS_MADE", "two", {{"village", orders::v1::OFFERED}});
  world.Offers("OFFERS_MADE", "three", {{"township", orders::v1::OFFERED}});
  burst({"four", "five"});
  ASSERT_EQ(world.desk.calls().size(), 5u);
  EXPECT_THAT(world.TeamsAsked(3), ElementsAre("township")) << "what came back is counted once";
  EXPECT_EQ(world.TeamsAsked(4).size(), 1u);
  EXPECT_EQ(Kept(world, 4, world.dispatcher)->size().by(), v1::BEYOND_CAPS);
}

TEST(TurnServiceTest, ATeamWithoutAnOfferForLongIsAskedBesideTheBestOnce) {
  World world;
  auto at = [](int32_t lng) {
    return [lng](auto& team) {
      team.mutable_point()->set_lat_milli(42'000);
      team.mutable_point()->set_lng_milli(lng);
    };
  };
  world.AddTeam("quiet", "c.t1.v1", at(120'040));
  world.AddTeam("far", "c.t1.v1", at(120'400));
  world.world.clock.Advance(absl::Hours(24 * 31));
  world.dispatcher = world.world.CallerWith(Role::kDispatcher, InOrg(kNaiman, "c"));  // a month later
  world.AddTeam("near", "c.t1.v1", at(120'010));
  auto order = world.OpenOrder("order");
  order.mutable_point()->set_lat_milli(42'000);
  order.mutable_point()->set_lng_milli(120'000);
  *order.mutable_sessions(0) = SessionOf(At(5, 9) + absl::Hours(24 * 31), At(5, 11) + absl::Hours(24 * 31));
  world.Order("ORDER_APPROVED", order);
  ASSERT_EQ(world.desk.calls().size(), 1u);
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("near", "quiet"));
  auto kept = Kept(world, 0, world.dispatcher);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->size().teams(), 1);
  EXPECT_EQ(
      kept->floor().sentence(),
      "quiet is asked beside them: it was not asked for 31 days and is only 2.5 km farther than the best, so "
      "it is its turn.");
  auto leader = world.world.CallerWith(Role::kLeader, InTeam(kNaiman, Id("quiet")));
  EXPECT_TRUE(Kept(world, 0, leader)->has_floor());
  std::vector<Grant> both = {InTeam(kNaiman, Id("near")), InTeam(kNaiman, Id("quiet"))};
  for (Grant& grant : both) grant.role = Role::kLeader;
  leader = world.world.CallerWith(both);
  EXPECT_TRUE(Kept(world, 0, leader)->has_floor()) << "leads both, the best one too";
  leader = world.world.CallerWith(Role::kLeader, InTeam(kNaiman, Id("near")));
  EXPECT_FALSE(Kept(world, 0, leader)->has_floor()) << "what others wait for is not its business";

  world.Offers("OFFERS_MADE", "order", {{"near", orders::v1::OFFERED}, {"quiet", orders::v1::OFFERED}});
  order.set_order_id(Id("next").ToString());
  world.Order("ORDER_APPROVED", order);
  EXPECT_THAT(world.TeamsAsked(1), ElementsAre("near")) << "it had its turn";
}

}  // namespace
}  // namespace diandan::matching
