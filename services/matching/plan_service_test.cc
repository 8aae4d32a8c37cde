#include <map>
#include <set>

#include "diandan/matching/v1/plan_service.grpc.pb.h"
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
using ::testing::IsEmpty;
using testing::Refused;
using testing::TestCaller;
using ::testing::UnorderedElementsAre;
using PlanStub = v1::PlanService::Stub;

// A county whose orders are offered by hand, and whoever plans it.
class PlanTest : public ::testing::Test {
 protected:
  PlanTest() : stub(v1::PlanService::NewStub(world.world.ChannelTo("matching"))) { AskByHand(world); }

  std::string NewId() { return NewUuid(world.world.clock.Now()).ToString(); }

  v1::PlanDispatchRequest Request() {
    v1::PlanDispatchRequest request;
    request.set_request_id(NewId());
    request.set_parent("counties/150525");
    return request;
  }

  // Everything that was streamed; the last message holds the plan.
  StatusOr<std::vector<v1::PlanDispatchResponse>> Stream(const TestCaller& caller,
                                                         const v1::PlanDispatchRequest& request) {
    grpc::ClientContext context;
    caller.Prepare(context);
    auto reader = stub->PlanDispatch(&context, request);
    std::vector<v1::PlanDispatchResponse> said;
    v1::PlanDispatchResponse one;
    while (reader->Read(&one)) said.push_back(one);
    Status status = rpc::FromGrpc(reader->Finish());
    if (!status.ok()) return status;
    return said;
  }
  v1::Plan Plan(const v1::PlanDispatchRequest& request) {
    auto said = Stream(world.dispatcher, request);
    EXPECT_OK(said);
    return said.ok() && !said->empty() ? said->back().plan() : v1::Plan();
  }
  std::vector<v1::PlanLine> Lines(const v1::Plan& plan, int page_size = 0) {
    std::vector<v1::PlanLine> lines;
    v1::ListPlanLinesRequest request;
    request.set_parent(plan.name());
    request.set_page_size(page_size);
    do {
      auto page = world.dispatcher.Call(*stub, &PlanStub::ListPlanLines, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      lines.insert(lines.end(), page->lines().begin(), page->lines().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return lines;
  }
  // "number → team", or "-" for nobody.
  std::map<std::string, std::string> Given(const v1::Plan& plan) {
    std::map<std::string, std::string> given;
    for (const v1::PlanLine& line : Lines(plan))
      given[line.number()] = line.has_chosen() ? line.chosen().team_name() : "-";
    return given;
  }
  orders::v1::OrderChanged Open(const std::string& name, int day = 5, int hour = 9) {
    orders::v1::OrderChanged order = world.OpenOrder(name);
    order.set_number(name);
    order.clear_sessions();
    order.set_client_key("");
    *order.add_sessions() = SessionOf(At(day, hour), At(day, hour + 2));
    *order.mutable_placed_time() = ToTimestamp(kNow);
    world.Order("ORDER_APPROVED", order);
    return order;
  }
  v1::CommitPlanRequest CommitRequest(const v1::Plan& plan) {
    v1::CommitPlanRequest request;
    request.set_request_id(NewId());
    request.set_name(plan.name());
    return request;
  }

  World world;
  std::unique_ptr<PlanStub> stub;
};

TEST_F(PlanTest, AWholeCountyIsPlannedBetterThanOneByOne) {
  world.AddTeam("village");  // of the village that both orders come from
  world.AddTeam("township", "c.t1");
  Open("A");
  auto urgent = Open("B");
  auto said = Stream(world.dispatcher, Request());
  ASSERT_OK(said);
  ASSERT_GE(said->size(), 2u);
  EXPECT_EQ(said->front().stage(), v1::READING);
  const v1::Plan plan = said->back().plan();
  EXPECT_EQ(plan.figures().orders(), 2);
  EXPECT_EQ(plan.figures().recommended(), 2);
  EXPECT_TRUE(plan.figures().proven());
  EXPECT_EQ(plan.figures().gap(), 0);
  EXPECT_EQ(plan.figures().teams_used(), 2);
  ASSERT_EQ(plan.figures().townships_size(), 1);
  EXPECT_EQ(plan.figures().townships(0).key(), "c.t1");

  int explained = 0;
  for (const v1::PlanLine& line : Lines(plan)) {
    EXPECT_THAT(line.asked(), IsEmpty());
    EXPECT_FALSE(line.chosen().terms().empty());
    for (const auto& term : line.chosen().terms()) EXPECT_FALSE(term.sentence().empty());
    if (!line.has_exchange()) continue;
    ++explained;
    EXPECT_EQ(line.exchange().team().team_name(), "village");
    EXPECT_EQ(line.exchange().better_by(), 190);
    EXPECT_THAT(
        line.exchange().sentence(),
        HasSubstr("village suits this order better by itself, by 190 points; but that time is planned "
                  "for order"));
  }
  EXPECT_EQ(explained, 1);
}

TEST_F(PlanTest, UrgentOrdersComeFirstAndTheOthersAreToldWhatWouldHelp) {
  world.AddTeam("only");
  Open("A");
  auto urgent = world.OpenOrder("B");
  urgent.set_number("B");
  urgent.set_urgency(orders::v1::URGENT);
  world.Order("ORDER_APPROVED", urgent);
  const v1::Plan plan = Plan(Request());
  const auto lines = Lines(plan);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].number(), "A");
  EXPECT_EQ(lines[0].outcome(), v1::UNSERVED);
  EXPECT_EQ(lines[0].unserved().cause(), v1::ALL_FULL);
  EXPECT_EQ(lines[0].unserved().sentence(), "1 team fits, and is planned for a more pressing order then.");
  EXPECT_EQ(lines[0].unserved().remedy().kind(), v1::MOVE_TIME);
  EXPECT_EQ(lines[0].unserved().remedy().sentence(),
            "At Sat 05 Dec, 14:00, only could take it (1 half-day apart).");
  EXPECT_EQ(lines[1].chosen().team_name(), "only");
}

TEST_F(PlanTest, PinsBansAndWeightsMakeAnotherPlanAndItsDifference) {
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  Open("A");
  const v1::Plan first = Plan(Request());
  EXPECT_EQ(Given(first)["A"], "village");

  auto pinned = Request();
  auto& pin = *pinned.add_pins();
  pin.set_order(OrderName("A"));
  pin.set_team(TeamName("township"));
  pinned.set_base_plan(first.name());
  const v1::Plan second = Plan(pinned);
  const auto lines = Lines(second);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_TRUE(lines[0].pinned());
  EXPECT_TRUE(lines[0].changed());
  EXPECT_EQ(lines[0].chosen().team_name(), "township");
  EXPECT_EQ(lines[0].before_team_name(), "village");
  EXPECT_EQ(second.figures().changed(), 1);
  EXPECT_EQ(second.figures().points() - second.figures().points_before(), 190);

  auto banned = Request();
  *banned.add_bans() = pin;
  EXPECT_EQ(Given(Plan(banned))["A"], "village");

  auto weighed = Request();
  *weighed.mutable_weights() = DefaultWeights();
  weighed.mutable_weights()->set_same_village(0);
  weighed.mutable_weights()->set_township_km(0);
  weighed.mutable_weights()->set_same_township(100);
  const v1::Plan tried = Plan(weighed);
  EXPECT_EQ(Given(tried)["A"], "township");
  EXPECT_EQ(tried.weights().version(), -1);
}

TEST_F(PlanTest, CommittingMakesOffersThatKeepTheirReasons) {
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  Open("A");
  Open("B");
  const v1::Plan plan = Plan(Request());
  const auto request = CommitRequest(plan);
  auto done = world.dispatcher.Call(*stub, &PlanStub::CommitPlan, request);
  ASSERT_OK(done);
  EXPECT_EQ(done->offered(), 2);
  EXPECT_EQ(done->plan().offered(), 2);
  EXPECT_TRUE(done->plan().has_commit_time());
  ASSERT_EQ(world.desk.calls().size(), 2u);
  v1::GetRecommendationRequest get;
  get.set_name(done->results(0).recommendation());
  auto kept = world.dispatcher.Call(*world.stub, &Stub::GetRecommendation, get);
  ASSERT_OK(kept);
  EXPECT_EQ(kept->plan(), plan.name());
  EXPECT_EQ(kept->offered_teams_size(), 1);
  EXPECT_FALSE(kept->ranked(0).terms(0).sentence().empty());

  const int64_t recommendations = world.Count("SELECT count(*) FROM recommendation");

  // The same again: the same requests go out, which `orders` answers as it did.
  auto again = world.dispatcher.Call(*stub, &PlanStub::CommitPlan, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->offered(), 2);
  std::set<std::string> ids;
  for (const auto& call : world.desk.calls()) ids.insert(call.request_id());
  EXPECT_EQ(ids.size(), 2u);
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), recommendations);
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'PLAN_COMMITTED'"), 1);
}

