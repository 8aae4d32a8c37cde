#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/owners_testing.h"
#include "services/matching/weights_rules.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::InOrg;
using testing::InTeam;
using ::testing::IsEmpty;
using testing::Refused;

TEST(RankTest, ListsTheCountyBestFirstInTheCallersLanguage) {
  World world;
  AskByHand(world);
  world.AddTeam("county", "c");
  world.AddTeam("township", "c.t1");
  world.AddTeam("village");
  world.AddTeam("singers", "c.t1.v1",
                [](auto& team) { team.mutable_skills()->Clear(), team.add_skills("opera"); });
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));

  auto request = RankRequest("order");
  request.set_show_left_out(true);
  auto ranked = world.dispatcher.Call(*world.stub, &Stub::RankTeams, request);
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), ElementsAre("village", "township", "county"));
  EXPECT_EQ(ranked->eligible(), 3);
  EXPECT_EQ(ranked->teams_considered(), 4);
  EXPECT_EQ(ranked->ranked(0).points(), 0 + 40 + 0 - 50);
  EXPECT_EQ(ranked->ranked(2).points(), 500 + 40 + 0);
  EXPECT_THAT(ranked->ranked(0).reasons(), ElementsAre(v1::DISTANCE, v1::PLACE));
  ASSERT_EQ(ranked->left_out_teams_size(), 1);
  EXPECT_EQ(ranked->left_out_teams(0).reason().sentence(), "does not offer this service (haircut)");

  auto chinese = world.dispatcher;
  chinese.language = Language::kChinese;
  ranked = Rank(world, chinese, "order");
  ASSERT_OK(ranked);
  EXPECT_EQ(ranked->ranked(2).terms(0).sentence(), "没有坐标，同县按 25 公里算（计分 500）");
}

TEST(RankTest, ADraftIsRankedAtItsStation) {
  World world;
  world.AddStation("station", "c.t1.v1");
  world.AddTeam("township", "c.t1");
  world.AddTeam("village");
  v1::RankTeamsRequest request;
  request.set_parent("counties/150525");
  request.mutable_draft()->set_skill("haircut");
  request.mutable_draft()->set_station(ResourceNameOf(kNaiman, "orgs", Id("station")));
  *request.mutable_draft()->add_sessions() = SessionOf(At(5, 9), At(5, 11));
  auto ranked = world.dispatcher.Call(*world.stub, &Stub::RankTeams, request);
  ASSERT_OK(ranked);
  EXPECT_THAT(Names(*ranked), ElementsAre("village", "township"));

  request.mutable_draft()->set_station(ResourceNameOf(kNaiman, "orgs", Id("nowhere")));
  EXPECT_THAT(world.dispatcher.Call(*world.stub, &Stub::RankTeams, request), Refused(Reason::ORG_UNKNOWN));
  request.set_order(OrderName("order"));
  EXPECT_THAT(world.dispatcher.Call(*world.stub, &Stub::RankTeams, request), Refused(Reason::FIELD_INVALID));
}

TEST(WhyNotTest, AnswersForAnyTeam) {
  World world;
  AskByHand(world);
  world.AddTeam("village");
  world.AddTeam("county", "c");
  world.AddTeam("resting", "c.t1.v1", [](auto& team) { team.set_suspended(true); });
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  auto why_not = [&](const std::string& team) {
    v1::WhyNotRequest request;
    request.set_order(OrderName("order"));
    request.set_team(TeamName(team));
    return world.dispatcher.Call(*world.stub, &Stub::WhyNot, request);
  };
  auto behind = why_not("county");
  ASSERT_OK(behind);
  EXPECT_EQ(behind->ranked().rank(), 2);
  EXPECT_EQ(behind->best().team_name(), "village");
  ASSERT_EQ(behind->differences_size(), 2);
  EXPECT_EQ(behind->differences(0).points(), 500);
  EXPECT_EQ(behind->differences(1).points(), 50);
  EXPECT_THAT(behind->sentence(),
              HasSubstr("county is number 2 with 540 points; first is village with -10 points."));

  auto left_out = why_not("resting");
  ASSERT_OK(left_out);
  EXPECT_EQ(left_out->sentence(), "resting is left out: takes no orders at present.");
  EXPECT_EQ(why_not("village")->sentence(), "village is first, with -10 points.");
  EXPECT_THAT(why_not("nobody"), Refused(Reason::TEAM_UNKNOWN));
}

