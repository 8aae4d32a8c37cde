// Who reads the log of a whole county: in every service the same, so access rows and the read agree.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "services/base/caller.h"

namespace diandan {

inline const std::vector<Role>& AuditReaders() {
  static const auto* roles = new std::vector<Role>{Role::kCountyAdmin, Role::kReviewer, Role::kAuditor};
  return *roles;
}

// True when a grant with one of these roles reaches the whole county: an organisation path of one step is the
// county centre.
inline bool HoldsCentre(const Caller& caller, CountyId county, const std::vector<Role>& roles) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    const bool centre = !grant.org_path.empty() && grant.org_path.find('.') == std::string::npos;
    return grant.county == county && grant.scope == ScopeKind::kOrg && centre &&
           std::find(roles.begin(), roles.end(), grant.role) != roles.end();
  });
}

}  // namespace diandan
