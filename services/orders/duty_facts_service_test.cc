// What reports are told of orders, ratings, projects, and of what was typed by hand.
#include "diandan/orders/v1/duty_facts_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/orders/rated_testing.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using DutyStub = v1::DutyFactsService::Stub;

class OrderDutiesTest : public RatedOrdersTest {
 protected:
  v1::CountDutyFactsRequest Asking(v1::DutyKey key, int steps) {
    v1::CountDutyFactsRequest request;
    request.set_parent("counties/150525");
    request.set_key(key);
    request.set_steps(steps);
    const absl::Time now = world.world.clock.Now();
    *request.mutable_start_time() = ToTimestamp(now - absl::Hours(24 * 60));
    *request.mutable_end_time() = ToTimestamp(now + absl::Hours(24));
    *request.mutable_year_start_time() = request.start_time();
    return request;
  }
  StatusOr<v1::OrderDutyFacts> Count(const TestCaller& by, const v1::CountDutyFactsRequest& request) {
    return by.Call(*duties, &DutyStub::CountDutyFacts, request);
  }
  v1::OrderDutyFacts Counted(const v1::CountDutyFactsRequest& request) {
    auto facts = Count(world.world.ServiceCaller("hours"), request);
    EXPECT_OK(facts);
    return facts.ok() ? *facts : v1::OrderDutyFacts();
  }

  std::unique_ptr<DutyStub> duties = v1::DutyFactsService::NewStub(world.world.ChannelTo("orders"));
};

TEST_F(OrderDutiesTest, StepsAreCountedByPlace) {
  ASSERT_OK(world.Do(world.clerk, &Orders::PlaceOrder, world.Wanted("waits")));
  Taken("served");
  world.Wait(absl::Hours(25));
  Witnessed("served");
  const auto facts = Counted(Asking(v1::BY_PLACE, 2));
  ASSERT_EQ(facts.counts_size(), 1);
  EXPECT_EQ(facts.counts(0).key(), town);
  for (const auto& counts : {facts.counts(0), facts.all()}) {
    EXPECT_EQ(counts.placed(), 2);
    EXPECT_EQ(counts.answered(), 1);
    EXPECT_EQ(counts.accepted(), 1);
    EXPECT_EQ(counts.served(), 1);
    EXPECT_EQ(counts.completed(), 1);
    EXPECT_EQ(counts.people_served(), 1);
    EXPECT_EQ(counts.answer_seconds(), 0) << "fewer than five";
  }
  EXPECT_GT(facts.seq(), 0);
  const auto villages = Counted(Asking(v1::BY_PLACE, 3));
  ASSERT_EQ(villages.counts_size(), 1);
  EXPECT_EQ(villages.counts(0).key(), VillagePath());
  auto elsewhere = Asking(v1::BY_PLACE, 3);
  elsewhere.set_org_path(Path({"centre", "far_town"}));
  EXPECT_EQ(Counted(elsewhere).all().placed(), 0);
}

TEST_F(OrderDutiesTest, ByTheUnitWhoseTeamServes) {
  volunteers::v1::TeamChanged team;
  team.set_team_id(Id("team").ToString());
  team.set_name("team");
  team.set_kind(volunteers::v1::SECTOR_TEAM);
  team.set_org_id(Id("village").ToString());
  team.set_org_path(VillagePath());
  team.set_unit_id(Id("unit").ToString());
  team.add_skills("haircut");
  world.Follow(team);
  Taken("taken");
  const auto facts = Counted(Asking(v1::BY_UNIT, 0));
  ASSERT_EQ(facts.counts_size(), 1);
  EXPECT_EQ(facts.counts(0).key(), Id("unit").ToString());
  EXPECT_EQ(facts.counts(0).accepted(), 1);
}

TEST_F(OrderDutiesTest, ARatingIsDueWhenItsTenWorkingDaysAreOver) {
  Taken("rated");
  Taken("silent");
  world.Wait(absl::Hours(25));
  Witnessed("rated");
  Witnessed("silent");
  Rated("rated", 4);
  EXPECT_EQ(Counted(Asking(v1::BY_PLACE, 1)).all().ratings_due(), 0);
  world.Wait(absl::Hours(24 * 16));
  const auto facts = Counted(Asking(v1::BY_PLACE, 1));
  EXPECT_EQ(facts.all().ratings_due(), 2);
  EXPECT_EQ(facts.all().ratings_kept(), 1);
}