TEST_F(PlanTest, AStalePlanIsRefusedForJustTheOrdersConcerned) {
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  world.AddTeam("county", "c");
  const auto a = Open("A"), b = Open("B"), c = Open("C");
  const v1::Plan plan = Plan(Request());
  const auto given = Given(plan);
  ASSERT_EQ(plan.figures().recommended(), 3);
  // A is cancelled; the team of B takes other work in that half-day.
  auto cancelled = a;
  cancelled.set_state(orders::v1::CANCELLED);
  world.Order("ORDER_CANCELLED", cancelled);
  auto taken = world.OpenOrder("other");
  taken.set_state(orders::v1::ACCEPTED);
  taken.set_team_id(Id(given.at("B")).ToString());
  world.Order("ORDER_ACCEPTED", taken);

  auto done = world.dispatcher.Call(*stub, &PlanStub::CommitPlan, CommitRequest(plan));
  ASSERT_OK(done);
  EXPECT_EQ(done->offered(), 1);
  EXPECT_EQ(done->left_out(), 2);
  std::map<std::string, v1::CommitResult> results;
  for (const auto& result : done->results()) results[result.number()] = result;
  EXPECT_EQ(results["A"].reason(), "PLAN_ORDER_MOVED_ON");
  EXPECT_EQ(results["B"].reason(), "PLAN_TEAM_MOVED_ON");
  EXPECT_EQ(results["B"].left_out().sentence(), "has taken another order in that half-day");
  EXPECT_TRUE(results["C"].offered());
  ASSERT_EQ(world.desk.calls().size(), 1u);
  EXPECT_EQ(world.desk.calls()[0].name(), OrderName("C"));
}

