// One verdict on one entry: refused for a reason, or carried out up to the state it leads to.
#pragma once

#include "diandan/hours/v1/entry_service.pb.h"
#include "services/base/command.h"
#include "services/hours/claim_rules.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// The verdict fits the entry as it is: state, revision, minutes, and a reason of the verdict's kind.
Status CheckVerdict(const EntryRow& entry, const v1::Decision& decision);
// How many minutes the person's day has with `minutes` credited: from the claims here or from abroad.
// OVERLAPPING_MINUTES, or ClaimNeeded() when another county has to be asked first. Changes nothing.
StatusOr<int32_t> CheckMinutes(const Work& work, const EntryRow& entry, int32_t minutes);
// Claims what CheckMinutes allowed; the entry remembers the token.
void ClaimFor(Work& work, EntryRow& entry, int32_t minutes);
// Checks and carries out a reviewer's verdict.
Status Decide(Work& work, const EntryRow& entry, const v1::Decision& decision);

}  // namespace diandan::hours
