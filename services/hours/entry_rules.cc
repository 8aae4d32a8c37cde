#include "services/hours/entry_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/hours/access_rules.h"
#include "services/hours/answer_rules.h"
#include "services/hours/conflict_rules.h"
#include "services/hours/decide_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/steps_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

using v1::AnswerReturnRequest;
using v1::ConfirmSecondRequest;
using v1::DecideEntriesRequest;
using v1::DecideEntriesResponse;
using v1::ObjectToEntryRequest;

Status NotFound(const std::string& name) { return Refuse(errors::v1::NOT_FOUND, {{"name", name}}); }

Status WrongState(const EntryRow& entry) {
  return Refuse(errors::v1::ENTRY_WRONG_STATE,
                {{"entry", ResourceNameOf(entry.county_id, "entries", entry.id)},
                 {"state", v1::EntryState_Name(entry.state)}});
}

// The step of the daily ladder it waits behind.
int32_t StepOf(const PolicyRow& policy, const EntryRow& entry) {
  const auto& reasons = entry.second_reasons;
  const bool very = std::find(reasons.begin(), reasons.end(), "VERY_LONG_DAY") != reasons.end();
  return very ? policy.very_long_day_minutes : policy.long_day_minutes;
}

// Requests about one entry name it in `name`.
template <typename Request>
void TouchNamed(const Request& request, Touches& touches) {
  touches.Add<EntryRow>(IdOf(request.name()));
}
template <typename Request>
void TouchAroundNamed(const Request& request, const Work& work, Touches& touches) {
  if (const EntryRow* entry = work.Find<EntryRow>(IdOf(request.name()))) TouchAround(*entry, touches);
}
template <typename Request>
void AnswerNamed(const Request& request, const Work& work, v1::Entry& answer) {
  if (const EntryRow* entry = work.Find<EntryRow>(IdOf(request.name()))) answer = ToProto(*entry);
}

// Commands of the clock name it in `entry_id`.
template <typename Request>
void TouchId(const Request& request, Touches& touches) {
  touches.Add<EntryRow>(IdOf(request.entry_id()));
}
template <typename Request>
void TouchAroundId(const Request& request, const Work& work, Touches& touches) {
  if (const EntryRow* entry = work.Find<EntryRow>(IdOf(request.entry_id()))) TouchAround(*entry, touches);
}

void TouchDecided(const DecideEntriesRequest& request, Touches& touches) {
  for (const auto& decision : request.decisions()) touches.Add<EntryRow>(IdOf(decision.entry()));
}

void TouchAroundDecided(const DecideEntriesRequest& request, const Work& work, Touches& touches) {
  for (const auto& decision : request.decisions()) {
    if (const EntryRow* entry = work.Find<EntryRow>(IdOf(decision.entry()))) TouchAround(*entry, touches);
  }
}

// One refusal for several entries: the first one's reason, and a line for each.
Status Gather(const std::vector<std::pair<int, Status>>& refused, const DecideEntriesRequest& request) {
  const Status& first = refused.front().second;
  if (request.decisions_size() == 1) return first;
  errors::v1::ErrorInfo info = InfoOf(first);
  for (const auto& [index, status] : refused) {
    auto* field = info.add_fields();
    field->set_field(absl::StrCat("decisions[", index, "].entry"));
    field->set_value(request.decisions(index).entry());
    field->set_want(errors::v1::Reason_Name(ReasonOf(status)));
  }
  return FromInfo(first.code(), info);
}

// All or none: what the entries before did is taken back with the command when a later one is refused.
Status DecideAll(Work& work, const DecideEntriesRequest& request) {
  std::vector<std::pair<int, Status>> refused;
  for (int i = 0; i < request.decisions_size(); ++i) {
    const v1::Decision& decision = request.decisions(i);
    const EntryRow* entry = work.Find<EntryRow>(IdOf(decision.entry()));
    bool known = entry != nullptr && CountyIn(decision.entry()) == work.county;
    Status status = known ? Decide(work, *entry, decision) : NotFound(decision.entry());
    if (IsClaimNeeded(status)) return status;
    if (!status.ok()) refused.emplace_back(i, status);
  }
  return refused.empty() ? absl::OkStatus() : Gather(refused, request);
}

void AnswerDecided(const DecideEntriesRequest& request, const Work& work, DecideEntriesResponse& response) {
  for (const auto& decision : request.decisions()) {
    if (const EntryRow* entry = work.Find<EntryRow>(IdOf(decision.entry()))) {
      *response.add_entries() = ToProto(*entry);
    }
  }
}

