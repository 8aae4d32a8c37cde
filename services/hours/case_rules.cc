#include "services/hours/case_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/say_time.h"
#include "services/base/working_days.h"
#include "services/hours/access_rules.h"
#include "services/hours/certified_rules.h"
#include "services/hours/claim_rules.h"
#include "services/hours/conflict_rules.h"
#include "services/hours/decide_rules.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/points_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/steps_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

// As long as a service may take to be recorded (民政部令第 67 号 11).
constexpr int kDecideWorkingDays = 10;

using v1::DecideCaseRequest;
using v1::RequestCorrectionRequest;

v1::CaseChanged ToEvent(const CorrectionRow& row, const EntryRow& entry) {
  v1::CaseChanged out;
  out.set_case_id(row.id.ToString());
  out.set_entry_id(row.entry_id.ToString());
  out.set_kind(v1::CorrectionKind_Name(row.kind));
  out.set_state(v1::CorrectionState_Name(row.state));
  out.set_requested_minutes(row.requested_minutes);
  out.set_decided_minutes(row.decided_minutes);
  out.set_volunteer_id(row.volunteer_id.ToString());
  out.set_order_id(entry.order_id.ToString());
  if (row.state != v1::CORRECTION_OPEN) out.set_decision_reason(v1::DecisionReason_Name(row.reason));
  return out;
}

void Open(Work& work, const EntryRow& found, const Uuid& id, v1::CorrectionKind kind, const Asked& asked) {
  EntryRow& entry = *work.Change<EntryRow>(found.id);
  entry.correction_id = id;
  CorrectionRow row;
  row.id = id;
  row.entry_id = entry.id;
  row.acceptance_id = entry.acceptance_id;
  row.team_id = entry.team_id;
  row.volunteer_id = entry.volunteer_id;
  row.home_county = entry.home_county;
  row.station_path = entry.station_path;
  row.start_at = asked.start;
  row.end_at = asked.end;
  row.kind = kind;
  row.state = v1::CORRECTION_OPEN;
  row.requested_minutes = asked.minutes;
  row.posted_minutes = entry.posted_minutes;
  row.opened_by = work.caller.subject;
  row.created_at = work.now;
  row.due_at = WorkingCalendar::China().AddWorkingDays(work.now, kDecideWorkingDays);
  work.Emit("CASE_OPENED", entry.id, ToEvent(work.Insert(std::move(row)), entry));
}

Status CheckLength(const EntryRow& entry, absl::Time start, absl::Time end, int32_t minutes) {
  int64_t most = absl::ToInt64Minutes(end - start);
  if (minutes <= most) return absl::OkStatus();
  return Refuse(errors::v1::MINUTES_OUT_OF_RANGE,
                {{"entry", ResourceNameOf(entry.county_id, "entries", entry.id)},
                 {"minutes", absl::StrCat(minutes)},
                 {"min", "0"},
                 {"max", absl::StrCat(most)}});
}

// What is asked for: the entry's own time, or for one without any the time the asker tells.
StatusOr<Asked> AskedOf(const EntryRow& entry, const RequestCorrectionRequest& request) {
  Asked asked{entry.start_at, entry.end_at, request.minutes()};
  if (!request.has_start_time()) return asked;
  if (entry.start_at != entry.end_at) {
    return InvalidField("start_time", TimeFact(FromProto(request.start_time())), "only_with:UNPAIRED");
  }
  asked.start = FromProto(request.start_time());
  if (asked.start >= asked.end)
    return InvalidField("start_time", TimeFact(asked.start), absl::StrCat("before:", TimeFact(asked.end)));
  if (asked.start < asked.end - absl::Hours(24))
    return InvalidField("start_time", TimeFact(asked.start), "within_hours:24");
  return asked;
}

void TouchRequest(const RequestCorrectionRequest& request, Touches& touches) {
  touches.Add<EntryRow>(IdOf(request.entry()));
  touches.Add<CorrectionRow>(IdOf(request.request_id()));
}

Status RequestCorrection(Work& work, const RequestCorrectionRequest& request) {
  const EntryRow* entry = work.Find<EntryRow>(IdOf(request.entry()));
  if (entry == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.entry()}});
  DD_RETURN_IF_ERROR(MayTouchOrOwns(work.caller, *entry, {Role::kLeader}));
  if (entry->state != v1::POSTED && entry->state != v1::VOIDED) {
    return Refuse(errors::v1::ENTRY_WRONG_STATE,
                  {{"entry", request.entry()}, {"state", v1::EntryState_Name(entry->state)}});
  }
  if (entry->correction_id) return Refuse(errors::v1::CORRECTION_EXISTS, {{"entry", request.entry()}});
  DD_ASSIGN_OR_RETURN(const Asked asked, AskedOf(*entry, request));
  DD_RETURN_IF_ERROR(CheckLength(*entry, asked.start, asked.end, asked.minutes));
  Open(work, *entry, work.request_id, v1::APPEAL, asked);
  return absl::OkStatus();
}

