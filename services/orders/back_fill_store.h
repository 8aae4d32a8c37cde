// Lists of back-fills.
#pragma once

#include <string>
#include <vector>

#include "services/base/page.h"
#include "services/db/query.h"
#include "services/orders/back_fill_rows.h"

namespace diandan::orders {

// Whose back-fills somebody sees: at or below these paths, and of these teams.
struct BackFillsInSight {
  std::vector<std::string> org_paths;
  std::vector<Uuid> teams;
};

// Newest first, one more than the page holds when there is one.
std::vector<BackFillRow> ListBackFills(db::Connection& connection, CountyId county,
                                       const v1::ListBackFillsRequest& request, const BackFillsInSight& sight,
                                       const Page& page);

}  // namespace diandan::orders
