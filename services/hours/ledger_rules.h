// The ledger: minutes in double entry. Three kinds of account in a county of service:
//   issue      what the county has promised; its debits are all minutes ever reported
//   pending    minutes reported and not yet decided
//   volunteer  minutes that stand; the only kind with a balance row
//
//   PEND  issue → pending      POST  pending → volunteer
//   VOID  pending → issue      CORRECT  issue ↔ volunteer
// A transfer's id is derived from what it records, so recording it twice is impossible; rows are never
// changed. Functions here are called by rules that have already refused what must be refused, and that tell
// of it by their next event: its number goes into the row, and what the row says is sealed with that event.
// Whatever minutes stand earn points in the same transaction (points_rules.h).
#pragma once

#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/hours/rows.h"

namespace diandan::hours {

Uuid IssueAccount(CountyId county);
Uuid PendingAccount(CountyId county);
Uuid VolunteerAccount(const Uuid& volunteer);
// uuid5(attendance, "POST/1"). For CORRECT `revision` counts the corrections of the entry.
Uuid TransferId(const Uuid& entry, v1::TransferKind kind, int32_t revision);

// Moves the entry's reported minutes to pending, under its revision.
void Pend(Work& work, const EntryRow& entry);
// Takes all pending minutes of the entry's revision back.
void VoidPending(Work& work, const EntryRow& entry);
// Posts `minutes` (0 < minutes ≤ reported) and takes the rest back. Needs the account and TouchEarning
// touched.
void Post(Work& work, EntryRow& entry, int32_t minutes);
// Brings what stands from entry.posted_minutes to `minutes` by one transfer. Needs the account and
// TouchEarning touched.
void Correct(Work& work, EntryRow& entry, int32_t minutes);

}  // namespace diandan::hours