TEST_F(PlanTest, OnlyTheOrdersNamedAreCommitted) {
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  Open("A");
  Open("B");
  const v1::Plan plan = Plan(Request());
  auto request = CommitRequest(plan);
  request.add_orders(OrderName("B"));
  auto done = world.dispatcher.Call(*stub, &PlanStub::CommitPlan, request);
  ASSERT_OK(done);
  EXPECT_EQ(done->offered(), 1);
  EXPECT_EQ(done->results(0).number(), "B");
}

TEST_F(PlanTest, ANewOrderJoinsThePlan) {
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  Open("A");
  const v1::Plan first = Plan(Request());
  EXPECT_EQ(Given(first)["A"], "village");
  Open("B");
  v1::JoinPlanRequest join;
  join.set_request_id(NewId());
  join.set_name(first.name());
  join.set_order(OrderName("B"));
  auto joined = world.dispatcher.Call(*stub, &PlanStub::JoinPlan, join);
  ASSERT_OK(joined);
  EXPECT_EQ(joined->base_plan(), first.name());
  EXPECT_EQ(joined->figures().recommended(), 2);
  EXPECT_TRUE(joined->figures().proven());
  auto whole = Plan(Request());
  EXPECT_EQ(joined->figures().points(), whole.figures().points());
  auto again = world.dispatcher.Call(*stub, &PlanStub::JoinPlan, join);
  ASSERT_OK(again);
  EXPECT_EQ(again->name(), joined->name());
  join.set_request_id(NewId());
  join.set_name(joined->name());
  EXPECT_THAT(world.dispatcher.Call(*stub, &PlanStub::JoinPlan, join),
              Refused(Reason::PLAN_CANNOT_BE_JOINED));
}

