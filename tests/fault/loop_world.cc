#include "tests/fault/loop_world.h"

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "services/base/codes.h"
#include "services/base/words.h"
#include "services/db/codec.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::fault {
namespace {

namespace h = hours::v1;
namespace o = orders::v1;
using Attendance = o::AttendanceService::Stub;
using Orders = o::OrderService::Stub;
using scenario::OrThrow;

template <typename Request>
Request Asking(const std::string& name, const std::string& id) {
  Request request;
  request.set_name(name);
  request.set_request_id(id);
  return request;
}

Uuid UuidIn(const std::string& name) { return *ParseUuid(name.substr(name.rfind('/') + 1)); }

template <typename T>
Reason ReasonIn(const StatusOr<T>& answer) {
  return answer.ok() ? errors::v1::REASON_UNSPECIFIED : ReasonOf(answer.status());
}

}  // namespace

LoopWorld::LoopWorld(scenario::Stage& stage) : stage_(stage), volunteer_(stage.Register("Model")) {
  for (int i = 0; i < kLoopOrders; ++i) {
    orders_.push_back({stage.NameOf("orders", stage.Id()), stage.Id(), stage.Id(), stage.Id()});
  }
}

std::string LoopWorld::IdOf(const Step& step) const {
  const Order& order = orders_[size_t(step.order)];
  if (step.action == LoopAction::kCheckIn) return order.in_id;
  if (step.action == LoopAction::kCheckOut) return order.out_id;
  return stage_.Id();
}

std::string LoopWorld::Team(const Step& step) const {
  return step.team == 0 ? stage_.team : stage_.neighbours;
}

std::string LoopWorld::Leader(const Step& step) const {
  return (step.team == 0) != step.wrong_person ? "leader" : "neighbour";
}

std::string LoopWorld::OfferOf(const Step& step) const {
  const Uuid team = UuidIn(Team(step));
  return DeriveUuid(UuidIn(orders_[size_t(step.order)].name), absl::StrCat("offer/", team.ToString()))
      .ToString();
}

Reason LoopWorld::Do(const Step& step, const std::string& id) {
  const Order& order = orders_[size_t(step.order)];
  switch (step.action) {
    case LoopAction::kPlace: {
      auto request = Asking<o::PlaceOrderRequest>(order.name, id);
      *request.mutable_order() = scenario::Haircut(stage_, order.session);
      return ReasonIn(stage_.Call("clerk", &Orders::PlaceOrder, request));
    }
    case LoopAction::kApprove: {
      const auto request = Asking<o::ApproveOrderRequest>(order.name, id);
      return ReasonIn(stage_.Call(step.wrong_person ? "clerk" : "officer", &Orders::ApproveOrder, request));
    }
    case LoopAction::kRefuse: {
      auto request = Asking<o::RefuseOrderRequest>(order.name, id);
      request.set_reason(o::UNSAFE);
      return ReasonIn(stage_.Call(step.wrong_person ? "clerk" : "officer", &Orders::RefuseOrder, request));
    }
    case LoopAction::kOffer: {
      auto request = Asking<o::OfferOrderRequest>(order.name, id);
      request.add_offers()->set_team(Team(step));
      return ReasonIn(stage_.Call("dispatcher", &Orders::OfferOrder, request));
    }
    case LoopAction::kAccept:
    case LoopAction::kAcceptOffer:
      return Take(step, id);
    case LoopAction::kDecline: {
      auto request = Asking<o::DeclineOfferRequest>(order.name, id);
      request.set_offer_id(OfferOf(step));
      return ReasonIn(stage_.Call(Leader(step), &Orders::DeclineOffer, request));
    }
    case LoopAction::kWithdraw: {
      const auto request = Asking<o::WithdrawAcceptanceRequest>(order.name, id);
      return ReasonIn(stage_.Call(Leader(step), &Orders::WithdrawAcceptance, request));
    }
    case LoopAction::kCheckIn:
    case LoopAction::kCheckOut:
      return Record(step, id);
    case LoopAction::kComplete:
    case LoopAction::kWitness:
    case LoopAction::kWrongCode:
      return Close(step, id);
    case LoopAction::kCancel: {
      auto request = Asking<o::CancelOrderRequest>(order.name, id);
      request.set_reason(o::CLIENT_UNAVAILABLE);
      return ReasonIn(stage_.Call(step.wrong_person ? "leader" : "clerk", &Orders::CancelOrder, request));
    }
    case LoopAction::kCloseUnserved: {
      const auto request = Asking<o::CloseUnservedRequest>(order.name, id);
      return ReasonIn(stage_.Call("clerk", &Orders::CloseUnserved, request));
    }
    case LoopAction::kVerify:
    case LoopAction::kReject:
      return Decide(step, id);
  }
  return errors::v1::INTERNAL_ERROR;
}

