// Steps that reach the lane in one batch: each finds what the ones before it in the batch lead to.
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using ::testing::SizeIs;
using Attendance = v1::AttendanceService::Stub;

class OneBatch : public ::testing::Test {
 protected:
  // A member of "team" whom every gate lets pass.
  void AddMember(absl::string_view who) {
    volunteers::v1::VolunteerChanged person;
    person.set_volunteer_id(Id(who).ToString());
    person.set_home_county(kCounty);
    person.set_record_consent(true);
    world_.Follow(person);
    volunteers::v1::MembershipChanged member;
    member.set_team_id(Id("team").ToString());
    member.set_volunteer_id(Id(who).ToString());
    member.set_home_county(kCounty);
    world_.Follow(member);
  }
  template <typename Request, typename Response>
  StatusOr<Response> Attend(grpc::Status (Attendance::*method)(grpc::ClientContext*, const Request&,
                                                               Response*),
                            const Request& request) {
    return world_.leader.Call(*attendance_, method, request);
  }

  OrdersWorld world_;
  std::unique_ptr<Attendance> attendance_ = v1::AttendanceService::NewStub(world_.world.ChannelTo("orders"));
};

// As a phone sends them that was without a signal.
TEST_F(OneBatch, ATeamTakesAnOrderNamesItsPeopleAndBegins) {
  AddMember("li");
  world_.Opened("o");
  auto accept = Fresh(For<v1::AcceptOrderRequest>("o"));
  accept.set_team(Name("teams", "team"));
  auto roster = Fresh(For<v1::SetRosterRequest>("o"));
  roster.add_places()->set_session_id(Id("o/session").ToString());
  roster.mutable_places(0)->set_volunteer(Name("volunteers", "li"));
  StatusOr<v1::Order> accepted = absl::UnknownError("");
  StatusOr<v1::Roster> named = absl::UnknownError("");
  world_.world.InOneBatch(
      "orders", {[&] { accepted = world_.Do(world_.leader, &v1::OrderService::Stub::AcceptOrder, accept); },
                 [&] { named = Attend(&Attendance::SetRoster, roster); }});
  ASSERT_OK(accepted);
  ASSERT_OK(named);
  EXPECT_THAT(named->entries(), SizeIs(1));
}

}  // namespace
}  // namespace diandan::orders::testing