Status AnswerReturn(Work& work, const AnswerReturnRequest& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.name()));
  if (found == nullptr) return NotFound(request.name());
  DD_RETURN_IF_ERROR(MayTouch(work.caller, *found, {Role::kLeader}));
  if (found->state != v1::RETURNED) return WrongState(*found);
  bool fewer = request.answer() == v1::FEWER_MINUTES;
  if (request.answer() == v1::UNANSWERED) {
    return InvalidField("answer", "UNANSWERED", "one_of:STANDS, FEWER_MINUTES, WAS_NOT_THERE");
  }
  if (fewer && (request.minutes() < 1 || request.minutes() >= found->reported_minutes)) {
    return Refuse(errors::v1::MINUTES_OUT_OF_RANGE, {{"minutes", absl::StrCat(request.minutes())},
                                                     {"min", "1"},
                                                     {"max", absl::StrCat(found->reported_minutes - 1)}});
  }

  // The leader proposes; the reviewer decides. What was reported stays as it was.
  EntryRow& entry = *work.Change<EntryRow>(found->id);
  Step(entry, v1::PENDING, work.now);
  entry.return_answer = request.answer();
  entry.decided_minutes = fewer ? request.minutes() : 0;
  EmitEntry(work, "ENTRY_ANSWERED", entry);
  return absl::OkStatus();
}

Status ConfirmSecond(Work& work, const ConfirmSecondRequest& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.name()));
  if (found == nullptr) return NotFound(request.name());
  DD_RETURN_IF_ERROR(MayTouch(work.caller, *found, {Role::kReviewer}));
  if (found->state != v1::SECOND) return WrongState(*found);
  if (work.caller.subject == found->first_reviewer) {
    return Refuse(errors::v1::SECOND_REVIEWER_NEEDED, {{"entry", request.name()}});
  }
  auto parts = PartsIn(work.caller, *work.Find<AcceptanceRow>(found->acceptance_id),
                       work.Find<TeamRow>(found->team_id), found->team_id);
  if (!parts.empty()) {
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", v1::SecondReason_Name(parts.front())}});
  }
  if (!MayConfirm(work.caller, *found)) {
    return Refuse(errors::v1::DAILY_LADDER,
                  {{"limit", absl::StrCat(StepOf(CurrentPolicy(work), *found))}, {"entry", request.name()}});
  }

  EntryRow& entry = *work.Change<EntryRow>(found->id);
  if (!request.agreed()) {
    Requeue(work, entry);
    EmitEntry(work, "ENTRY_PENDED", entry);
    return absl::OkStatus();
  }
  entry.second_reviewer = work.caller.subject;
  Conclude(work, entry);
  return absl::OkStatus();
}

Status ObjectToEntry(Work& work, const ObjectToEntryRequest& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.name()));
  if (found == nullptr) return NotFound(request.name());
  DD_RETURN_IF_ERROR(
      MayTouchOrOwns(work.caller, *found, {Role::kLeader, Role::kClerk, Role::kOfficer, Role::kReviewer}));
  if (found->state != v1::NOTICE) return WrongState(*found);
  if (*found->notice_until <= work.now) return WrongState(*found);

  EntryRow& entry = *work.Change<EntryRow>(found->id);
  Requeue(work, entry);
  EmitEntry(work, "ENTRY_PENDED", entry);
  return absl::OkStatus();
}

Status PassByRule(Work& work, const v1::PassByRule& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.entry_id()));
  if (found == nullptr || found->state != v1::PENDING || !found->passes_by_rule) {
    return absl::OkStatus();
  }
  if (work.Find<AcceptanceRow>(found->acceptance_id)->revision > request.looked_revision())
    return absl::OkStatus();
  StatusOr<int32_t> day = 0;
  if (!request.leave()) {
    day = CheckMinutes(work, *found, found->reported_minutes);
    if (IsClaimNeeded(day.status())) return day.status();
  }

  EntryRow& entry = *work.Change<EntryRow>(found->id);
  const PolicyRow policy = CurrentPolicy(work);
  const int32_t credited = day.ok() ? WithinCap(policy, entry.reported_minutes, *day) : 0;
  const int32_t over = entry.reported_minutes - credited;
  if (request.leave() || !day.ok() || !TakesTwo(policy, entry.grade, *day - over).empty()) {
    // A claim just taken abroad is handed back; here none was taken yet.
    if (!request.leave() && day.ok() && entry.home_county != work.county) {
      ClaimFor(work, entry, entry.reported_minutes);
    }
    entry.passes_by_rule = false;
    GiveUpClaim(work, entry);
    EmitEntry(work, "ENTRY_PENDED", entry);
    return absl::OkStatus();
  }
  ClaimFor(work, entry, entry.reported_minutes);
  entry.verdict = v1::VERIFY;
  entry.reason = over > 0 ? v1::CAPPED_BY_POLICY : v1::PASSED_BY_RULE;
  entry.decided_minutes = credited;
  entry.first_reviewer = work.caller.subject;
  Conclude(work, entry);
  if (over > 0) GiveUpClaim(work, entry);
  return absl::OkStatus();
}