TEST_F(OrderDutiesTest, TypingIsCountedByHowTheOrderCameIn) {
  auto wanted = world.Wanted("typed");
  wanted.mutable_order()->set_on_behalf(true);
  wanted.mutable_order()->set_typed_fields(3);
  ASSERT_OK(world.Do(world.clerk, &Orders::PlaceOrder, wanted));
  ASSERT_OK(world.Do(world.officer, &Orders::ApproveOrder, Fresh(For<v1::ApproveOrderRequest>("typed"))));
  Accept("typed");
  EXPECT_THAT(Counted(Asking(v1::BY_PLACE, 1)).typed(), IsEmpty()) << "not closed";
  world.Wait(absl::Hours(25));
  auto complete = Fresh(For<v1::CompleteOrderRequest>("typed"));
  *complete.mutable_observed_time() = ToTimestamp(world.world.clock.Now());
  complete.set_witness(true);
  complete.set_headcount(2);
  ASSERT_OK(world.clerk.Call(*attendance, &v1::AttendanceService::Stub::CompleteOrder, complete));
  auto opinion = Opinion("typed", 5, v1::RATING_CALL_BACK);
  opinion.set_words("剪得好");
  ASSERT_OK(world.officer.Call(*ratings, &v1::RatingService::Stub::RateOrder, opinion));
  const auto facts = Counted(Asking(v1::BY_PLACE, 1));
  ASSERT_EQ(facts.typed_size(), 1);
  EXPECT_EQ(facts.typed(0).path(), v1::BY_STATION);
  EXPECT_EQ(facts.typed(0).orders(), 1);
  EXPECT_EQ(facts.typed(0).placing(), 3);
  EXPECT_EQ(facts.typed(0).closing(), 1) << "the headcount; a witness types no code";
  EXPECT_EQ(facts.typed(0).rating(), 1);
  EXPECT_EQ(facts.typed(0).from_memory(), 0);
}

TEST_F(OrderDutiesTest, ProjectsThatGoOnAndWhatTheMenuCallsArts) {
  const auto create = [&](const char* word, v1::ProjectKind kind, const char* owner) {
    v1::CreateProjectRequest request;
    request.mutable_project()->set_name(Name("projects", word));
    request.mutable_project()->set_title(word);
    request.mutable_project()->set_kind(kind);
    request.mutable_project()->set_owner(Name("orgs", owner));
    request.mutable_project()->set_theme(v1::ARTS_PERFORMANCE);
    ASSERT_OK(world.admin.Call(*world.menu, &v1::MenuService::Stub::CreateProject, Fresh(request)));
  };
  create("dance", v1::FEATURE, "village");
  create("voices", v1::BRAND, "centre");
  v1::CreateMenuItemRequest item;
  item.mutable_menu_item()->set_name(Name("menu_items", "songs"));
  item.mutable_menu_item()->set_title("教唱");
  item.mutable_menu_item()->set_theme(v1::ARTS_PERFORMANCE);
  item.mutable_menu_item()->set_skill("folk_songs");
  item.mutable_menu_item()->set_usual_minutes(60);
  item.mutable_menu_item()->set_usual_people(1);
  ASSERT_OK(world.admin.Call(*world.menu, &v1::MenuService::Stub::CreateMenuItem, Fresh(item)));
  const auto facts = Counted(Asking(v1::BY_PLACE, 1));
  ASSERT_EQ(facts.projects_size(), 2);
  EXPECT_EQ(facts.projects(0).kind(), v1::FEATURE);
  EXPECT_EQ(facts.projects(0).owner_org_id(), Id("village").ToString());
  EXPECT_EQ(facts.projects(1).services(), 0);
  EXPECT_THAT(facts.arts_skills(), ElementsAre("folk_songs"));
}

TEST_F(OrderDutiesTest, NobodyElseIsTold) {
  EXPECT_THAT(Count(world.admin, Asking(v1::BY_PLACE, 1)), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Count(world.world.ServiceCaller("matching"), Asking(v1::BY_PLACE, 1)),
              Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::orders::testing
