#include "diandan/matching/v1/simulation_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/owners_testing.h"
#include "services/matching/simulate/report.h"
#include "services/matching/weights_rules.h"
#include "services/rpc/client.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using Simulations = v1::SimulationService::Stub;
using testing::InOrg;
using testing::Refused;

class SimulationServiceTest : public ::testing::Test {
 protected:
  SimulationServiceTest()
      : admin(world.world.CallerWith(Role::kCountyAdmin, InOrg(kNaiman, "c"))),
        stub(v1::SimulationService::NewStub(world.world.ChannelTo("matching"))) {}

  // A made-up county, small enough for a test.
  static v1::SimulatePolicyRequest Request() {
    v1::SimulatePolicyRequest request;
    request.set_request_id(NewUuid(kNow).ToString());
    request.set_parent("counties/150525");
    *request.mutable_policy_b() = DefaultWeights();
    request.mutable_policy_b()->set_load(300);
    request.mutable_setup()->set_days(7);
    request.mutable_setup()->set_orders_per_day(10);
    request.mutable_setup()->set_teams(40);
    request.mutable_setup()->set_seeds(3);
    return request;
  }

  // All that was told, or the refusal.
  StatusOr<std::vector<v1::SimulatePolicyResponse>> Simulate(const testing::TestCaller& caller,
                                                             const v1::SimulatePolicyRequest& request) {
    grpc::ClientContext context;
    caller.Prepare(context);
    auto reader = stub->SimulatePolicy(&context, request);
    std::vector<v1::SimulatePolicyResponse> told;
    for (v1::SimulatePolicyResponse one; reader->Read(&one);) told.push_back(one);
    DD_RETURN_IF_ERROR(rpc::FromGrpc(reader->Finish()));
    return told;
  }

  // An accepted order of each of the last days.
  void AddHistory(int days) {
    for (int day = 0; day < days; ++day) {
      orders::v1::OrderChanged order = world.OpenOrder(absl::StrCat("order ", day));
      const absl::Time placed = world.world.clock.Now() - absl::Hours(24) * (day + 1);
      *order.mutable_placed_time() = ToTimestamp(placed);
      order.clear_sessions();
      *order.add_sessions() = SessionOf(placed + absl::Hours(50), placed + absl::Hours(52));
      world.Order("ORDER_APPROVED", order);
    }
  }

  v1::SetWeightsRequest Set(const v1::Weights& weights) {
    v1::SetWeightsRequest set;
    set.set_request_id(NewUuid(kNow).ToString());
    set.set_parent("counties/150525");
    *set.mutable_weights() = weights;
    return set;
  }

  World world;
  testing::TestCaller admin;
  std::unique_ptr<Simulations> stub;
};

TEST_F(SimulationServiceTest, ProgressThenTheResultWhichIsKeptAndAnsweredAgain) {
  v1::SimulatePolicyRequest request = Request();
  request.mutable_policy_b()->clear_fairness();
  const auto told = Simulate(world.dispatcher, request);
  ASSERT_OK(told);
  ASSERT_GT(told->size(), 1u);
  EXPECT_EQ(told->at(0).done(), 1);
  const v1::Simulation& made = told->back().simulation();
  EXPECT_EQ(made.name(), "counties/150525/simulations/" + request.request_id());
  EXPECT_EQ(made.policy_a().load(), DefaultWeights().load()) << "the present weights stand for A";
  EXPECT_TRUE(made.policy_b().has_fairness()) << "what is left out is simulated as it would be set";
  EXPECT_EQ(made.figures_size(), v1::SimulatedFigure_ARRAYSIZE - 1);

  const auto again = Simulate(world.dispatcher, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->size(), 1u) << "nothing is run again";
  EXPECT_EQ(again->back().simulation().SerializeAsString(), made.SerializeAsString());
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'SIMULATION_KEPT'"), 1);

  v1::GetSimulationRequest get;
  get.set_name(made.name());
  const auto auditor = world.world.CallerWith(Role::kAuditor, InOrg(kNaiman, "c"));
  const auto kept = auditor.Call(*stub, &Simulations::GetSimulation, get);
  ASSERT_OK(kept);
  const simulate::ReportHead head{.date = absl::CivilDay(2026, 12, 1)};
  EXPECT_EQ(simulate::ReportHtml(*kept, head), simulate::ReportHtml(made, head))
      << "the report is made again";
  v1::ListSimulationsRequest list;
  list.set_parent("counties/150525");
  const auto listed = auditor.Call(*stub, &Simulations::ListSimulations, list);
  ASSERT_OK(listed);
  ASSERT_EQ(listed->simulations_size(), 1);
  EXPECT_EQ(listed->simulations(0).headline(), simulate::HeadlineOf(made, Language::kEnglish));
  v1::GetSimulationReportRequest read;
  read.set_name(made.name());
  const auto report = auditor.Call(*stub, &Simulations::GetSimulationReport, read);
  ASSERT_OK(report);
  EXPECT_EQ(report->SerializeAsString(), simulate::ReportOf(made, Language::kEnglish).SerializeAsString());
  read.set_name("counties/150525/simulations/01890a5d-ac96-774b-bcce-b302099a8057");
  EXPECT_THAT(auditor.Call(*stub, &Simulations::GetSimulationReport, read), Refused(Reason::NOT_FOUND));

  v1::SimulatePolicyRequest other = request;
  other.mutable_policy_b()->set_load(299);
  EXPECT_THAT(Simulate(world.dispatcher, other), Refused(Reason::REQUEST_ID_REUSED));
  EXPECT_THAT(Simulate(auditor, Request()), Refused(Reason::NOT_ALLOWED));
  const auto clerk = world.world.CallerWith(Role::kClerk, InOrg(kNaiman, "c.t1.v1"));
  EXPECT_THAT(Simulate(clerk, Request()), Refused(Reason::NOT_ALLOWED));
}

