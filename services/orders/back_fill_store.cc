#include "services/orders/back_fill_store.h"

#include "services/base/request_fields.h"
#include "services/db/where.h"
#include "services/orders/store_lists.h"

namespace diandan::orders {

std::vector<BackFillRow> ListBackFills(db::Connection& connection, CountyId county,
                                       const v1::ListBackFillsRequest& request, const BackFillsInSight& sight,
                                       const Page& page) {
  db::Where where;
  where.And("x.county_id = ", county);
  where.And(absl::StrCat("(x.team_id = ANY (", where.Param(sight.teams), ") OR EXISTS (SELECT FROM unnest(",
                         where.Param(sight.org_paths),
                         ") AS p WHERE x.station_path = p OR starts_with(x.station_path, p || '.')))"));
  if (!request.order().empty()) where.And("x.order_id = ", IdOf(request.order()));
  if (request.states_size() > 0) {
    std::vector<std::string> states;
    for (int state : request.states())
      states.push_back(v1::BackFillState_Name(static_cast<v1::BackFillState>(state)));
    where.And(absl::StrCat("x.state = ANY (", where.Param(states), ")"));
  }
  if (!page.after.empty()) {
    where.And(absl::StrCat("(x.proposed_at, x.id) < (", where.Param(Before(page, 0)), "::timestamptz, ",
                           where.Param(IdAfter(page, 1)), ")"));
  }
  const std::string most = where.Param(static_cast<int32_t>(page.size + 1));
  return RowsWhere<BackFillRow>(
      connection, absl::StrCat(where.text(), " ORDER BY x.proposed_at DESC, x.id DESC LIMIT ", most),
      where.params());
}

}  // namespace diandan::orders
