// Lists of accounts. Throws db::Error.
#pragma once

#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/query.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

// By creation; page key: created, id. `role`: only holders of it; "" = all.
std::vector<AccountRow> ListAccounts(db::Connection& connection, CountyId county, const std::string& role,
                                     absl::Time now, const Page& page);

}  // namespace diandan::volunteers
