// order approve, refuse, reschedule, confirm, escalate, redo, cancel, close: the organisation's steps.
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Orders = o::OrderService::Stub;

auto Tells(Context& context, const Wording& said, const Wording& next = {"", ""}) {
  return [&context, said, next](const o::Order& order) { TellOrder(context, order, said, next); };
}

Status Approve(Context& context, const std::string& typed) {
  o::ApproveOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  return context.Change(&Orders::ApproveOrder, request, Tells(context, kApproved, kApprovedNext));
}

Status RefuseTo(Context& context, const std::string& typed, o::RefuseReason reason) {
  o::RefuseOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  request.set_reason(reason);
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskRefuse, {{"order", typed}})));
  return context.Change(&Orders::RefuseOrder, request, Tells(context, kStepDone));
}

Status Reschedule(Context& context, const std::string& typed, const std::vector<std::string>& when) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(typed));
  o::RescheduleOrderRequest request;
  request.set_name(order.name());
  int minutes = 60;
  if (order.sessions_size() > 0) {
    minutes = static_cast<int>(
        (order.sessions(0).end_time().seconds() - order.sessions(0).start_time().seconds()) / 60);
  }
  DD_RETURN_IF_ERROR(AddSessions(context, when, minutes, request.mutable_sessions()));
  return context.Change(&Orders::RescheduleOrder, request, [&](const o::Order& changed) {
    if (!changed.has_reschedule()) return TellOrder(context, changed, kRescheduled);
    context.out.Done(
        changed, context.Say(kProposed, {{"until", SayStamp(context, changed.reschedule().expire_time())}}),
        {changed.number(), changed.reschedule().proposal_id()});
  });
}

Status ConfirmTimes(Context& context, const std::string& typed, bool refuse) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().OrderInFull(typed));
  if (!order.has_reschedule()) return Refuse(errors::v1::RESCHEDULE_MISSING);
  o::ConfirmRescheduleRequest request;
  request.set_name(order.name());
  request.set_proposal_id(order.reschedule().proposal_id());
  request.set_agreed(!refuse);
  return context.Change(&Orders::ConfirmReschedule, request,
                        Tells(context, refuse ? kTimesStay : kRescheduled));
}

Status Escalate(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(typed));
  o::EscalateOrderRequest request;
  request.set_name(order.name());
  request.set_from_level(order.level());
  return context.Change(&Orders::EscalateOrder, request, [&](const o::Order& raised) {
    const Wording& said = raised.level() == o::CLERK_LIST ? kEscalatedLast : kEscalated;
    context.out.Done(
        raised, context.Say(said, {{"number", raised.number()}, {"level", context.Word(raised.level())}}),
        {raised.number(), o::OrderState_Name(raised.state()), raised.name()});
  });
}

Status Redo(Context& context, const std::string& typed, const std::vector<std::string>& when, int minutes) {
  DD_ASSIGN_OR_RETURN(CountyId county, context.County());
  o::RedoOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_redo_of(), context.names().OrderName(typed));
  request.set_name(ResourceNameOf(county, "orders", context.request_id()));
  DD_RETURN_IF_ERROR(AddSessions(context, when, minutes > 0 ? minutes : 60, request.mutable_sessions()));
  return context.Change(&Orders::RedoOrder, request, Tells(context, kPlaced, kPlacedNext));
}

Status Cancel(Context& context, const std::string& typed, o::CancelReason reason,
              const std::string& same_as) {
  o::CancelOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  request.set_reason(reason);
  if (!same_as.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_same_as(), context.names().OrderName(same_as));
  }
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskCancel, {{"order", typed}})));
  return context.Change(&Orders::CancelOrder, request, Tells(context, kStepDone));
}

Status Close(Context& context, const std::string& typed) {
  o::CloseUnservedRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskCancel, {{"order", typed}})));
  return context.Change(&Orders::CloseUnserved, request, Tells(context, kStepDone));
}

}  // namespace

void AddOrderCommands(Command& root, Context& context) {
  Command& order = OrderGroup(root);
  Command& approve = order.Sub("approve", {"核对过了，放出去等人接", "Approve a placed order"});
  auto approved = approve.Argument("ORDER", kHelpOrder);
  approve.Changes();
  approve.Runs([=, &context] { return Approve(context, *approved); });

  Command& refuse = order.Sub("refuse", {"不办，写明原因", "Refuse a placed order, with a reason"});
  auto refused = refuse.Argument("ORDER", kHelpOrder);
  auto why_not = refuse.Choice<o::RefuseReason>("--reason", kHelpReason);
  refuse.Asks();
  refuse.Runs([=, &context] { return RefuseTo(context, *refused, *why_not); });

  Command& reschedule = order.Sub(
      "reschedule", {"改时间；已有人接的要对方点头", "New times; once accepted the other side confirms"});
  auto moved = reschedule.Argument("ORDER", kHelpOrder);
  auto when = reschedule.Options("--when", "TIME", kHelpWhen, Need::kRequired);
  reschedule.Changes();
  reschedule.Runs([=, &context] { return Reschedule(context, *moved, *when); });

  Command& confirm = order.Sub("confirm", {"对方提的新时间，行还是不行", "Answer the proposed times"});
  auto confirmed = confirm.Argument("ORDER", kHelpOrder);
  auto no = confirm.Flag("--no", {"不行", "Not possible"});
  confirm.Changes();
  confirm.Runs([=, &context] { return ConfirmTimes(context, *confirmed, *no); });

  Command& escalate = order.Sub("escalate", {"没人接，往上一级找", "Widen the circle by one level"});
  auto raised = escalate.Argument("ORDER", kHelpOrder);
  escalate.Changes();
  escalate.Runs([=, &context] { return Escalate(context, *raised); });

  Command& redo = order.Sub("redo", {"没办好，重办一次", "Do it again: a new order"});
  auto again = redo.Argument("ORDER", kHelpOrder);
  auto times = redo.Options("--when", "TIME", kHelpWhen, Need::kRequired);
  auto minutes = redo.Number("--minutes", kHelpMinutes);
  redo.Changes();
  redo.Runs([=, &context] { return Redo(context, *again, *times, *minutes); });

  Command& cancel = order.Sub("cancel", {"撤单，写明原因", "Cancel, with a reason"});
  auto cancelled = cancel.Argument("ORDER", kHelpOrder);
  auto why = cancel.Choice<o::CancelReason>("--reason", kHelpReason);
  auto same_as = cancel.Option("--same-as", "ORDER",
                               {"重复点了的，写留下的那一单", "With placed-twice: the order that stays"});
  cancel.Asks();
  cancel.Runs([=, &context] { return Cancel(context, *cancelled, *why, *same_as); });

  Command& close = order.Sub("close", {"找不到人，结掉", "Nobody could be found: close it"});
  auto closed = close.Argument("ORDER", kHelpOrder);
  close.Asks();
  close.Runs([=, &context] { return Close(context, *closed); });
}

}  // namespace diandan::cli
