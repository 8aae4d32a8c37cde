// Back-fills on a real database: repeats, quotas under many hands, who sees them, and what the tables
// themselves refuse.
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/back_fill_service.grpc.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/in_parallel.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InOrg;
using diandan::testing::Refused;
using BackFills = v1::BackFillService::Stub;
using Attendance = v1::AttendanceService::Stub;

class BackFillServiceTest : public ::testing::Test {
 protected:
  BackFillServiceTest() {
    for (const char* who : {"eva", "max"}) Person(who, true);
    Person("ida", false);
    const v1::Order order = world_.Opened("o");
    session_ = order.sessions(0);
    auto accept = Fresh(For<v1::AcceptOrderRequest>("o"));
    accept.set_team(Name("teams", "team"));
    EXPECT_OK(world_.Do(world_.leader, &v1::OrderService::Stub::AcceptOrder, accept));
    const absl::Time start = FromProto(session_.start_time());
    world_.Wait(start - world_.world.clock.Now());
    auto in = Fresh(For<v1::CheckInRequest>("o"));
    in.set_session_id(session_.session_id());
    in.set_volunteer(Name("volunteers", "max"));
    *in.mutable_observed_time() = ToTimestamp(start);
    EXPECT_OK(world_.leader.Call(*attendance_, &Attendance::CheckIn, in));
    world_.Wait(absl::Hours(2));
    auto done = Fresh(For<v1::CompleteOrderRequest>("o"));
    done.set_witness(true);
    *done.mutable_observed_time() = ToTimestamp(world_.world.clock.Now());
    EXPECT_OK(world_.clerk.Call(*attendance_, &Attendance::CompleteOrder, done));
    reviewer_ = world_.world.CallerWith(Role::kReviewer, InOrg(kCounty, Path({"centre"})));
  }
  void Person(const char* who, bool of_team) {
    volunteers::v1::VolunteerChanged facts;
    facts.set_volunteer_id(Id(who).ToString());
    facts.set_home_county(kCounty);
    facts.set_record_consent(true);
    facts.set_contact_consent(true);
    world_.Follow(facts);
    if (!of_team) return;
    volunteers::v1::MembershipChanged member;
    member.set_team_id(Id("team").ToString());
    member.set_volunteer_id(Id(who).ToString());
    member.set_home_county(kCounty);
    world_.Follow(member);
  }
  // Minutes from the start.
  v1::ProposeBackFillRequest Time(int from, int to) {
    auto request = Fresh(For<v1::ProposeBackFillRequest>("o"));
    request.set_session_id(session_.session_id());
    request.set_volunteer(Name("volunteers", "eva"));
    const absl::Time start = FromProto(session_.start_time());
    *request.mutable_start_time() = ToTimestamp(start + absl::Minutes(from));
    *request.mutable_end_time() = ToTimestamp(start + absl::Minutes(to));
    request.set_cause(v1::WITHOUT_PHONE);
    request.set_witness(Name("volunteers", "ida"));
    return request;
  }
  StatusOr<v1::BackFill> Propose(const v1::ProposeBackFillRequest& request) {
    return world_.clerk.Call(*back_fills_, &BackFills::ProposeBackFill, request);
  }
  StatusOr<v1::ListBackFillsResponse> List(const diandan::testing::TestCaller& caller, int page = 0,
                                           const std::string& token = "") {
    v1::ListBackFillsRequest request;
    request.set_parent("counties/150525");
    request.set_page_size(page);
    request.set_page_token(token);
    return caller.Call(*back_fills_, &BackFills::ListBackFills, request);
  }

  OrdersWorld world_;
  std::unique_ptr<BackFills> back_fills_ = v1::BackFillService::NewStub(world_.world.ChannelTo("orders"));
  std::unique_ptr<Attendance> attendance_ = v1::AttendanceService::NewStub(world_.world.ChannelTo("orders"));
  v1::Session session_;
  diandan::testing::TestCaller reviewer_;
};

