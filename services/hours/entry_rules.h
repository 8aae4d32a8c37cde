// Deciding entries: what a reviewer, a leader, an objector and the clock may do with one (design §3,
// DecideEntries row). Pure; each verb is one row.
#pragma once

#include "diandan/hours/v1/commands.pb.h"
#include "diandan/hours/v1/entry_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

inline constexpr int kReturnDays = 7;  // an unanswered return goes back to the queue

// Extra: ClaimsAbroad. Answers ClaimNeeded() when an entry of a guest needs its claim first.
const Verb& DecideEntriesVerb();
const Verb& AnswerReturnVerb();
const Verb& ConfirmSecondVerb();
const Verb& ObjectToEntryVerb();

// The clock's. PassByRule as DecideEntries; when the minutes cannot stand it hands the entry to reviewers.
const Verb& PassByRuleVerb();
const Verb& EndNoticeVerb();
const Verb& DoubtNoticeVerb();
const Verb& TakeBackReturnVerb();
const Verb& SettleEmptyVerb();
const Verb& ErrandDoneVerb();

// The minutes a verdict would credit; what is claimed for it.
int32_t MinutesOf(const v1::Decision& decision, const EntryRow& entry);

}  // namespace diandan::hours