Reason LoopWorld::Take(const Step& step, const std::string& id) {
  auto request = Asking<o::AcceptOrderRequest>(orders_[size_t(step.order)].name, id);
  request.set_team(Team(step));
  if (step.action == LoopAction::kAcceptOffer) request.set_offer_id(OfferOf(step));
  return ReasonIn(stage_.Call(Leader(step), &Orders::AcceptOrder, request));
}

// Observed some minutes ago: within what clocks of phones may differ, so that whoever held the order latest
// held it then.
Reason LoopWorld::Record(const Step& step, const std::string& id) {
  const Order& order = orders_[size_t(step.order)];
  auto fill = [&](auto& request, int minutes_ago) {
    request.set_session_id(order.session);
    request.set_volunteer(volunteer_);
    *request.mutable_observed_time() = stage_.TimeOf(kHour, kMinute - minutes_ago);
  };
  if (step.action == LoopAction::kCheckIn) {
    auto request = Asking<o::CheckInRequest>(order.name, id);
    fill(request, 4);
    return ReasonIn(stage_.Call(Leader(step), &Attendance::CheckIn, request));
  }
  auto request = Asking<o::CheckOutRequest>(order.name, id);
  fill(request, 1);
  return ReasonIn(stage_.Call(Leader(step), &Attendance::CheckOut, request));
}

std::string LoopWorld::ClosingCode(const std::string& order) {
  o::ViewSlipRequest request;
  request.set_name(order);
  request.set_request_id(stage_.Id());
  const auto slip = stage_.Call("clerk", &o::RatingService::Stub::ViewSlip, request);
  return slip.ok() ? slip->closing_code() : "000000";
}

Reason LoopWorld::Close(const Step& step, const std::string& id) {
  const std::string& name = orders_[size_t(step.order)].name;
  auto request = Asking<o::CompleteOrderRequest>(name, id);
  *request.mutable_observed_time() = stage_.TimeOf(kHour, kMinute);
  if (step.action == LoopAction::kWitness) {
    request.set_witness(true);
    request.set_headcount(1);
    return ReasonIn(stage_.Call(step.wrong_person ? "leader" : "clerk", &Attendance::CompleteOrder, request));
  }
  std::string code = ClosingCode(name);
  // Another one that could be: a slip of the finger would show in its check digit.
  for (const std::string right = code; step.action == LoopAction::kWrongCode && code == right;)
    code = MakeClosingCode();
  request.set_closing_code(code);
  return ReasonIn(stage_.Call(Leader(step), &Attendance::CompleteOrder, request));
}

Reason LoopWorld::Decide(const Step& step, const std::string& id) {
  h::ListEntriesOfOrderRequest list;
  list.set_order(orders_[size_t(step.order)].name);
  const auto entries = OrThrow(stage_.Call("reviewer", &h::EntryService::Stub::ListEntriesOfOrder, list));
  if (entries.entries().empty()) return errors::v1::NOT_FOUND;
  h::DecideEntriesRequest request;
  request.set_parent(stage_.parent());
  request.set_request_id(id);
  h::Decision& decision = *request.add_decisions();
  decision.set_entry(entries.entries(0).name());
  decision.set_verdict(step.action == LoopAction::kVerify ? h::VERIFY : h::REJECT);
  if (step.action == LoopAction::kReject) decision.set_reason(h::NOT_PRESENT);
  return ReasonIn(stage_.Call("reviewer", &h::EntryService::Stub::DecideEntries, request));
}

std::string LoopWorld::Seen() {
  std::string seen;
  for (const Order& order : orders_) {
    o::GetOrderRequest request;
    request.set_name(order.name);
    const auto shown = stage_.Call("dispatcher", &Orders::GetOrder, request);
    if (!shown.ok() && ReasonOf(shown.status()) != errors::v1::NOT_FOUND) OrThrow(shown);
    const o::OrderState state = shown.ok() ? shown->state() : o::ORDER_STATE_UNSPECIFIED;
    const bool held = state == o::ACCEPTED || state == o::IN_SERVICE;
    absl::StrAppend(&seen, o::OrderState_Name(state),
                    held ? absl::StrCat(" by ", shown->team() == stage_.team ? 0 : 1) : "", "; ");
  }
  return seen;
}

std::map<std::string, int64_t> LoopWorld::Seqs(const std::vector<std::string>& ids) {
  return stage_.SeqsOf("orders", ids);
}

}  // namespace diandan::fault
