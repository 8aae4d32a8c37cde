#include "services/orders/desk_rules.h"

#include "diandan/orders/v1/order_service.pb.h"
#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/answer_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rating_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders {
namespace {

// The order, when the caller looks after its station. In this order: who may, then what is.
template <typename Request>
StatusOr<OrderRow*> Desk(Work& work, const Request& request, absl::string_view method) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, method, AtStation(*order)));
  return work.Change<OrderRow>(order->id);
}

// The approver of an activity stands for its placer, so is none of the team that will serve.
Status MayStandForPlacer(const Work& work, const OrderRow& order) {
  const bool own = order.placer == work.caller.subject || Served(work, order);
  if (order.kind != v1::ACTIVITY || !own) return absl::OkStatus();
  return Refuse(errors::v1::CONFLICT_OF_INTEREST);
}

void TouchApprover(const v1::ApproveOrderRequest& request, const Work& work, Touches& touches) {
  TouchHeldOf(request, work, touches);
  TouchServing(work, IdOf(request.name()), touches);
}

Status Approve(Work& work, const v1::ApproveOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(OrderRow * order, Desk(work, request, "OrderService/ApproveOrder"));
  DD_RETURN_IF_ERROR(MustStart(*order, "ApproveOrder"));
  DD_RETURN_IF_ERROR(MayStandForPlacer(work, *order));
  DD_RETURN_IF_ERROR(CheckEtag(request.etag(), order->version));
  if (order->last_end <= work.now) {
    return Refuse(errors::v1::SESSION_IN_PAST, {{"start", TimeFact(order->first_start)}});
  }
  order->approver = work.caller.subject;
  if (order->kind == v1::ACTIVITY && order->team_id) {
    Accept(work, *order, "ApproveOrder", *order->team_id, std::nullopt);
  } else {
    Step(*order, "ApproveOrder", v1::OPEN);
    OpenNow(work, *order);
  }
  Touched(work, *order);
  EmitOrder(work, "ORDER_APPROVED", *order);
  return absl::OkStatus();
}

Status RefuseIt(Work& work, const v1::RefuseOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(OrderRow * order, Desk(work, request, "OrderService/RefuseOrder"));
  DD_RETURN_IF_ERROR(MustStart(*order, "RefuseOrder"));
  Step(*order, "RefuseOrder", v1::REFUSED);
  order->reason = v1::RefuseReason_Name(request.reason());
  order->team_id.reset();
  Touched(work, *order);
  EmitOrder(work, "ORDER_REFUSED", *order);
  return absl::OkStatus();
}

Status EscalateIt(Work& work, const v1::EscalateOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(OrderRow * order, Desk(work, request, "OrderService/EscalateOrder"));
  if (order->state != v1::OPEN) return WrongState(*order, "OPEN");
  if (order->level == v1::CLERK_LIST) return Refuse(errors::v1::ALREADY_AT_TOP);
  if (order->level != request.from_level()) {
    return InvalidField("from_level", v1::EscalationLevel_Name(request.from_level()),
                        absl::StrCat("one_of:", v1::EscalationLevel_Name(order->level)));
  }
  Escalate(work, *order);
  return absl::OkStatus();
}

// Nobody holds it any more, and nobody is asked any more.
void Cancel(Work& work, OrderRow& order, absl::string_view action, v1::CancelReason reason) {
  if (order.state == v1::ACCEPTED) {
    EndAcceptance(work, order, "CANCELLED", work.now);
    DropProposal(work, order, "WITHDRAWN");
  }
  WithdrawOffers(work, order.id);
  Step(order, action, v1::CANCELLED);
  order.reason = v1::CancelReason_Name(reason);
  Touched(work, order);
  EmitOrder(work, "ORDER_CANCELLED", order);
}

// Who placed it may always take it back; else the organisation may.
Status MayCancel(const Work& work, const OrderRow& order) {
  if (!order.placer.empty() && order.placer == work.caller.subject) return absl::OkStatus();
  return MayDo(work, "OrderService/CancelOrder", AtStation(order));
}

void TouchSameAs(const v1::CancelOrderRequest& request, const Work& work, Touches& touches) {
  TouchHeldOf(request, work, touches);
  TouchOrder(request.same_as(), touches);
}

// The need is met by an order of the same kind that is still under way. Whatever was settled long ago meets
// no need of today.
bool CanStayFor(const OrderRow& stays, const OrderRow& gone) {
  const bool under_way = stays.state == v1::PLACED || stays.state == v1::OPEN ||
                         stays.state == v1::ACCEPTED || stays.state == v1::IN_SERVICE ||
                         stays.state == v1::COMPLETED;
  return under_way && stays.kind == gone.kind;
}