TEST_F(BackFillServiceTest, EachStepTwiceIsOnce) {
  const auto request = Time(0, 60);
  const auto proposed = Propose(request);
  ASSERT_OK(proposed);
  ASSERT_OK(Propose(request));
  EXPECT_EQ(world_.Count("SELECT count(*) FROM back_fill"), 1);
  v1::DecideBackFillRequest agree;
  agree.set_name(proposed->name());
  agree.set_agreed(true);
  agree.set_witness_confirms(true);
  agree = Fresh(agree);
  for (int i = 0; i < 2; ++i) {
    const auto agreed = reviewer_.Call(*back_fills_, &BackFills::DecideBackFill, agree);
    ASSERT_OK(agreed);
    EXPECT_EQ(agreed->state(), v1::BACK_FILL_APPROVED);
  }
  EXPECT_EQ(world_.Count("SELECT count(*) FROM fact WHERE how = 'BACK_FILLED'"), 2);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind = 'SETTLED'"), 2);
}

// Thirty-two hands enter a minute each of the same person, whose month has room for five.
TEST_F(BackFillServiceTest, AQuotaHoldsUnderManyHands) {
  v1::GetLoopPolicyRequest get;
  get.set_parent("counties/150525");
  auto policy = world_.admin.Call(*world_.policy, &v1::LoopPolicyService::Stub::GetLoopPolicy, get);
  ASSERT_OK(policy);
  v1::SetLoopPolicyRequest set;
  set.set_parent(get.parent());
  *set.mutable_settings() = policy->settings();
  set.mutable_settings()->set_back_fill_person_minutes(5);
  ASSERT_OK(world_.admin.Call(*world_.policy, &v1::LoopPolicyService::Stub::SetLoopPolicy, Fresh(set)));
  std::atomic<int> taken = 0, full = 0;
  diandan::testing::InParallel(32, 32, [&](int i) {
    const auto caller = world_.world.CallerWith(Role::kClerk, InOrg(kCounty, VillagePath()));
    const auto answer = caller.Call(*back_fills_, &BackFills::ProposeBackFill, Time(2 * i, 2 * i + 1));
    if (answer.ok()) ++taken;
    if (ReasonOf(answer.status()) == errors::v1::BACK_FILL_QUOTA) ++full;
  });
  EXPECT_EQ(taken, 5);
  EXPECT_EQ(full, 27);
  EXPECT_EQ(world_.Count("SELECT max(minutes) FROM back_fill_tally"), 5);
}

TEST_F(BackFillServiceTest, SeenByWhoHasToDoWithThePlace) {
  for (int i = 0; i < 3; ++i) ASSERT_OK(Propose(Time(30 * i, 30 * i + 30)));
  EXPECT_EQ(List(reviewer_)->back_fills_size(), 3);
  EXPECT_EQ(List(world_.leader)->back_fills_size(), 3) << "of the team's own";
  EXPECT_EQ(List(world_.rival)->back_fills_size(), 0);
  EXPECT_EQ(List(world_.far_clerk)->back_fills_size(), 0);
  const auto first = List(reviewer_, 2);
  ASSERT_EQ(first->back_fills_size(), 2);
  const auto rest = List(reviewer_, 2, first->next_page_token());
  ASSERT_EQ(rest->back_fills_size(), 1);
  EXPECT_NE(rest->back_fills(0).name(), first->back_fills(1).name());
  EXPECT_THAT(rest->next_page_token(), "");
}

// Whoever writes past the program meets the tables.
TEST_F(BackFillServiceTest, TheTablesThemselvesWantTwoPeople) {
  ASSERT_OK(Propose(Time(0, 60)));
  const Status alone = db::Transact(
      *world_.world.home("orders").pool, {kCounty}, /*read_only=*/false, [](db::Connection& connection) {
        connection.Run("UPDATE back_fill SET state = 'BACK_FILL_APPROVED', first_approver = proposer");
        return absl::OkStatus();
      });
  EXPECT_FALSE(alone.ok());
  EXPECT_EQ(world_.Count("SELECT count(*) FROM back_fill WHERE state = 'BACK_FILL_APPROVED'"), 0);
}

}  // namespace
}  // namespace diandan::orders::testing
