#include "services/hours/call_back_rules.h"

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/events.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/call_back_words.h"
#include "services/hours/case_rules.h"
#include "services/hours/conflict_rules.h"
#include "services/hours/draw_rules.h"
#include "services/hours/draw_transitions.h"

namespace diandan::hours {
namespace {

using v1::RecordCallBackRequest;

void TouchCall(const RecordCallBackRequest& request, Touches& touches) {
  touches.Add<CallBackRow>(IdOf(request.name()));
}

void TouchAroundCall(const RecordCallBackRequest& request, const Work& work, Touches& touches) {
  const auto* row = work.Find<CallBackRow>(IdOf(request.name()));
  if (row == nullptr) return;
  touches.Add<DrawRow>(row->draw_id);
  touches.Add<EntryRow>(row->entry_id);
  touches.Add<AcceptanceRow>(row->acceptance_id);
  touches.Add<TeamRow>(row->team_id);
}

Status CheckMinutes(const RecordCallBackRequest& request, const EntryRow& entry) {
  const std::string said = absl::StrCat(request.told_minutes());
  if (request.result() != v1::MINUTES_DIFFER) {
    return request.told_minutes() == 0 ? absl::OkStatus()
                                       : InvalidField("told_minutes", said, "only_minutes_differ");
  }
  const int64_t most = absl::ToInt64Minutes(entry.end_at - entry.start_at);
  if (request.told_minutes() < 1 || request.told_minutes() > most) {
    return Refuse(errors::v1::MINUTES_OUT_OF_RANGE,
                  {{"entry", ResourceNameOf(entry.county_id, "entries", entry.id)},
                   {"minutes", said},
                   {"min", "1"},
                   {"max", absl::StrCat(most)}});
  }
  if (request.told_minutes() == entry.posted_minutes)
    return InvalidField("told_minutes", said, "other_minutes");
  return absl::OkStatus();
}

Status CheckCall(const Work& work, const RecordCallBackRequest& request, const CallBackRow& row,
                 const EntryRow& entry) {
  const std::string conflict = ConflictIn(work.caller, entry, *work.Find<AcceptanceRow>(row.acceptance_id),
                                          work.Find<TeamRow>(row.team_id));
  if (!conflict.empty()) return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", conflict}});
  if (IsSettled(row)) {
    return Refuse(errors::v1::CALL_BACK_SETTLED, {{"result", v1::CallBackResult_Name(row.result)}});
  }
  if (!MayStep(row.result, request.result(), kCallBackSteps)) {
    return InvalidField("result", v1::CallBackResult_Name(request.result()),
                        "one_of:CONFIRMED, MINUTES_DIFFER, NOBODY_CAME, NOT_REACHED, DECLINED_TO_SAY");
  }
  return CheckMinutes(request, entry);
}

// One more of them has come to an end.
void Count(DrawRow& draw, v1::CallBackResult result) {
  switch (result) {
    case v1::CONFIRMED:
      ++draw.confirmed;
      break;
    case v1::MINUTES_DIFFER:
      ++draw.minutes_differ;
      break;
    case v1::NOBODY_CAME:
      ++draw.nobody_came;
      break;
    case v1::DECLINED_TO_SAY:
      ++draw.declined_to_say;
      break;
    default:
      ++draw.not_reached;
  }
}

void CountAndClose(Work& work, const CallBackRow& row) {
  if (!IsSettled(row)) return;
  DrawRow& draw = *work.Change<DrawRow>(row.draw_id);
  Count(draw, row.result);
  if (ToProto(draw).figures().waiting() > 0) return;
  StepDraw(draw, v1::DRAW_CLOSED);
  draw.closed_at = work.now;
}

Status Record(Work& work, const RecordCallBackRequest& request) {
  const CallBackRow* found = work.Find<CallBackRow>(IdOf(request.name()));
  const EntryRow* entry = found == nullptr ? nullptr : work.Find<EntryRow>(found->entry_id);
  if (entry == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  DD_RETURN_IF_ERROR(MayTouch(work.caller, *entry, {Role::kReviewer, Role::kDispatcher, Role::kCountyAdmin}));
  DD_RETURN_IF_ERROR(CheckCall(work, request, *found, *entry));

  CallBackRow& row = *work.Change<CallBackRow>(found->id);
  row.prev_result = row.result;
  row.result = request.result();
  ++row.attempts;
  row.told_minutes = request.told_minutes();
  row.script_version = kScriptVersion;
  row.called_by = work.caller.subject;
  row.called_at = work.now;
  CountAndClose(work, row);
  v1::DrawChanged event = ToEvent(*work.Find<DrawRow>(row.draw_id));
  event.set_entry_id(row.entry_id.ToString());
  event.set_result(v1::CallBackResult_Name(row.result));
  event.set_attempts(row.attempts);
  work.Emit("CALL_BACK_RECORDED", row.draw_id, std::move(event));
  const bool differs = row.result == v1::MINUTES_DIFFER || row.result == v1::NOBODY_CAME;
  if (differs && row.told_minutes != entry->posted_minutes)
    row.correction_id = OpenCheckCase(work, *entry, row.id, row.told_minutes);
  return absl::OkStatus();
}

void AnswerCall(const RecordCallBackRequest& request, const Work& work, v1::CallBack& answer) {
  const auto* row = work.Find<CallBackRow>(IdOf(request.name()));
  if (row == nullptr) return;
  if (const auto* entry = work.Find<EntryRow>(row->entry_id)) answer = ToProto(*row, *entry);
}

}  // namespace

std::string ConflictIn(const Caller& caller, const EntryRow& entry, const AcceptanceRow& acceptance,
                       const TeamRow* team) {
  if (caller.subject == entry.first_reviewer || caller.subject == entry.second_reviewer) return "YOU_DECIDED";
  const auto parts = PartsIn(caller, acceptance, team, entry.team_id);
  return parts.empty() ? "" : v1::SecondReason_Name(parts.front());
}

bool IsSettled(const CallBackRow& row) {
  return row.result != v1::CALL_WAITING && (row.result != v1::NOT_REACHED || row.attempts >= kMostAttempts);
}

v1::CallBack ToProto(const CallBackRow& row, const EntryRow& entry) {
  const auto named = [&](const char* collection, const Uuid& id) {
    return ResourceNameOf(row.county_id, collection, id);
  };
  v1::CallBack out;
  out.set_name(named("call_backs", row.id));
  out.set_draw(named("draws", row.draw_id));
  out.set_ordinal(row.ordinal);
  out.set_entry(named("entries", entry.id));
  out.set_order(named("orders", entry.order_id));
  out.set_order_number(entry.order_number);
  out.set_team(named("teams", entry.team_id));
  out.set_station_path(entry.station_path);
  *out.mutable_start_time() = ToTimestamp(entry.start_at);
  *out.mutable_end_time() = ToTimestamp(entry.end_at);
  out.set_posted_minutes(entry.posted_minutes);
  out.set_result(row.result);
  out.set_attempts(row.attempts);
  out.set_told_minutes(row.told_minutes);
  if (row.called_at) *out.mutable_result_time() = ToTimestamp(*row.called_at);
  if (row.correction_id) out.set_correction(named("corrections", *row.correction_id));
  return out;
}

const Verb& RecordCallBackVerb() {
  static const Verb verb = MakeVerb<RecordCallBackRequest, v1::CallBack>("RecordCallBack", TouchCall, Record,
                                                                         AnswerCall, TouchAroundCall);
  return verb;
}

}  // namespace diandan::hours
