#include "services/hours/decide_rules.h"

#include "absl/strings/str_cat.h"
#include "services/hours/access_rules.h"
#include "services/hours/conflict_rules.h"
#include "services/hours/entry_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/steps_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

std::string NameOf(const EntryRow& entry) { return ResourceNameOf(entry.county_id, "entries", entry.id); }

Status WrongMinutes(const EntryRow& entry, int32_t minutes, int32_t least, int32_t most) {
  if (least > most) return Refuse(errors::v1::MINUTES_OUT_OF_RANGE, {{"entry", NameOf(entry)}});
  return Refuse(errors::v1::MINUTES_OUT_OF_RANGE, {{"entry", NameOf(entry)},
                                                   {"minutes", absl::StrCat(minutes)},
                                                   {"min", absl::StrCat(least)},
                                                   {"max", absl::StrCat(most)}});
}

// Reasons are numbered by the verdict they belong to (entry.proto).
bool Fits(v1::Verdict verdict, v1::DecisionReason reason) {
  switch (verdict) {
    case v1::VERIFY:
      return reason == v1::DECISION_REASON_UNSPECIFIED || reason == v1::EVIDENCE_SUFFICES;
    case v1::ADJUST:
      return reason >= v1::CAME_LATER && reason <= v1::PARTLY_ELSEWHERE;
    case v1::REJECT:
      return reason >= v1::NOT_PRESENT && reason <= v1::NO_TIME_GIVEN;
    case v1::RETURN:
      return reason >= v1::ASK_TIMES && reason <= v1::ASK_WORK_DONE;
    default:
      return false;
  }
}

const char* ReasonsFor(v1::Verdict verdict) {
  switch (verdict) {
    case v1::VERIFY:
      return "one_of:EVIDENCE_SUFFICES";
    case v1::ADJUST:
      return "one_of:CAME_LATER, LEFT_EARLIER, TRAVEL_COUNTED, BREAK_COUNTED, PARTLY_ELSEWHERE";
    case v1::REJECT:
      return "one_of:NOT_PRESENT, RECORDED_ELSEWHERE, NOT_VOLUNTARY_SERVICE, RECORDED_TWICE, NO_TIME_GIVEN";
    default:
      return "one_of:ASK_TIMES, ASK_PRESENCE, ASK_WORK_DONE";
  }
}

ClaimWish WishOf(const EntryRow& entry, int32_t minutes) {
  return {entry.id, entry.volunteer_id, entry.county_id, entry.start_at, entry.end_at, minutes};
}

std::vector<std::string> Names(const std::vector<v1::SecondReason>& reasons) {
  std::vector<std::string> names;
  for (v1::SecondReason reason : reasons) names.push_back(v1::SecondReason_Name(reason));
  return names;
}

void Return(Work& work, EntryRow& entry, const v1::Decision& decision) {
  Step(entry, v1::RETURNED, work.now);
  entry.reason = decision.reason();
  entry.return_answer = v1::RETURN_ANSWER_UNSPECIFIED;
  EmitEntry(work, "ENTRY_RETURNED", entry);
}

}  // namespace

Status CheckVerdict(const EntryRow& entry, const v1::Decision& decision) {
  if (entry.state != v1::PENDING || (decision.revision() != 0 && decision.revision() != entry.revision)) {
    return Refuse(errors::v1::ENTRY_WRONG_STATE, {{"entry", NameOf(entry)},
                                                  {"state", v1::EntryState_Name(entry.state)},
                                                  {"revision", absl::StrCat(entry.revision)}});
  }
  if (!Fits(decision.verdict(), decision.reason())) {
    return InvalidField("decisions.reason", v1::DecisionReason_Name(decision.reason()),
                        ReasonsFor(decision.verdict()));
  }
  const bool credits = decision.verdict() == v1::VERIFY || decision.verdict() == v1::ADJUST;
  if (credits && entry.reported_minutes == 0) {
    return Refuse(errors::v1::NO_TIME_TO_CREDIT, {{"entry", NameOf(entry)}});
  }
  if (decision.verdict() == v1::ADJUST &&
      (decision.minutes() < 1 || decision.minutes() >= entry.reported_minutes)) {
    return WrongMinutes(entry, decision.minutes(), 1, entry.reported_minutes - 1);
  }
  return absl::OkStatus();
}

StatusOr<int32_t> CheckMinutes(const Work& work, const EntryRow& entry, int32_t minutes) {
  if (minutes == 0) return 0;
  if (entry.home_county == work.county) return CheckClaim(work, WishOf(entry, minutes));
  const auto* claims = work.Extra<ClaimsAbroad>();
  if (claims == nullptr) return ClaimNeeded();
  auto claim = claims->by_entry.find(entry.id);
  if (claim == claims->by_entry.end() || claim->second.minutes != minutes ||
      claim->second.token <= entry.claim_floor) {
    return ClaimNeeded();
  }
  return claim->second.day_minutes;
}

void ClaimFor(Work& work, EntryRow& entry, int32_t minutes) {
  if (minutes == 0) return;
  entry.claim_token = entry.home_county == work.county
                          ? TakeClaim(work, WishOf(entry, minutes))
                          : work.Extra<ClaimsAbroad>()->by_entry.at(entry.id).token;
}

Status Decide(Work& work, const EntryRow& found, const v1::Decision& decision) {
  DD_RETURN_IF_ERROR(MayTouch(work.caller, found, {Role::kReviewer}));
  DD_RETURN_IF_ERROR(CheckVerdict(found, decision));
  int32_t minutes = MinutesOf(decision, found);
  DD_ASSIGN_OR_RETURN(int32_t day, CheckMinutes(work, found, minutes));
  const PolicyRow policy = CurrentPolicy(work);
  auto reasons = PartsIn(work.caller, *work.Find<AcceptanceRow>(found.acceptance_id),
                         work.Find<TeamRow>(found.team_id), found.team_id);
  if (policy.own_part_refused && !reasons.empty()) {
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", v1::SecondReason_Name(reasons.front())}});
  }

  EntryRow& entry = *work.Change<EntryRow>(found.id);
  if (decision.verdict() == v1::RETURN) {
    Return(work, entry, decision);
    return absl::OkStatus();
  }
  ClaimFor(work, entry, minutes);
  entry.verdict = decision.verdict();
  const int32_t over = minutes - WithinCap(policy, minutes, day);
  entry.reason = decision.verdict() == v1::VERIFY ? v1::EVIDENCE_SUFFICES : decision.reason();
  if (over > 0) entry.reason = v1::CAPPED_BY_POLICY;
  entry.decided_minutes = minutes - over;
  entry.first_reviewer = work.caller.subject;

  for (v1::SecondReason reason : TakesTwo(policy, entry.grade, day - over)) reasons.push_back(reason);
  if (reasons.empty()) {
    Conclude(work, entry);
  } else {
    Step(entry, v1::SECOND, work.now);
    entry.second_reasons = Names(reasons);
    EmitEntry(work, "ENTRY_SECOND", entry);
  }
  if (over > 0) GiveUpClaim(work, entry);
  return absl::OkStatus();
}

}  // namespace diandan::hours
