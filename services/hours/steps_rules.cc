#include "services/hours/steps_rules.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/hours/claim_rules.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/points_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/transitions.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

AcceptanceRow& AcceptanceOf(Work& work, const EntryRow& entry) {
  AcceptanceRow* row = work.Change<AcceptanceRow>(entry.acceptance_id);
  if (row == nullptr) throw std::logic_error("an entry without its acceptance");
  return *row;
}

// An entry that was open is not any more.
void Count(Work& work, const EntryRow& entry) {
  AcceptanceRow& acceptance = AcceptanceOf(work, entry);
  --acceptance.open_entries;
  if (entry.posted_minutes > 0) {
    ++acceptance.standing;
    acceptance.posted_minutes += entry.posted_minutes;
  }
}

}  // namespace

void TouchAround(const EntryRow& entry, Touches& touches) {
  touches.Add<AcceptanceRow>(entry.acceptance_id);
  touches.Add<TeamRow>(entry.team_id);
  touches.Add<AccountRow>(VolunteerAccount(entry.volunteer_id));
  if (entry.correction_id) touches.Add<CorrectionRow>(*entry.correction_id);
  TouchPolicy(entry.county_id, touches);
  TouchEarning(entry, touches);
  if (entry.home_county == entry.county_id) {
    TouchClaims(entry.id, entry.volunteer_id, entry.start_at, touches);
  }
}

void Step(EntryRow& entry, v1::EntryState to, absl::Time now) {
  if (!MayStep(entry.state, to)) {
    throw std::logic_error(
        absl::StrCat("no step from ", v1::EntryState_Name(entry.state), " to ", v1::EntryState_Name(to)));
  }
  entry.prev_state = entry.state;
  entry.state = to;
  entry.notice_until.reset();
  entry.returned_at.reset();
  entry.settled_at.reset();
  if (to == v1::RETURNED) entry.returned_at = now;
  if (to == v1::POSTED || to == v1::VOIDED) entry.settled_at = now;
  if (to != v1::PENDING) entry.passes_by_rule = false;
}

bool PassedByRule(const EntryRow& entry) { return entry.first_reviewer == "service:hours"; }

void Requeue(Work& work, EntryRow& entry) {
  Step(entry, v1::PENDING, work.now);
  entry.verdict = v1::VERDICT_UNSPECIFIED;
  entry.reason = v1::DECISION_REASON_UNSPECIFIED;
  entry.decided_minutes = 0;
  entry.second_reasons.clear();
  entry.first_reviewer.clear();
  entry.second_reviewer.clear();
  GiveUpClaim(work, entry);
}

void Conclude(Work& work, EntryRow& entry) {
  const PolicyRow policy = CurrentPolicy(work);
  const int days = NoticeDays(policy, entry.grade);
  if (days == 0) return Finish(work, entry);
  Step(entry, v1::NOTICE, work.now);
  entry.notice_until = work.now + absl::Hours(24 * days);
  EmitEntry(work, "ENTRY_NOTICED", entry);
}

void Finish(Work& work, EntryRow& entry) {
  if (entry.decided_minutes > 0) {
    Step(entry, v1::POSTED, work.now);
    Post(work, entry, entry.decided_minutes);
  } else {
    Step(entry, v1::VOIDED, work.now);
    VoidPending(work, entry);
  }
  Count(work, entry);
  EmitEntry(work, entry.state == v1::POSTED ? "ENTRY_POSTED" : "ENTRY_VOIDED", entry);
  SettleAcceptance(work, entry.acceptance_id);
}

void Drop(Work& work, EntryRow& entry) {
  Step(entry, v1::VOIDED, work.now);
  entry.verdict = v1::REJECT;
  entry.reason = v1::PICTURE_CHANGED;
  entry.decided_minutes = 0;
  entry.second_reasons.clear();
  VoidPending(work, entry);
  GiveUpClaim(work, entry);
  Count(work, entry);
  EmitEntry(work, "ENTRY_VOIDED", entry);
}

void SettleAcceptance(Work& work, const Uuid& id) {
  const AcceptanceRow* found = work.Find<AcceptanceRow>(id);
  if (found->open_entries > 0 || found->settled) return;
  AcceptanceRow& acceptance = *work.Change<AcceptanceRow>(id);
  acceptance.settled = true;
  acceptance.settle_after.reset();
  v1::OrderEntriesSettled event;
  event.set_order_id(acceptance.order_id.ToString());
  event.set_acceptance_id(acceptance.id.ToString());
  event.set_revision(acceptance.revision);
  event.set_standing(acceptance.standing);
  event.set_posted_minutes(acceptance.posted_minutes);
  work.Emit("ORDER_ENTRIES_SETTLED", acceptance.order_id, std::move(event));
}

void GiveUpClaim(Work& work, EntryRow& entry) {
  int32_t token = std::max(entry.claim_token, entry.claim_floor);
  if (token == 0) return;
  int32_t keep = MinutesStoodOn(entry);
  if (entry.home_county == work.county) return Release(work, entry.id, token, keep);
  entry.claim_floor = token;
  ErrandRow errand;
  errand.id = DeriveUuid(entry.id, absl::StrCat("release/", work.next_seq()));
  errand.kind = ErrandRow::kReleaseMinutes;
  errand.home_county = entry.home_county;
  errand.volunteer_id = entry.volunteer_id;
  errand.entry_id = entry.id;
  errand.token = token;
  errand.keep_minutes = keep;
  work.Insert(std::move(errand));
}

void EmitEntry(Work& work, const char* kind, const EntryRow& entry) {
  work.Emit(kind, entry.id, ToEvent(entry));
}

}  // namespace diandan::hours
