// Lists of the menu, of projects and of wishes. All functions throw db::Error.
#pragma once

#include <string>
#include <vector>

#include "diandan/orders/v1/menu_service.pb.h"
#include "diandan/orders/v1/wish_service.pb.h"
#include "services/base/ids.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// One more than the page holds when there are more.
std::vector<MenuItemRow> ListMenu(db::Connection& connection, CountyId county,
                                  const v1::ListMenuRequest& request, const Page& page);
std::vector<ProjectRow> ListProjects(db::Connection& connection, CountyId county,
                                     const v1::ListProjectsRequest& request, const Page& page);
// Of stations at or below any of the paths, oldest first.
std::vector<WishRow> ListWishes(db::Connection& connection, CountyId county,
                                const std::vector<std::string>& paths, bool open_only, const Page& page);

}  // namespace diandan::orders
