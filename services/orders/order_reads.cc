#include "services/orders/order_reads.h"

#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/orders/access_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/order_store.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// A picture for reading, seen as one caller in one county.
struct Look {
  explicit Look(const rpc::Call& call)
      : call(call), work(picture, call.county, call.caller, Uuid{}, call.now, 0) {}
  template <typename Wish>
  void Load(db::Connection& connection, Wish wish) {
    Touches touches;
    touches.set_county(call.county);
    wish(touches);
    rpc::LoadForRead(connection, call.home, touches, picture);
  }
  const rpc::Call& call;
  Picture picture;
  Work work;
};

// Whether the caller's own person is on the roster of the acceptance in force.
bool IsOnRoster(Look& look, db::Connection& connection, const OrderRow& order) {
  const Uuid& volunteer = look.call.caller.volunteer;
  if (volunteer.is_nil() || !order.acceptance_id) return false;
  std::vector<Uuid> places;
  for (const auto* session : look.work.Children<SessionRow>(order.id)) {
    places.push_back(RosterPlaceId(*order.acceptance_id, session->id, volunteer));
  }
  look.Load(connection, [&](Touches& touches) {
    for (const Uuid& place : places) touches.Add<RosterPlaceRow>(place);
  });
  for (const Uuid& place : places) {
    const auto* row = look.work.Find<RosterPlaceRow>(place);
    if (row != nullptr && !row->removed_at) return true;
  }
  return false;
}

// The order and what the caller may see of it. PERMISSION_DENIED for an order out of sight; a caller without
// any part in the county is not told either what exists.
StatusOr<const OrderRow*> InSight(Look& look, db::Connection& connection, const std::string& name,
                                  Sight& sight) {
  look.Load(connection, [&](Touches& touches) { TouchOrder(name, touches); });
  const auto* order = look.work.Find<OrderRow>(IdOf(name));
  if (order == nullptr) {
    const OrdersInSight any = InSightOf(look.call.caller, look.call.county);
    if (!any.all && any.org_paths.empty() && any.teams.empty()) return Refuse(errors::v1::NOT_ALLOWED);
    return Refuse(errors::v1::NOT_FOUND, {{"what", name}});
  }
  sight = SightOf(look.call.caller, *order, IsOnRoster(look, connection, *order));
  if (!sight.order) return Refuse(errors::v1::NOT_ALLOWED);
  return order;
}

// Which state an event left the order in, and the team it names.
void Describe(const HistoryStep& step, CountyId county, v1::TimelineStep& shown) {
  if (step.payload_type == v1::OrderChanged::descriptor()->full_name()) {
    v1::OrderChanged event;
    event.ParseFromString(step.payload);
    shown.set_state(event.state());
    shown.set_reason(event.reason());
    if (!event.team_id().empty()) shown.set_team(ResourceNameOf(county, "teams", IdOf(event.team_id())));
  } else if (step.payload_type == v1::OffersChanged::descriptor()->full_name()) {
    v1::OffersChanged event;
    event.ParseFromString(step.payload);
    if (event.offers_size() == 1)
      shown.set_team(ResourceNameOf(county, "teams", IdOf(event.offers(0).team_id())));
  } else if (step.payload_type == v1::Noted::descriptor()->full_name()) {
    v1::Noted event;
    event.ParseFromString(step.payload);
    shown.set_reason(event.reason());
  }
}

// How a team answered an offer is nobody's business (条例 25): such steps are not history.
bool IsShown(const HistoryStep& step) {
  return step.kind != "OFFER_DECLINED" && step.kind != "OFFERS_LAPSED" &&
         step.payload_type != errors::v1::ErrorInfo::descriptor()->full_name();
}

}  // namespace

Status ReadOrder(const rpc::Call& call, db::Connection& connection, const OrderSecrets& secrets,
                 const v1::GetOrderRequest& request, v1::Order& response) {
  response.Clear();
  Look look(call);
  Sight sight;
  DD_ASSIGN_OR_RETURN(const OrderRow* order, InSight(look, connection, request.name(), sight));
  look.Load(connection, [&](Touches& touches) {
    if (order->reschedule_id) touches.Add<RescheduleRow>(*order->reschedule_id);
    if (sight.personal) touches.Add<OrderPrivateRow>(order->id);
  });
  response = ShowOrder(look.work, *order);
  const auto* personal = look.work.Find<OrderPrivateRow>(order->id);
  if (!sight.personal || personal == nullptr) return absl::OkStatus();
  v1::OrderDraft draft;
  DD_RETURN_IF_ERROR(secrets.Open(call.county, *personal, draft));
  response.set_client_address(draft.client_address());
  response.set_note(draft.note());
  if (sight.house) response.set_house(draft.house());
  return absl::OkStatus();
}

StatusOr<Sight> SightIn(const rpc::Call& call, db::Connection& connection, const std::string& name) {
  Look look(call);
  Sight sight;
  DD_RETURN_IF_ERROR(InSight(look, connection, name, sight).status());
  return sight;
}

Status ReadOrders(const rpc::Call& call, db::Connection& connection, const v1::ListOrdersRequest& request,
                  v1::ListOrdersResponse& response) {
  response.Clear();
  DD_ASSIGN_OR_RETURN(const Page page, PageOf(request));
  DD_ASSIGN_OR_RETURN(const OrderIds found, ListOrders(connection, call.county, request,
                                                       InSightOf(call.caller, call.county), call.now, page));
  Look look(call);
  look.Load(connection, [&](Touches& touches) {
    for (const Uuid& id : found.ids) {
      touches.Add<OrderRow>(id);
      touches.AddChildren<SessionRow>(id);
      touches.AddChildren<OfferRow>(id);
    }
  });
  for (const Uuid& id : found.ids) {
    if (const auto* row = look.work.Find<OrderRow>(id)) *response.add_orders() = ShowOrder(look.work, *row);
  }
  if (!found.last.empty()) response.set_next_page_token(NextPageToken(request, found.last));
  return absl::OkStatus();
}

Status ReadTimeline(const rpc::Call& call, db::Connection& connection, const v1::GetTimelineRequest& request,
                    v1::GetTimelineResponse& response) {
  response.Clear();
  Look look(call);
  Sight sight;
  DD_ASSIGN_OR_RETURN(const OrderRow* order, InSight(look, connection, request.name(), sight));
  for (const HistoryStep& step : HistoryOf(connection, call.county, order->id)) {
    if (!IsShown(step)) continue;
    v1::TimelineStep& shown = *response.add_steps();
    shown.set_seq(step.seq);
    shown.set_kind(step.kind);
    shown.set_actor(step.actor);
    *shown.mutable_time() = ToTimestamp(step.time);
    Describe(step, call.county, shown);
  }
  return absl::OkStatus();
}

Status ReadPersonal(const rpc::Call& call, const OrderSecrets& secrets, const Uuid& order,
                    v1::OrderDraft& draft) {
  return rpc::ReadCounty(call, [&](db::Connection& connection) {
    Look look(call);
    look.Load(connection, [&](Touches& touches) {
      touches.Add<OrderPrivateRow>(order);
      touches.Add<OrderRow>(order);
    });
    const auto* row = look.work.Find<OrderPrivateRow>(order);
    return row == nullptr ? absl::OkStatus() : secrets.Open(call.county, *row, draft);
  });
}

}  // namespace diandan::orders
