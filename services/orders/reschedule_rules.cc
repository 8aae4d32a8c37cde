#include "services/orders/reschedule_rules.h"

#include <algorithm>

#include "diandan/orders/v1/order_service.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/answer_rules.h"
#include "services/orders/notice_rules.h"
#include "services/orders/offer_rules.h"
#include "services/orders/place_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders {
namespace {

constexpr char kTeam[] = "team", kStation[] = "station";

bool IsTeamSide(const Work& work, const OrderRow& order) {
  return order.team_id && Leads(work.caller, work.county, *order.team_id);
}

// Whoever placed it speaks for the need; not for both sides when their own team serves.
bool IsPlacer(const Work& work, const OrderRow& order) {
  return !order.placer.empty() && order.placer == work.caller.subject && !IsTeamSide(work, order);
}

// The side that wanted the order: whoever placed it, or looks after its place.
Status MaySpeakForTheNeed(const Work& work, const OrderRow& order, absl::string_view method) {
  if (IsPlacer(work, order)) return absl::OkStatus();
  return MayDo(work, method, AtStation(order));
}

// Either side, each by its own grant.
Status MayTalk(const Work& work, const OrderRow& order, absl::string_view method) {
  if (IsPlacer(work, order)) return absl::OkStatus();
  Scope scope = AtStation(order);
  if (order.team_id) scope.teams = {*order.team_id};
  return MayDo(work, method, scope);
}

void TouchReschedule(const v1::RescheduleOrderRequest& request, Touches& touches) {
  TouchOrder(request.name(), touches);
  for (const auto& session : request.sessions()) touches.Add<SessionRow>(IdOf(session.session_id()));
}

// PLACED and OPEN: nobody has to agree.
void ChangeNow(Work& work, OrderRow& order, const v1::RescheduleOrderRequest& request) {
  AddSessions(work, order.id, request.sessions(), /*planned=*/false, work.request_id);
  order.reschedule_id = work.request_id;
  AdoptProposal(work, order);
  order.reschedule_id.reset();
  if (order.state == v1::OPEN) {
    order.level_deadline = LevelDeadline(SettingsOf(work), order.level, work.now, order.first_start);
  }
}

void Propose(Work& work, OrderRow& order, const v1::RescheduleOrderRequest& request) {
  DropProposal(work, order, "WITHDRAWN");
  AddSessions(work, order.id, request.sessions(), /*planned=*/false, work.request_id);
  RescheduleRow row{.id = work.request_id};
  row.order_id = order.id;
  row.proposed_by = IsTeamSide(work, order) ? kTeam : kStation;
  row.proposer = work.caller.subject;
  row.proposed_at = work.now;
  // An answer is of use only while the old time has not come.
  const absl::Time by_policy = work.now + absl::Minutes(SettingsOf(work).reschedule_minutes());
  row.expires_at = order.first_start > work.now ? std::min(by_policy, order.first_start) : by_policy;
  order.reschedule_id = row.id;
  work.Insert(std::move(row));
}

Status Reschedule(Work& work, const v1::RescheduleOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* found, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayTalk(work, *found, "OrderService/RescheduleOrder"));
  if (found->state != v1::OPEN && found->state != v1::ACCEPTED) return WrongState(*found, "OPEN, ACCEPTED");
  DD_RETURN_IF_ERROR(CheckSessions(work, request.sessions(), "sessions"));
  OrderRow& order = *work.Change<OrderRow>(found->id);
  if (order.state == v1::ACCEPTED) {
    Propose(work, order, request);
  } else {
    ChangeNow(work, order, request);
  }
  Touched(work, order);
  EmitOrder(work, "ORDER_RESCHEDULED", order);
  return absl::OkStatus();
}

// The team cannot make the new times: the need keeps them and looks for another team.
void ReopenWithNewTimes(Work& work, OrderRow& order, absl::string_view answer) {
  AdoptProposal(work, order);
  DropProposal(work, order, answer);
  EndAcceptance(work, order, "RESCHEDULED", work.now);
  Reopen(work, order, "ConfirmReschedule");
}

// Whoever did not propose answers.
Status MayAnswer(const Work& work, const OrderRow& order, const RescheduleRow& proposal) {
  if (proposal.proposed_by == kStation)
    return MayDo(work, "OrderService/ConfirmReschedule", AtTeam(*order.team_id));
  return MaySpeakForTheNeed(work, order, "OrderService/ConfirmReschedule");
}

Status Confirm(Work& work, const v1::ConfirmRescheduleRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* found, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayTalk(work, *found, "OrderService/ConfirmReschedule"));
  DD_RETURN_IF_ERROR(MustStart(*found, "ConfirmReschedule"));
  const auto* proposal = found->reschedule_id ? work.Find<RescheduleRow>(*found->reschedule_id) : nullptr;
  if (proposal == nullptr || proposal->id != IdOf(request.proposal_id())) {
    return Refuse(errors::v1::RESCHEDULE_MISSING);
  }
  DD_RETURN_IF_ERROR(MayAnswer(work, *found, *proposal));
  OrderRow& order = *work.Change<OrderRow>(found->id);
  if (request.agreed()) {
    AdoptProposal(work, order);
    DropProposal(work, order, "AGREED");
  } else if (proposal->proposed_by == kStation) {
    ReopenWithNewTimes(work, order, "REFUSED");
  } else {
    DropProposal(work, order, "REFUSED");
  }
  Touched(work, order);
  EmitOrder(work, "ORDER_RESCHEDULED", order);
  if (request.agreed()) NoticeStart(work, order);
  return absl::OkStatus();
}

}  // namespace

void LapseProposal(Work& work, OrderRow& order) {
  const auto* proposal = work.Find<RescheduleRow>(*order.reschedule_id);
  if (proposal->proposed_by == kStation) {
    ReopenWithNewTimes(work, order, "LAPSED");
  } else {
    DropProposal(work, order, "LAPSED");
  }
  Touched(work, order);
  EmitOrder(work, "ORDER_RESCHEDULED", order);
}

const Verb& RescheduleOrderVerb() {
  using Request = v1::RescheduleOrderRequest;
  static const auto* verb = new Verb(
      MakeVerb("RescheduleOrder", TouchReschedule, Reschedule, AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}
const Verb& ConfirmRescheduleVerb() {
  using Request = v1::ConfirmRescheduleRequest;
  static const auto* verb = new Verb(MakeVerb("ConfirmReschedule", TouchNamed<Request>, Confirm,
                                              AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}

}  // namespace diandan::orders