TEST_F(PlanTest, WhyNotIsAnsweredFromWhatThePlanKeeps) {
  world.AddTeam("village");
  world.AddTeam("township", "c.t1");
  world.AddTeam("singers", "c.t1.v1",
                [](auto& team) { team.mutable_skills()->Clear(), team.add_skills("opera"); });
  Open("A");
  const v1::Plan plan = Plan(Request());
  // What happens later does not matter.
  world.AddTeam("village", "c.t9", [](auto& team) { team.set_suspended(true); });
  world.AddTeam("township", "c.t9", [](auto& team) { team.set_suspended(true); });
  v1::WhyNotInPlanRequest request;
  request.set_name(plan.name());
  request.set_order(OrderName("A"));
  auto ask = [&](const std::string& team) {
    request.set_team(TeamName(team));
    auto answer = world.dispatcher.Call(*stub, &PlanStub::WhyNotInPlan, request);
    EXPECT_OK(answer);
    return answer.ok() ? answer->sentence() : "";
  };
  EXPECT_EQ(ask("village"), "The plan has village.");
  EXPECT_EQ(ask("singers"), "singers is left out: does not offer this service (haircut).");
  EXPECT_EQ(
      ask("township"),
      "township could serve it too, with 180 points; it is spared so that work is spread evenly. Giving it "
      "this order would cost the county 190 points, about 9.5 km.");
}

TEST_F(PlanTest, TheSameRequestMakesOnePlan) {
  world.AddTeam("village");
  Open("A");
  auto request = Request();
  const v1::Plan first = Plan(request);
  Open("B");
  const v1::Plan again = Plan(request);
  EXPECT_EQ(first.name(), again.name());
  EXPECT_EQ(again.figures().orders(), 1);
  request.set_seed(7);
  EXPECT_THAT(Stream(world.dispatcher, request), Refused(Reason::REQUEST_ID_REUSED));
  EXPECT_EQ(world.Count("SELECT count(*) FROM plan"), 1);
}

TEST_F(PlanTest, PagesOfLinesAreWhole) {
  world.AddTeam("village");
  for (int i = 0; i < 7; ++i) Open("order" + std::to_string(i), 4 + i % 3, 9 + 5 * (i % 2));
  const v1::Plan plan = Plan(Request());
  EXPECT_EQ(Lines(plan, 2).size(), 7u);
  EXPECT_EQ(Lines(plan, 3).size(), 7u);
}

TEST_F(PlanTest, LinesOfOneTownshipAreFoundByItself) {
  world.AddTeam("village");
  Open("A");
  auto far = world.OpenOrder("B");
  far.set_number("B");
  far.set_station_path("c.t2.v9");
  world.Order("ORDER_APPROVED", far);
  const v1::Plan plan = Plan(Request());
  v1::ListPlanLinesRequest request;
  request.set_parent(plan.name());
  request.set_township_path("c.t2");
  auto page = world.dispatcher.Call(*stub, &PlanStub::ListPlanLines, request);
  ASSERT_OK(page);
  ASSERT_EQ(page->lines_size(), 1);
  EXPECT_EQ(page->lines(0).number(), "B");
}

TEST_F(PlanTest, LinesOfSomeOrdersAreFoundInOneQuestion) {
  world.AddTeam("village");
  for (const char* name : {"A", "B", "C"}) Open(name);
  const v1::Plan plan = Plan(Request());
  Open("later");
  v1::ListPlanLinesRequest request;
  request.set_parent(plan.name());
  for (const char* name : {"A", "C", "later"}) request.add_orders(OrderName(name));
  request.set_page_size(1);
  std::set<std::string> found;
  do {
    auto page = world.dispatcher.Call(*stub, &PlanStub::ListPlanLines, request);
    ASSERT_OK(page);
    for (const v1::PlanLine& line : page->lines()) found.insert(line.number());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(found, UnorderedElementsAre("A", "C"));
  request.add_orders("counties/150526/orders/01890a5d-ac96-774b-bcce-b302099a8057");
  EXPECT_THAT(world.dispatcher.Call(*stub, &PlanStub::ListPlanLines, request),
              Refused(Reason::FIELD_INVALID));
}

TEST_F(PlanTest, OnlyWhoPlansMayPlan) {
  const auto clerk = world.world.CallerWith(Role::kClerk, InOrg(kNaiman, "c.t1.v1"));
  EXPECT_THAT(Stream(clerk, Request()), Refused(Reason::NOT_ALLOWED));
  const auto auditor = world.world.CallerWith(Role::kAuditor, InOrg(kNaiman, "c"));
  EXPECT_THAT(Stream(auditor, Request()), Refused(Reason::NOT_ALLOWED));
  v1::ListPlansRequest list;
  list.set_parent("counties/150525");
  EXPECT_OK(auditor.Call(*stub, &PlanStub::ListPlans, list));
}

}  // namespace
}  // namespace diandan::matching
