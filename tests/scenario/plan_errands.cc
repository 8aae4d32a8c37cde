#include "diandan/matching/v1/emergency_service.grpc.pb.h"
#include "diandan/matching/v1/plan_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "services/base/request_fields.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/plan_caller.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace m = matching::v1;
namespace o = orders::v1;
using Plans = m::PlanService::Stub;
using Emergencies = m::EmergencyService::Stub;

std::string OpenToPlan(Stage& stage, o::Urgency urgency = o::ROUTINE) {
  o::PlaceOrderRequest place;
  place.set_name(stage.NameOf("orders", stage.Id()));
  *place.mutable_order() = Haircut(stage, stage.Id());
  place.mutable_order()->set_urgency(urgency);
  OrThrow(stage.Do("clerk", &o::OrderService::Stub::PlaceOrder, place));
  o::ApproveOrderRequest approve;
  approve.set_name(place.name());
  return OrThrow(stage.Do("officer", &o::OrderService::Stub::ApproveOrder, approve)).name();
}

}  // namespace

void RunPlanErrands(Stage& stage) {
  OpenToPlan(stage);
  m::PlanDispatchRequest dispatch;
  dispatch.set_parent(stage.parent());
  m::JoinPlanRequest join;
  join.set_name(OrThrow(stage.Do("admin", &PlanCaller::PlanDispatch, dispatch)).plan().name());
  join.set_order(OpenToPlan(stage));
  m::CommitPlanRequest commit;
  commit.set_name(OrThrow(stage.Do("admin", &Plans::JoinPlan, join)).name());
  OrThrow(stage.Do("admin", &Plans::CommitPlan, commit));

  OpenToPlan(stage, o::URGENT);
  m::DeclareEmergencyRequest declare;
  declare.set_parent(stage.parent());
  declare.set_reason("暴雪");
  *declare.mutable_until_time() = ToTimestamp(stage.clock.Now() + absl::Hours(24));
  m::EndEmergencyRequest end;
  end.set_name(OrThrow(stage.Do("admin", &Emergencies::DeclareEmergency, declare)).name());
  OrThrow(stage.Do("admin", &Emergencies::EndEmergency, end));
}

}  // namespace diandan::scenario
