// Who may call what in `volunteers`: one row per RPC, and the second look once the thing is known.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/caller.h"
#include "services/base/command.h"

namespace diandan::volunteers {

// All rows, for the door and for the test matrix.
const std::vector<AccessRow>& Access();
// By "OrgService/CreateOrg".
const AccessRow& AccessTo(absl::string_view method);
// Full names of the proto services.
const std::vector<std::string>& ServiceNames();

// NOT_ALLOWED unless a grant with one of the RPC's roles covers `scope`, whose county is the call's.
Status MayDo(const Work& work, absl::string_view method, Scope scope);
// The same for roles named here: where rights differ by what is asked, and for reads.
Status MustHold(const Caller& caller, CountyId county, std::vector<Role> roles, Scope scope);
// True when a grant of one of these roles names the county. County admins, dispatchers, reviewers and
// auditors hold theirs at the county centre (account_rules), so for them this is the whole county.
bool HoldsInCounty(const Caller& caller, CountyId county, const std::vector<Role>& roles);

}  // namespace diandan::volunteers
