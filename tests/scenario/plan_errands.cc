#include "diandan/matching/v1/plan_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/plan_caller.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace m = matching::v1;
namespace o = orders::v1;
using Plans = m::PlanService::Stub;

std::string OpenToPlan(Stage& stage) {
  o::PlaceOrderRequest place;
  place.set_name(stage.NameOf("orders", stage.Id()));
  *place.mutable_order() = Haircut(stage, stage.Id());
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
}

}  // namespace diandan::scenario
