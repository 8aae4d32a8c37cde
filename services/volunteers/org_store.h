// Lists of organisations and units. Throws db::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/query.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

struct OrgFilter {
  std::optional<Uuid> parent;  // direct children of
  std::string tier, code;      // "" = any
  bool include_closed = false;
};
// By path; one more than the page holds when there are more. Page key: path.
std::vector<OrgRow> ListOrgs(db::Connection& connection, CountyId county, const OrgFilter& filter,
                             const Page& page);

// Who has this division code now; nil: nobody.
Uuid OrgWithCode(db::Connection& connection, CountyId county, const std::string& code);

// By name; page key: name, id.
std::vector<UnitRow> ListUnits(db::Connection& connection, CountyId county, const std::string& kind,
                               bool include_closed, const Page& page);

}  // namespace diandan::volunteers
