// More than one order at a time: siblings of a group, a series that the clock places, an activity with an
// audience.
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stories.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace o = orders::v1;
using Stub = o::OrderService::Stub;

// From the roster to verified minutes: everybody is there from `hour` on, for an hour.
void Serve(Stage& stage, Walk& walk, int hour) {
  OrThrow(walk.SetRoster());
  stage.At(hour + 1, 0);
  OrThrow(walk.RecordFacts(hour, hour + 1));
  OrThrow(walk.Complete(hour + 1, 0));
  walk.Rate(5);
  walk.VerifyAll();
}

// One need, two teams: what becomes of one sibling is nothing to the other.
void TellGroup(Stage& stage) {
  o::PlaceGroupRequest place;
  place.set_name(stage.NameOf("groups", stage.Id()));
  for (int i = 0; i < 2; ++i) {
    o::GroupMember& member = *place.add_orders();
    member.set_name(stage.NameOf("orders", stage.Id()));
    *member.mutable_order() = Haircut(stage, stage.Id(), 10, 11);
  }
  const auto group = OrThrow(stage.Say("clerk", &Stub::PlaceGroup, place));
  Walk ours(stage, group.orders(0)), theirs(stage, group.orders(1));
  theirs.ServedBy("neighbour", stage.neighbours, {stage.neighbour});
  for (Walk* walk : {&ours, &theirs}) {
    OrThrow(walk->Approve());
    OrThrow(walk->Offer());
    OrThrow(walk->Accept());
  }
  OrThrow(theirs.Withdraw());
  Serve(stage, ours, 10);
  OrThrow(theirs.CloseUnserved());
  o::ListOrdersRequest siblings;
  siblings.set_parent(stage.parent());
  siblings.set_group(group.name());
  OrThrow(stage.Say("clerk", &Stub::ListOrders, siblings));
}

// Mondays and Thursdays for two weeks; the clock places what is near.
void TellSeries(Stage& stage) {
  o::PlaceSeriesRequest place;
  place.set_name(stage.NameOf("series", stage.Id()));
  *place.mutable_order() = Haircut(stage, stage.Id(), 14, 15);
  place.set_every_weeks(1);
  for (int weekday : {1, 4}) place.add_weekdays(weekday);
  *place.mutable_until_time() = stage.TimeOf(24 * 11, 0);
  const o::Series series = OrThrow(stage.Say("clerk", &Stub::PlaceSeries, place));

  o::ListOrdersRequest placed;
  placed.set_parent(stage.parent());
  placed.set_series(series.name());
  const auto orders =
      stage.AskUntil("clerk", &Stub::ListOrders, placed,
                     [](const o::ListOrdersResponse& found) { return found.orders_size() == 4; });
  (void)stage.Say("clerk", &Stub::ListOrders, placed);
  // Newest first, of one moment by id: the first occurrence is the one that starts today.
  const o::Order* today = &orders.orders(0);
  for (const o::Order& order : orders.orders()) {
    if (order.sessions(0).start_time().seconds() < today->sessions(0).start_time().seconds()) today = &order;
  }
  Walk walk(stage, *today);
  OrThrow(walk.Approve());
  OrThrow(walk.Accept());
  Serve(stage, walk, 14);

  o::EndSeriesRequest end;
  end.set_name(series.name());
  OrThrow(stage.Say("clerk", &Stub::EndSeries, end));
  (void)stage.Say("clerk", &Stub::ListOrders, placed);
}

// The team starts it and the officer agrees; the station sees how many came.
void TellActivity(Stage& stage) {
  o::PlaceOrderRequest place;
  place.set_name(stage.NameOf("orders", stage.Id()));
  o::OrderDraft& draft = *place.mutable_order();
  draft = Haircut(stage, stage.Id(), 16, 17);
  draft.set_kind(o::ACTIVITY);
  draft.set_client_address("The whole village");
  draft.set_team(stage.team);
  draft.set_audience(30);
  Walk walk(stage, OrThrow(stage.Say("leader", &Stub::PlaceOrder, place)));
  OrThrow(walk.Approve());
  OrThrow(walk.SetRoster());
  stage.At(17, 0);
  OrThrow(walk.RecordFacts(16, 17));
  OrThrow(walk.Witness(17, 0));
  walk.RateAsStation(4);
  walk.VerifyAll();
  (void)walk.Show();
}

}  // namespace

void TellTogether(Stage& stage) {
  TellGroup(stage);
  TellSeries(stage);
  TellActivity(stage);
}

}  // namespace diandan::scenario