// The order that stays when another is cancelled because it was placed twice; null for other reasons. The
// need must not be lost with it: it stands, and the caller sees it.
StatusOr<OrderRow*> OrderThatStays(Work& work, const OrderRow& order, const v1::CancelOrderRequest& request) {
  if (request.reason() != v1::PLACED_TWICE) {
    if (request.same_as().empty()) return nullptr;
    return InvalidField("same_as", request.same_as(), "only_placed_twice");
  }
  DD_RETURN_IF_ERROR(SameCounty(work, "same_as", request.same_as()));
  const OrderRow* other = work.Find<OrderRow>(IdOf(request.same_as()));
  if (request.same_as().empty() || (other != nullptr && other->id == order.id))
    return Refuse(errors::v1::SAME_ORDER_NEEDED);
  if (other == nullptr || !SightOf(work.caller, *other, /*on_roster=*/false).all_offers)
    return Refuse(errors::v1::NOT_FOUND, {{"what", request.same_as()}});
  if (!CanStayFor(*other, order)) {
    return Refuse(errors::v1::SAME_ORDER_NEEDED, {{"order", other->number},
                                                  {"kind", v1::OrderKind_Name(other->kind)},
                                                  {"state", v1::OrderState_Name(other->state)}});
  }
  return work.Change<OrderRow>(other->id);
}

Status CancelIt(Work& work, const v1::CancelOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* found, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayCancel(work, *found));
  DD_RETURN_IF_ERROR(MustStart(*found, "CancelOrder"));
  if (request.reason() == v1::UNSERVED) {
    return InvalidField(
        "reason", "UNSERVED",
        "one_of:NO_LONGER_NEEDED, CLIENT_UNAVAILABLE, PLACED_BY_MISTAKE, WEATHER, PLACED_TWICE");
  }
  DD_ASSIGN_OR_RETURN(OrderRow * stays, OrderThatStays(work, *found, request));
  OrderRow& order = *work.Change<OrderRow>(found->id);
  if (stays != nullptr) {
    order.same_as = stays->id;
    stays->placed_again.push_back(order.id);
    ++stays->version;
  }
  Cancel(work, order, "CancelOrder", request.reason());
  // Its own history and whoever looks at it, at another station too, learn of it.
  if (stays != nullptr) EmitOrder(work, "ORDER_PLACED_AGAIN", *stays);
  return absl::OkStatus();
}

Status CloseUnserved(Work& work, const v1::CloseUnservedRequest& request) {
  DD_ASSIGN_OR_RETURN(OrderRow * order, Desk(work, request, "OrderService/CloseUnserved"));
  DD_RETURN_IF_ERROR(MustStart(*order, "CloseUnserved"));
  Cancel(work, *order, "CloseUnserved", v1::UNSERVED);
  return absl::OkStatus();
}

}  // namespace

void Escalate(Work& work, OrderRow& order) {
  order.level = Wider(order.level);
  order.level_deadline = LevelDeadline(SettingsOf(work), order.level, work.now, order.first_start);
  Touched(work, order);
  EmitOrder(work, "ESCALATED", order);
}

const Verb& ApproveOrderVerb() {
  using Request = v1::ApproveOrderRequest;
  static const auto* verb =
      new Verb(MakeVerb("ApproveOrder", TouchNamed<Request>, Approve, AnswerNamed<Request>, TouchApprover));
  return *verb;
}
const Verb& RefuseOrderVerb() {
  using Request = v1::RefuseOrderRequest;
  static const auto* verb = new Verb(
      MakeVerb("RefuseOrder", TouchNamed<Request>, RefuseIt, AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}
const Verb& EscalateOrderVerb() {
  using Request = v1::EscalateOrderRequest;
  static const auto* verb = new Verb(
      MakeVerb("EscalateOrder", TouchNamed<Request>, EscalateIt, AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}
const Verb& CancelOrderVerb() {
  using Request = v1::CancelOrderRequest;
  static const auto* verb =
      new Verb(MakeVerb("CancelOrder", TouchNamed<Request>, CancelIt, AnswerNamed<Request>, TouchSameAs));
  return *verb;
}
const Verb& CloseUnservedVerb() {
  using Request = v1::CloseUnservedRequest;
  static const auto* verb = new Verb(MakeVerb("CloseUnserved", TouchNamed<Request>, CloseUnserved,
                                              AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}

}  // namespace diandan::orders
