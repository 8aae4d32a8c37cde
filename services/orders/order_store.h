// SQL of orders that loading by id or parent does not cover: lists, histories, and what the clock looks for.
// All functions throw db::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "services/base/caller.h"
#include "services/base/ids.h"
#include "services/base/page.h"
#include "services/db/query.h"

namespace diandan::orders {

// Which orders of a county a caller may see at all.
struct OrdersInSight {
  bool all = false;
  std::vector<std::string> org_paths;  // stations at or below
  std::vector<Uuid> teams;             // held by, asked, or started by
  bool open_ones = false;              // leaders: whatever nobody has taken
  std::string subject;                 // placed by
  Uuid volunteer;                      // on the roster
};
OrdersInSight InSightOf(const Caller& caller, CountyId county);

struct OrderIds {
  std::vector<Uuid> ids;
  std::vector<std::string> last;  // for NextPageToken; empty on the last page
};
StatusOr<OrderIds> ListOrders(db::Connection& connection, CountyId county,
                              const v1::ListOrdersRequest& request, const OrdersInSight& sight,
                              absl::Time now, const Page& page);

// The events of one order, oldest first.
struct HistoryStep {
  int64_t seq = 0;
  std::string kind, actor, payload_type, payload;
  absl::Time time;
};
std::vector<HistoryStep> HistoryOf(db::Connection& connection, CountyId county, const Uuid& order);

// Things of any county whose time has come, the longest overdue first. Needs a transaction for kAllCounties.
struct DueThing {
  CountyId county = 0;
  Uuid id;
  absl::Time due_at;
};
std::vector<DueThing> DueOrders(db::Connection& connection, absl::Time now, int limit);
std::vector<DueThing> DueSeries(db::Connection& connection, absl::Time now, int limit);

}  // namespace diandan::orders