TEST_F(SimulationServiceTest, OneAfterTheOtherIsKept) {
  for (int i = 0; i < 2; ++i) ASSERT_OK(Simulate(admin, Request()));
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'SIMULATION_KEPT'"), 2);
  v1::ListSimulationsRequest list;
  list.set_parent("counties/150525");
  EXPECT_EQ(admin.Call(*stub, &Simulations::ListSimulations, list)->simulations_size(), 2);
}

TEST_F(SimulationServiceTest, TheCountysOwnOrdersAreReplayed) {
  AskByHand(world);
  for (const char* team : {"one", "two", "three"}) world.AddTeam(team);
  v1::SimulatePolicyRequest request = Request();
  request.mutable_setup()->set_history(true);
  EXPECT_THAT(Simulate(world.dispatcher, request), Refused(Reason::FIELD_INVALID)) << "nothing yet";
  AddHistory(5);
  request.mutable_setup()->set_days(3);
  const auto told = Simulate(world.dispatcher, request);
  ASSERT_OK(told);
  EXPECT_EQ(told->back().simulation().orders(), 3) << "of the last three days";
  EXPECT_EQ(told->back().simulation().teams(), 3);
  EXPECT_EQ(told->back().simulation().setup().orders_per_day(), 0);
}

TEST_F(SimulationServiceTest, WhatIsTooMuchIsRefusedWithTheMostThatWouldDo) {
  v1::SimulatePolicyRequest request = Request();
  request.mutable_setup()->set_days(366);
  request.mutable_setup()->set_orders_per_day(2000);
  request.mutable_setup()->set_teams(500);
  const auto refused = Simulate(world.dispatcher, request);
  ASSERT_THAT(refused, Refused(Reason::FIELD_INVALID));
  EXPECT_EQ(InfoOf(refused.status()).fields(0).field(), "seeds");
  request = Request();
  request.mutable_policy_b()->set_load_cap(301);
  request.mutable_policy_b()->clear_waves();
  EXPECT_THAT(Simulate(world.dispatcher, request), Refused(Reason::FIELD_INVALID));
  for (auto policy :
       {&v1::SimulatePolicyRequest::mutable_policy_a, &v1::SimulatePolicyRequest::mutable_policy_b}) {
    request = Request();
    *(request.*policy)() = DefaultWeights();
    (request.*policy)()->mutable_waves()->mutable_bounds()->set_prior_taken_count(11);
    const auto taken = Simulate(world.dispatcher, request);
    ASSERT_THAT(taken, Refused(Reason::FIELD_INVALID));
    EXPECT_THAT(InfoOf(taken.status()).fields(0).field(),
                ::testing::EndsWith(".waves.bounds.prior_taken_count"));
  }
}

TEST_F(SimulationServiceTest, WhoeverGoesAwayStopsItAndNothingIsKept) {
  v1::SimulatePolicyRequest request = Request();
  request.mutable_setup()->set_days(60);
  request.mutable_setup()->set_orders_per_day(60);
  request.mutable_setup()->set_teams(400);
  request.mutable_setup()->set_seeds(100);
  for (int times = 0; times < 3; ++times) {
    // A third would be refused if those before it still ran.
    grpc::ClientContext context;
    world.dispatcher.Prepare(context);
    auto reader = stub->SimulatePolicy(&context, request);
    v1::SimulatePolicyResponse one;
    ASSERT_TRUE(reader->Read(&one));
    context.TryCancel();
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
    world.RestartMatching();  // waits for what runs
    stub = v1::SimulationService::NewStub(world.world.ChannelTo("matching"));
  }
  EXPECT_EQ(world.Count("SELECT count(*) FROM simulation"), 0);
}

TEST_F(SimulationServiceTest, AChangeOfTheWeightsRestsOnASimulationOfThem) {
  const auto told = Simulate(admin, Request());
  ASSERT_OK(told);
  v1::SetWeightsRequest set = Set(Request().policy_b());
  EXPECT_THAT(admin.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::FIELD_INVALID))
      << "none named";
  set.set_simulation(told->back().simulation().name());
  set.mutable_weights()->set_load(299);
  EXPECT_THAT(admin.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::FIELD_INVALID)) << "of others";
  set.mutable_weights()->set_load(300);
  const auto now = admin.Call(*world.stub, &Stub::SetWeights, set);
  ASSERT_OK(now);
  EXPECT_EQ(now->simulation(), set.simulation());

  set = Set(*now);
  set.set_base_version(1);
  set.set_simulation("counties/150525/simulations/" + NewUuid(kNow).ToString());
  EXPECT_THAT(admin.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::NOT_FOUND));

  AddHistory(1);
  set.clear_simulation();
  set.mutable_weights()->set_load(100);
  set.set_without_simulation(v1::NO_HISTORY);
  EXPECT_THAT(admin.Call(*world.stub, &Stub::SetWeights, set), Refused(Reason::FIELD_INVALID))
      << "there is one";
  set.set_without_simulation(v1::EMERGENCY);
  const auto urgent = admin.Call(*world.stub, &Stub::SetWeights, set);
  ASSERT_OK(urgent);
  EXPECT_EQ(urgent->without_simulation(), v1::EMERGENCY);
  EXPECT_EQ(urgent->simulation(), "");
}

}  // namespace
}  // namespace diandan::matching