void AnswerRequest(const RequestCorrectionRequest& request, const Work& work, v1::Correction& answer) {
  if (const auto* row = work.Find<CorrectionRow>(IdOf(request.request_id()))) answer = ToProto(*row);
}

void TouchCase(const DecideCaseRequest& request, Touches& touches) {
  touches.Add<CorrectionRow>(IdOf(request.name()));
}

// One look finds the correction, the second one all the rest: the row repeats what that needs of the entry.
void TouchAroundCase(const DecideCaseRequest& request, const Work& work, Touches& touches) {
  const auto* row = work.Find<CorrectionRow>(IdOf(request.name()));
  if (row == nullptr) return;
  touches.Add<EntryRow>(row->entry_id);
  touches.Add<AcceptanceRow>(row->acceptance_id);
  touches.Add<TeamRow>(row->team_id);
  touches.Add<AccountRow>(VolunteerAccount(row->volunteer_id));
  TouchPolicy(work.county, touches);
  if (row->home_county != work.county) return;
  TouchClaims(row->entry_id, row->volunteer_id, row->start_at, touches);
  TouchCertified(row->entry_id, touches);
}

v1::DecisionReason UpheldFor(v1::CorrectionKind kind) {
  switch (kind) {
    case v1::APPEAL:
      return v1::APPEAL_UPHELD;
    case v1::RANDOM_CHECK:
      return v1::RANDOM_CHECK_UPHELD;
    default:
      return v1::LATE_FACTS_UPHELD;
  }
}

Status CheckCase(const Work& work, const DecideCaseRequest& request, const CorrectionRow& row,
                 const EntryRow& entry) {
  if (row.state != v1::CORRECTION_OPEN) {
    return Refuse(errors::v1::CASE_WRONG_STATE, {{"state", v1::CorrectionState_Name(row.state)}});
  }
  v1::DecisionReason wanted = request.granted() ? UpheldFor(row.kind) : v1::EVIDENCE_LACKING;
  if (request.reason() != wanted) {
    return InvalidField("reason", v1::DecisionReason_Name(request.reason()),
                        absl::StrCat("one_of:", v1::DecisionReason_Name(wanted)));
  }
  if (work.caller.subject == entry.first_reviewer || work.caller.subject == entry.second_reviewer ||
      work.caller.subject == row.opened_by) {
    return Refuse(errors::v1::SECOND_REVIEWER_NEEDED,
                  {{"entry", ResourceNameOf(work.county, "entries", entry.id)}});
  }
  return request.granted() ? CheckLength(entry, row.start_at, row.end_at, request.minutes())
                           : absl::OkStatus();
}

// Parts in the service count here as in a decision; a correction has no second look, so they refuse.
Status CheckParts(const Work& work, const EntryRow& entry) {
  auto parts = PartsIn(work.caller, *work.Find<AcceptanceRow>(entry.acceptance_id),
                       work.Find<TeamRow>(entry.team_id), entry.team_id);
  if (parts.empty()) return absl::OkStatus();
  return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", v1::SecondReason_Name(parts.front())}});
}

// The entry as it would stand.
EntryRow AsAsked(EntryRow entry, const CorrectionRow& row) {
  entry.start_at = row.start_at;
  entry.end_at = row.end_at;
  return entry;
}

// More minutes fit beside the person's others and under the county's cap, and who grants them stands as high
// as whoever confirms such a day.
Status CheckDay(const Work& work, const DecideCaseRequest& request, const CorrectionRow& row,
                const EntryRow& entry) {
  if (!request.granted() || request.minutes() <= entry.posted_minutes) return absl::OkStatus();
  EntryRow asked = AsAsked(entry, row);
  DD_ASSIGN_OR_RETURN(const int32_t day, CheckMinutes(work, asked, request.minutes()));
  const PolicyRow policy = CurrentPolicy(work);
  const int32_t most = std::max(WithinCap(policy, request.minutes(), day), entry.posted_minutes);
  if (request.minutes() > most) {
    return Refuse(errors::v1::MINUTES_OUT_OF_RANGE,
                  {{"entry", ResourceNameOf(work.county, "entries", entry.id)},
                   {"minutes", absl::StrCat(request.minutes())},
                   {"min", "0"},
                   {"max", absl::StrCat(most)}});
  }
  asked.second_reasons.clear();
  for (v1::SecondReason reason : TakesTwo(policy, entry.grade, day))
    asked.second_reasons.push_back(v1::SecondReason_Name(reason));
  if (MayConfirm(work.caller, asked)) return absl::OkStatus();
  const int32_t limit =
      day > policy.very_long_day_minutes ? policy.very_long_day_minutes : policy.long_day_minutes;
  return Refuse(errors::v1::DAILY_LADDER, {{"minutes", absl::StrCat(day)}, {"limit", absl::StrCat(limit)}});
}

