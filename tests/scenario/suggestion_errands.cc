#include "diandan/matching/v1/suggestion_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace m = matching::v1;
namespace o = orders::v1;
using Suggestions = m::SuggestionService::Stub;

std::string OpenFor(Stage& stage, const std::string& whom, int from_hour, int to_hour) {
  o::PlaceOrderRequest place;
  place.set_name(stage.NameOf("orders", stage.Id()));
  *place.mutable_order() = Haircut(stage, stage.Id(), from_hour, to_hour);
  place.mutable_order()->set_client_address(whom);
  OrThrow(stage.Do("clerk", &o::OrderService::Stub::PlaceOrder, place));
  o::ApproveOrderRequest approve;
  approve.set_name(place.name());
  return OrThrow(stage.Do("officer", &o::OrderService::Stub::ApproveOrder, approve)).name();
}

}  // namespace

void RunSuggestionErrands(Stage& stage) {
  const std::string first = OpenFor(stage, "Grandmother", 14, 16),
                    again = OpenFor(stage, "Grandmother", 14, 16);
  m::DismissSuggestionRequest dismiss;
  dismiss.set_parent(stage.parent());
  dismiss.set_kind(m::SAME_NEED);
  dismiss.add_orders(first);
  dismiss.add_orders(again);
  dismiss.set_reason(m::WANTED_TWICE);
  OrThrow(stage.Do("clerk", &Suggestions::DismissSuggestion, dismiss));
  o::CancelOrderRequest merge;
  merge.set_name(again);
  merge.set_reason(o::PLACED_TWICE);
  merge.set_same_as(first);
  OrThrow(stage.Do("officer", &o::OrderService::Stub::CancelOrder, merge));

  m::AskBundleRequest ask;
  ask.set_parent(stage.parent());
  ask.add_orders()->set_order(OpenFor(stage, "Aunt", 14, 15));
  ask.add_orders()->set_order(OpenFor(stage, "Uncle", 15, 16));
  ask.set_team(stage.team);
  OrThrow(stage.Do("dispatcher", &Suggestions::AskBundle, ask));
}

}  // namespace diandan::scenario