TEST(AccessTest, RankingsAreForThoseWhoseGrantCoversThePlace) {
  World world;
  world.AddTeam("near");
  world.AddTeam("other");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  auto rank_as = [&](Role role, Grant scope) {
    return Rank(world, world.world.CallerWith(role, scope), "order");
  };
  EXPECT_OK(rank_as(Role::kClerk, InOrg(kNaiman, "c.t1.v1")));
  EXPECT_OK(rank_as(Role::kOfficer, InOrg(kNaiman, "c.t1")));
  EXPECT_OK(rank_as(Role::kAuditor, InOrg(kNaiman, "c")));
  EXPECT_THAT(rank_as(Role::kClerk, InOrg(kNaiman, "c.t1.v2")), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(rank_as(Role::kDispatcher, InOrg(150524, "c")), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(rank_as(Role::kLeader, InTeam(kNaiman, Id("near"))), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(Rank(world, world.world.Nobody(), "order"), Refused(Reason::NOT_SIGNED_IN));
  EXPECT_THAT(Rank(world, world.dispatcher, "unknown"), Refused(Reason::NOT_FOUND));
}

TEST(AccessTest, ALeaderSeesWhyTheOwnTeamWasAskedAndNothingElse) {
  World world;
  world.AddTeam("one");
  world.AddTeam("two");
  world.Order("ORDER_APPROVED", world.OpenOrder("order"));
  ASSERT_EQ(world.desk.calls().size(), 1u);
  std::string asked = world.TeamsAsked(0)[0];
  v1::GetRecommendationRequest get;
  get.set_name(world.desk.calls()[0].offers(0).recommendation());
  auto leader = world.world.CallerWith(Role::kLeader, InTeam(kNaiman, Id(asked)));
  auto seen = leader.Call(*world.stub, &Stub::GetRecommendation, get);
  ASSERT_OK(seen);
  ASSERT_EQ(seen->ranked_size(), 1);
  EXPECT_EQ(seen->ranked(0).team_name(), asked);
  EXPECT_THAT(seen->offered_teams(), IsEmpty());
  auto stranger = world.world.CallerWith(Role::kLeader, InTeam(kNaiman, Id(asked == "one" ? "two" : "one")));
  EXPECT_THAT(stranger.Call(*world.stub, &Stub::GetRecommendation, get), Refused(Reason::NOT_ALLOWED));
}

TEST(ListTest, RecommendationsComeNewestFirstByPages) {
  World world;
  world.AddTeam("near");
  for (const char* order : {"a", "b", "c"}) world.Order("ORDER_APPROVED", world.OpenOrder(order));
  v1::ListRecommendationsRequest list;
  list.set_parent("counties/150525");
  list.set_page_size(2);
  auto page = world.dispatcher.Call(*world.stub, &Stub::ListRecommendations, list);
  ASSERT_OK(page);
  ASSERT_EQ(page->recommendations_size(), 2);
  EXPECT_EQ(page->recommendations(0).order(), OrderName("c"));
  EXPECT_EQ(page->recommendations(1).order(), OrderName("b"));
  list.set_page_token(page->next_page_token());
  page = world.dispatcher.Call(*world.stub, &Stub::ListRecommendations, list);
  ASSERT_OK(page);
  ASSERT_EQ(page->recommendations_size(), 1);
  EXPECT_EQ(page->recommendations(0).order(), OrderName("a"));
  EXPECT_EQ(page->next_page_token(), "");

  list.clear_page_token();
  list.set_order(OrderName("b"));
  page = world.dispatcher.Call(*world.stub, &Stub::ListRecommendations, list);
  ASSERT_OK(page);
  EXPECT_EQ(page->recommendations_size(), 1);
}

TEST(WeightsServiceTest, AVersionIsSetOnceHoweverOftenItIsSent) {
  World world;
  auto admin = world.world.CallerWith(Role::kCountyAdmin, InOrg(kNaiman, "c"));
  v1::SetWeightsRequest set;
  set.set_request_id(NewUuid(kNow).ToString());
  set.set_parent("counties/150525");
  *set.mutable_weights() = DefaultWeights();
  set.mutable_weights()->set_load(150);
  set.set_without_simulation(v1::NO_HISTORY);
  for (int i = 0; i < 2; ++i) {
    auto answer = admin.Call(*world.stub, &Stub::SetWeights, set);
    ASSERT_OK(answer);
    EXPECT_EQ(answer->version(), 1);
  }
  EXPECT_EQ(world.Count("SELECT count(*) FROM event"), 1);
  EXPECT_THAT(world.dispatcher.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::NOT_ALLOWED));

  set.set_request_id(NewUuid(kNow).ToString());
  EXPECT_THAT(admin.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::ETAG_MISMATCH));
  set.mutable_weights()->set_load_cap(301);
  EXPECT_THAT(admin.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::FIELD_INVALID))
      << "fairness never costs more than 15 km";

  v1::GetWeightsRequest get;
  get.set_parent("counties/150525");
  EXPECT_EQ(world.dispatcher.Call(*world.stub, &Stub::GetWeights, get)->load(), 150);
  get.set_version(7);
  EXPECT_THAT(world.dispatcher.Call(*world.stub, &Stub::GetWeights, get), Refused(Reason::NOT_FOUND));
}

}  // namespace
}  // namespace diandan::matching
