// The steps of an entry that several rules share: change of state with what hangs on it, the acceptance's
// counters, claims, and the events. All are called after the rule has refused what must be refused.
#pragma once

#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Everything a decision about this entry may read or change, once the entry is known. Needs the county set.
void TouchAround(const EntryRow& entry, Touches& touches);

// Sets the state, or throws when the table of transitions has no such step.
void Step(EntryRow& entry, v1::EntryState to, absl::Time now);
// The clock said yes to it, and no person.
bool PassedByRule(const EntryRow& entry);
// Back to the queue, without the verdict; gives up the claim.
void Requeue(Work& work, EntryRow& entry);
// The verdict holds: onto notice while the policy has notice days, else posted or voided now.
void Conclude(Work& work, EntryRow& entry);
// Posts or voids what is decided, in this very transaction, and settles the acceptance with the last one.
void Finish(Work& work, EntryRow& entry);
// Voids an open entry that a later picture no longer has.
void Drop(Work& work, EntryRow& entry);
// Says ORDER_ENTRIES_SETTLED when nothing of the acceptance is open any more and it was not said yet.
void SettleAcceptance(Work& work, const Uuid& acceptance);

// Lowers the claim to what the entry stands on: here when the volunteer is at home, else by an errand.
void GiveUpClaim(Work& work, EntryRow& entry);

void EmitEntry(Work& work, const char* kind, const EntryRow& entry);

}  // namespace diandan::hours
