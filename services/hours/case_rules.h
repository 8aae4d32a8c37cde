// Corrections of what was decided. The ledger is never edited: a granted one adds a transfer that names the
// one it corrects, after somebody else than the first reviewers has looked (志愿服务条例 19, 民政部令67号).
#pragma once

#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/verb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// What a correction says should stand.
struct Asked {
  absl::Time start, end;
  int32_t minutes = 0;
};
// The picture changed after the decision; an open correction of the same kind is brought up to date.
void OpenLateFactsCase(Work& work, const EntryRow& entry, int32_t revision, const Asked& asked);

// What the people served said when they were called back (draw_rules.h) is not what was credited. Returns the
// case that is open now, which may be one that was open before.
Uuid OpenCheckCase(Work& work, const EntryRow& entry, const Uuid& call_back, int32_t minutes);

const Verb& RequestCorrectionVerb();
// Extra: ClaimsAbroad, when more minutes shall stand. Answers ClaimNeeded() as DecideEntries does.
const Verb& DecideCaseVerb();

}  // namespace diandan::hours