Status EndNotice(Work& work, const v1::EndNotice& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.entry_id()));
  if (found == nullptr || found->state != v1::NOTICE || *found->notice_until > work.now)
    return absl::OkStatus();
  Finish(work, *work.Change<EntryRow>(found->id));
  return absl::OkStatus();
}

Status DoubtNotice(Work& work, const v1::DoubtNotice& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.entry_id()));
  if (found == nullptr || found->state != v1::NOTICE || !PassedByRule(*found)) return absl::OkStatus();
  EntryRow& entry = *work.Change<EntryRow>(found->id);
  Requeue(work, entry);
  EmitEntry(work, "ENTRY_PENDED", entry);
  return absl::OkStatus();
}

Status TakeBackReturn(Work& work, const v1::TakeBackReturn& request) {
  const EntryRow* found = work.Find<EntryRow>(IdOf(request.entry_id()));
  if (found == nullptr || found->state != v1::RETURNED) return absl::OkStatus();
  if (*found->returned_at + absl::Hours(24 * kReturnDays) > work.now) return absl::OkStatus();
  EntryRow& entry = *work.Change<EntryRow>(found->id);
  Step(entry, v1::PENDING, work.now);
  entry.return_answer = v1::UNANSWERED;
  EmitEntry(work, "ENTRY_ANSWERED", entry);
  return absl::OkStatus();
}

void TouchAcceptance(const v1::SettleEmpty& request, Touches& touches) {
  touches.Add<AcceptanceRow>(IdOf(request.acceptance_id()));
}

Status SettleEmpty(Work& work, const v1::SettleEmpty& request) {
  const AcceptanceRow* found = work.Find<AcceptanceRow>(IdOf(request.acceptance_id()));
  if (found == nullptr || !found->settle_after || *found->settle_after > work.now) return absl::OkStatus();
  SettleAcceptance(work, found->id);
  return absl::OkStatus();
}

void TouchErrand(const v1::ErrandDone& request, Touches& touches) {
  touches.Add<ErrandRow>(IdOf(request.errand_id()));
}

Status ErrandDone(Work& work, const v1::ErrandDone& request) {
  if (ErrandRow* errand = work.Change<ErrandRow>(IdOf(request.errand_id()))) errand->done = true;
  return absl::OkStatus();
}

template <typename Request>
Verb EntryVerb(const char* name, Status (*rule)(Work&, const Request&)) {
  return MakeVerb<Request, v1::Entry>(name, TouchNamed<Request>, rule, AnswerNamed<Request>,
                                      TouchAroundNamed<Request>);
}
template <typename Request>
Verb ClockVerb(const char* name, Status (*rule)(Work&, const Request&)) {
  return MakeVerb<Request, v1::Done>(name, TouchId<Request>, rule, NoAnswer<Request>, TouchAroundId<Request>);
}

}  // namespace

int32_t MinutesOf(const v1::Decision& decision, const EntryRow& entry) {
  if (decision.verdict() == v1::VERIFY) return entry.reported_minutes;
  return decision.verdict() == v1::ADJUST ? decision.minutes() : 0;
}

const Verb& DecideEntriesVerb() {
  static const Verb verb = MakeVerb<DecideEntriesRequest, DecideEntriesResponse>(
      "DecideEntries", TouchDecided, DecideAll, AnswerDecided, TouchAroundDecided);
  return verb;
}
const Verb& AnswerReturnVerb() {
  static const Verb verb = EntryVerb("AnswerReturn", AnswerReturn);
  return verb;
}
const Verb& ConfirmSecondVerb() {
  static const Verb verb = EntryVerb("ConfirmSecond", ConfirmSecond);
  return verb;
}
const Verb& ObjectToEntryVerb() {
  static const Verb verb = EntryVerb("ObjectToEntry", ObjectToEntry);
  return verb;
}
const Verb& PassByRuleVerb() {
  static const Verb verb = ClockVerb("PassByRule", PassByRule);
  return verb;
}
const Verb& EndNoticeVerb() {
  static const Verb verb = ClockVerb("EndNotice", EndNotice);
  return verb;
}
const Verb& DoubtNoticeVerb() {
  static const Verb verb = ClockVerb("DoubtNotice", DoubtNotice);
  return verb;
}
const Verb& TakeBackReturnVerb() {
  static const Verb verb = ClockVerb("TakeBackReturn", TakeBackReturn);
  return verb;
}
const Verb& SettleEmptyVerb() {
  static const Verb verb = MakeVerb<v1::SettleEmpty, v1::Done>("SettleEmpty", TouchAcceptance, SettleEmpty,
                                                               NoAnswer<v1::SettleEmpty>);
  return verb;
}
const Verb& ErrandDoneVerb() {
  static const Verb verb =
      MakeVerb<v1::ErrandDone, v1::Done>("ErrandDone", TouchErrand, ErrandDone, NoAnswer<v1::ErrandDone>);
  return verb;
}

}  // namespace diandan::hours
