// The second person, and beyond the plan the third.
#include <algorithm>

#include "services/orders/access_rules.h"
#include "services/orders/back_fill_rules.h"
#include "services/orders/back_fill_steps_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/settle_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

void TouchBackFill(const v1::DecideBackFillRequest& request, Touches& touches) {
  touches.Add<BackFillRow>(IdOf(request.name()));
}

void TouchDecidedTime(const v1::DecideBackFillRequest& request, const Work& work, Touches& touches) {
  const auto* row = work.Find<BackFillRow>(IdOf(request.name()));
  if (row == nullptr) return;
  touches.Add<OrderRow>(row->order_id);
  touches.Add<AcceptanceRow>(row->acceptance_id);
  touches.AddChildren<BackFillRow>(row->order_id);
  TouchPicture(row->order_id, touches);
  touches.Add<MembershipMirrorRow>(MembershipId(row->team_id, row->volunteer_id));
  touches.Add<MembershipMirrorRow>(MembershipId(row->team_id, work.caller.volunteer));
  touches.Add<BackFillTallyRow>(BackFillTallyId(row->volunteer_id, row->start_at));
}

// Who decides had no part in it: neither the entry, nor the hours, nor the service.
Status CheckDecider(const Work& work, const BackFillRow& row) {
  const Caller& caller = work.caller;
  if (caller.subject == row.proposer) return Conflict("YOU_ENTERED");
  if (caller.subject == row.first_approver) return Conflict("YOU_AGREED_FIRST");
  if (caller.volunteer == row.volunteer_id) return Conflict("YOUR_OWN_HOURS");
  if (row.witness && caller.volunteer == *row.witness) return Conflict("YOU_ARE_THE_WITNESS");
  if (Leads(caller, work.county, row.team_id) || OfServedTeam(work, row, caller.volunteer)) {
    return Conflict("OF_THE_TEAM_THAT_SERVED");
  }
  return absl::OkStatus();
}

void AddName(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// The time becomes attendance, and hours is told.
void EnterTime(Work& work, const BackFillRow& row) {
  work.Insert(FactOf(work, row, v1::IN));
  work.Insert(FactOf(work, row, v1::OUT));
  AcceptanceRow& acceptance = *work.Change<AcceptanceRow>(row.acceptance_id);
  for (const std::string* who : {&row.proposer, &row.first_approver, &row.second_approver}) {
    if (!who->empty()) AddName(acceptance.back_filled_by, *who);
  }
  EmitSettled(work, *work.Find<OrderRow>(row.order_id), acceptance);
}

Status DecideTime(Work& work, const v1::DecideBackFillRequest& request) {
  const auto* found = work.Find<BackFillRow>(IdOf(request.name()));
  if (found == nullptr) return Refuse(Reason::NOT_FOUND, {{"name", request.name()}});
  Scope scope;
  scope.org_path = found->station_path;
  DD_RETURN_IF_ERROR(MayDo(work, "BackFillService/DecideBackFill", scope));
  if (found->state != v1::BACK_FILL_PROPOSED && found->state != v1::BACK_FILL_SECOND) {
    return Refuse(Reason::BACK_FILL_WRONG_STATE, {{"state", v1::BackFillState_Name(found->state)}});
  }
  DD_RETURN_IF_ERROR(CheckDecider(work, *found));
  if (request.agreed() && !request.witness_confirms())
    return InvalidField("witness_confirms", "", "witness_called");
  if (!request.agreed() && request.refusal() == v1::BACK_FILL_REFUSAL_UNSPECIFIED)
    return InvalidField("refusal", "", "required");
  if (request.agreed()) {
    DD_RETURN_IF_ERROR(CheckFree(work, *work.Find<OrderRow>(found->order_id),
                                 *work.Find<AcceptanceRow>(found->acceptance_id), *found));
  }

  BackFillRow& row = *work.Change<BackFillRow>(found->id);
  const bool first = row.state == v1::BACK_FILL_PROPOSED;
  (first ? row.first_approver : row.second_approver) = work.caller.subject;
  if (!request.agreed()) {
    row.state = v1::BACK_FILL_REFUSED;
    row.refusal = request.refusal();
    row.decided_at = work.now;
    // The volunteer's month is free of it again; whoever entered it has entered it.
    CountBackFill(work, BackFillTallyId(row.volunteer_id, row.start_at), -1, -MinutesOf(row));
    EmitBackFill(work, "BACK_FILL_REFUSED", row);
  } else if (first && row.beyond_plan) {
    row.state = v1::BACK_FILL_SECOND;
    EmitBackFill(work, "BACK_FILL_AGREED", row);
  } else {
    row.state = v1::BACK_FILL_APPROVED;
    row.decided_at = work.now;
    EmitBackFill(work, "BACK_FILL_APPROVED", row);
    EnterTime(work, row);
  }
  return absl::OkStatus();
}

void AnswerDecidedTime(const v1::DecideBackFillRequest& request, const Work& work, v1::BackFill& out) {
  if (const auto* row = work.Find<BackFillRow>(IdOf(request.name()))) ShowBackFill(*row, out);
}

}  // namespace

const Verb& DecideBackFillVerb() {
  static const Verb verb = MakeVerb<v1::DecideBackFillRequest, v1::BackFill>(
      "DecideBackFill", TouchBackFill, DecideTime, AnswerDecidedTime, TouchDecidedTime);
  return verb;
}

}  // namespace diandan::orders
