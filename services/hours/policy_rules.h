// What a county decided about hours. A version is never changed; entries name the one that graded them. What
// loosens the policy waits until a second person agrees, and is gone when nobody does.
#pragma once

#include "diandan/hours/v1/policy_service.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/verb.h"
#include "services/hours/proposal_rules.h"
#include "services/hours/rows.h"

namespace diandan::hours {

Uuid PolicyShelf(CountyId county);
Uuid PolicyId(CountyId county, int32_t version);
Uuid ProposalId(CountyId county);
void TouchPolicy(CountyId county, Touches& touches);
void TouchProposal(CountyId county, Touches& touches);
// The latest version; version 0 with the built-in settings when none was set.
PolicyRow CurrentPolicy(const Work& work);
PolicyRow BuiltInPolicy(CountyId county);
// How long an entry of this grade is on public notice.
int32_t NoticeDays(const PolicyRow& policy, v1::Grade grade);
// The current version with what waits beside it.
v1::Policy ShowPolicy(const Work& work);

const Verb& SetPolicyVerb();
const Verb& ConfirmPolicyVerb();

}  // namespace diandan::hours
