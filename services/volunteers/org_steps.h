// Steps that the rules of organisations share. Internal to org_rules.cc, division_rules.cc, post_rules.cc.
#pragma once

#include <string>

#include "services/base/command.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_rules.h"

namespace diandan::volunteers {

Scope At(const OrgRow& org);
Status UnknownOrg(absl::string_view name);
// An open organisation of this county.
StatusOr<const OrgRow*> OpenOrg(const Work& work, const std::string& name);
// A new row under `parent`; null for the centre. Not yet announced.
OrgRow& AddOrg(Work& work, const Uuid& id, const OrgRow* parent, v1::OrgTier tier, const std::string& name);
void EmitOrg(Work& work, const OrgRow& row);
// After a change: next revision, then the event.
void TouchedOrg(Work& work, OrgRow& row);

// For verbs on `request.name`: the organisation, its posts, their holders.
template <typename Request>
void TouchNamedOrg(const Request& request, Touches& touches) {
  touches.Add<OrgRow>(IdOf(request.name()));
  TouchPosts(IdOf(request.name()), touches);
}
template <typename Request>
void TouchNamedHolders(const Request& request, const Work& work, Touches& touches) {
  TouchHolders(work, IdOf(request.name()), touches);
}
template <typename Request>
void AnswerNamedOrg(const Request& request, const Work& work, v1::Org& response) {
  if (const OrgRow* row = work.Find<OrgRow>(IdOf(request.name()))) response = ShowOrgWithPosts(work, *row);
}

}  // namespace diandan::volunteers
