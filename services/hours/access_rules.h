// Who may do what with hours: the rows for the door, and the checks of rules once the thing is known.
#pragma once

#include <initializer_list>
#include <vector>

#include "services/base/caller.h"
#include "services/base/status.h"
#include "services/hours/rows.h"
#include "services/hours/visible.h"

namespace diandan::hours {

const std::vector<AccessRow>& AccessRows();

// The caller holds one of the roles at the whole county: no narrower organisation.
Status MayGovern(const Caller& caller, CountyId county, std::vector<Role> roles);
// … over the station, the team …
Status MayTouch(const Caller& caller, const EntryRow& entry, std::vector<Role> roles);
// … or is the person whose hours they are.
Status MayTouchOrOwns(const Caller& caller, const EntryRow& entry, std::vector<Role> roles);
Status MaySeeTeam(const Caller& caller, const TeamRow& team, std::vector<Role> roles);
// An organisation's path, and what lies below it.
Status MaySeePlace(const Caller& caller, CountyId county, const std::string& path, std::vector<Role> roles);

// What lists show somebody with these roles.
Visible VisibleTo(const Caller& caller, CountyId county, const std::vector<Role>& roles);

// Roles that may look at an entry (GetEntry, ListEntriesOfOrder).
const std::vector<Role>& EntryReaders();
// … and that are told why somebody should look at it.
const std::vector<Role>& RiskReaders();

}  // namespace diandan::hours