// Which month's points they are is known with the entry.
void LoadEarning(const Work& work, const EntryRow& entry) {
  Touches touches;
  touches.set_county(work.county);
  TouchEarning(entry, touches);
  work.Load(touches);
}

void GrantCase(Work& work, EntryRow& entry, CorrectionRow& row, int32_t minutes) {
  LoadEarning(work, entry);
  entry.start_at = row.start_at;
  entry.end_at = row.end_at;
  bool more = minutes > entry.posted_minutes;
  if (more) ClaimFor(work, entry, minutes);
  AcceptanceRow& acceptance = *work.Change<AcceptanceRow>(entry.acceptance_id);
  acceptance.posted_minutes += minutes - entry.posted_minutes;
  acceptance.standing += (minutes > 0 ? 1 : 0) - (entry.posted_minutes > 0 ? 1 : 0);
  if ((minutes > 0) != (entry.posted_minutes > 0))
    Step(entry, minutes > 0 ? v1::POSTED : v1::VOIDED, work.now);
  const bool changes = minutes != entry.posted_minutes;
  Correct(work, entry, minutes);
  if (changes) row.transfer_id = TransferId(entry.id, v1::CORRECT, entry.corrections);
  entry.decided_minutes = minutes;
  entry.reason = UpheldFor(row.kind);
  if (!more) GiveUpClaim(work, entry);
  if (entry.home_county == work.county) NoteStanding(work, entry.id, minutes);
}

Status DecideCase(Work& work, const DecideCaseRequest& request) {
  const CorrectionRow* found = work.Find<CorrectionRow>(IdOf(request.name()));
  const EntryRow* about = found == nullptr ? nullptr : work.Find<EntryRow>(found->entry_id);
  if (about == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  DD_RETURN_IF_ERROR(MayTouch(work.caller, *about, {Role::kReviewer}));
  DD_RETURN_IF_ERROR(CheckCase(work, request, *found, *about));
  DD_RETURN_IF_ERROR(CheckParts(work, *about));
  DD_RETURN_IF_ERROR(CheckDay(work, request, *found, *about));

  CorrectionRow& row = *work.Change<CorrectionRow>(found->id);
  EntryRow& entry = *work.Change<EntryRow>(about->id);
  entry.correction_id.reset();
  row.state = request.granted() ? v1::GRANTED : v1::DISMISSED;
  row.reason = request.reason();
  row.decided_by = work.caller.subject;
  row.decided_at = work.now;
  if (request.granted()) GrantCase(work, entry, row, request.minutes());
  row.decided_minutes = entry.posted_minutes;
  work.Emit(request.granted() ? "CASE_GRANTED" : "CASE_DISMISSED", entry.id, ToEvent(row, entry));
  if (request.granted()) EmitEntry(work, "ENTRY_CORRECTED", entry);
  return absl::OkStatus();
}

void AnswerCase(const DecideCaseRequest& request, const Work& work, v1::Correction& answer) {
  if (const auto* row = work.Find<CorrectionRow>(IdOf(request.name()))) answer = ToProto(*row);
}

}  // namespace

void OpenLateFactsCase(Work& work, const EntryRow& entry, int32_t revision, const Asked& asked) {
  if (!entry.correction_id) {
    return Open(work, entry, DeriveUuid(entry.id, absl::StrCat("case/", revision)), v1::LATE_FACTS, asked);
  }
  CorrectionRow* open = work.Change<CorrectionRow>(*entry.correction_id);
  if (open == nullptr || open->kind != v1::LATE_FACTS) return;
  open->start_at = asked.start;
  open->end_at = asked.end;
  open->requested_minutes = asked.minutes;
  work.Emit("CASE_OPENED", entry.id, ToEvent(*open, entry));
}

Uuid OpenCheckCase(Work& work, const EntryRow& entry, const Uuid& call_back, int32_t minutes) {
  if (entry.correction_id) return *entry.correction_id;
  const Uuid id = DeriveUuid(call_back, "case");
  Open(work, entry, id, v1::RANDOM_CHECK, {entry.start_at, entry.end_at, minutes});
  return id;
}

const Verb& RequestCorrectionVerb() {
  static const Verb verb = MakeVerb<RequestCorrectionRequest, v1::Correction>(
      "RequestCorrection", TouchRequest, RequestCorrection, AnswerRequest);
  return verb;
}
const Verb& DecideCaseVerb() {
  static const Verb verb = MakeVerb<DecideCaseRequest, v1::Correction>("DecideCase", TouchCase, DecideCase,
                                                                       AnswerCase, TouchAroundCase);
  return verb;
}

}  // namespace diandan::hours
