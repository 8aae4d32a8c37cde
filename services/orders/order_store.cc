#include "services/orders/order_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/db/order_by.h"

namespace diandan::orders {
namespace {

using db::Where;

// At or below a path. A range and not LIKE: behind row-level security only plain comparison can use the
// index, and '/' is the character after '.'.
std::string Below(Where& where, const std::string& column, const std::string& path) {
  const std::string exact = where.Param(path), from = where.Param(path + "."), to = where.Param(path + "/");
  return absl::StrCat("(", column, " = ", exact, " OR (", column, " >= ", from, " AND ", column, " < ", to,
                      "))");
}

std::string OfTeams(Where& where, const std::vector<Uuid>& teams, bool unanswered_only) {
  const std::string list = where.Param(teams);
  const std::string asked = absl::StrCat(
      "EXISTS (SELECT FROM offer f WHERE f.county_id = o.county_id AND f.order_id = o.id AND f.team_id = ANY "
      "(",
      list, ")", unanswered_only ? " AND f.state = 'OFFERED')" : ")");
  return unanswered_only ? asked : absl::StrCat("(o.team_id = ANY (", list, ") OR ", asked, ")");
}

void Narrow(Where& where, const OrdersInSight& sight) {
  if (sight.all) return;
  std::string any = absl::StrCat("o.placer = ", where.Param(sight.subject));
  for (const std::string& path : sight.org_paths)
    absl::StrAppend(&any, " OR ", Below(where, "o.station_path", path));
  if (!sight.teams.empty()) absl::StrAppend(&any, " OR ", OfTeams(where, sight.teams, false));
  if (sight.open_ones) absl::StrAppend(&any, " OR o.state = 'OPEN'");
  if (!sight.volunteer.is_nil()) {
    absl::StrAppend(
        &any,
        " OR EXISTS (SELECT FROM roster_place r WHERE r.county_id = o.county_id AND r.order_id = o.id AND "
        "r.removed_at IS NULL AND r.volunteer_id = ",
        where.Param(sight.volunteer), ")");
  }
  where.And(absl::StrCat("(", any, ")"));
}

void Filter(Where& where, const v1::ListOrdersRequest& request, absl::Time now) {
  if (request.states_size() > 0) {
    std::vector<std::string> states;
    for (int state : request.states())
      states.push_back(v1::OrderState_Name(static_cast<v1::OrderState>(state)));
    where.And(absl::StrCat("o.state = ANY (", where.Param(states), ")"));
  }
  if (!request.station_path().empty()) where.And(Below(where, "o.station_path", request.station_path()));
  if (!request.team().empty()) {
    where.And(OfTeams(where, {IdOf(request.team())}, request.offered_only()));
  }
  if (!request.number().empty()) where.And(absl::StrCat("o.number = ", where.Param(request.number())));
  if (!request.group().empty()) where.And(absl::StrCat("o.group_id = ", where.Param(IdOf(request.group()))));
  if (!request.series().empty())
    where.And(absl::StrCat("o.series_id = ", where.Param(IdOf(request.series()))));
  if (request.overdue_only())
    where.And(absl::StrCat("o.state IN ('PLACED', 'OPEN') AND o.deadline < ", where.Param(now)));
}

std::vector<DueThing> Due(db::Connection& connection, const std::string& table, absl::Time now, int limit) {
  const auto found = connection.Run(
      absl::StrCat("SELECT county_id, id, next_due_at FROM ", table,
                   " WHERE next_due_at <= $1::timestamptz ORDER BY next_due_at LIMIT $2::int4"),
      db::Params().Add(now).Add(static_cast<int32_t>(limit)));
  std::vector<DueThing> due;
  for (int i = 0; i < found->rows(); ++i) {
    due.push_back({found->Get<int32_t>(i, 0), found->Get<Uuid>(i, 1), found->Get<absl::Time>(i, 2)});
  }
  return due;
}

}  // namespace

OrdersInSight InSightOf(const Caller& caller, CountyId county) {
  OrdersInSight sight;
  sight.all = caller.kind == Caller::Kind::kService;
  sight.subject = caller.subject;
  sight.volunteer = caller.volunteer;
  for (const Grant& grant : caller.grants) {
    if (grant.county != county) continue;
    if (grant.scope == ScopeKind::kTeam) {
      sight.teams.push_back(grant.id);
      sight.open_ones |= grant.role == Role::kLeader;
    } else if (grant.scope == ScopeKind::kOrg && grant.role != Role::kLiaison &&
               grant.role != Role::kVolunteer) {
      // The county centre is the only organisation without one above it.
      sight.all |= grant.org_path.find('.') == std::string::npos;
      sight.org_paths.push_back(grant.org_path);
    }
  }
  return sight;
}

StatusOr<OrderIds> ListOrders(db::Connection& connection, CountyId county,
                              const v1::ListOrdersRequest& request, const OrdersInSight& sight,
                              absl::Time now, const Page& page) {
  const db::OrderBy order(request.order_by(), "placed_time desc",
                          {{"placed_time", "o.placed_at", "timestamptz"},
                           {"number", "o.number", "text"},
                           {"planned_start", "o.first_start", "timestamptz"},
                           {"completed_time", "o.completed_at", "timestamptz", /*nullable=*/true}});
  Where where;
  where.And(absl::StrCat("o.county_id = ", where.Param(county)));
  Narrow(where, sight);
  Filter(where, request, now);
  OrderIds found;
  DD_ASSIGN_OR_RETURN(found.last,
                      order.Read(connection, {"", "service_order o", "o.id"}, where, page,
                                 [&](const db::Result& result, int row) {
                                   found.ids.push_back(result.Get<Uuid>(row, db::OrderBy::kIdColumn));
                                 }));
  return found;
}

std::vector<HistoryStep> HistoryOf(db::Connection& connection, CountyId county, const Uuid& order) {
  const auto found = connection.Run(
      "SELECT seq, kind, actor, payload_type, payload, time FROM event WHERE county_id = $1::int4 AND "
      "subject_id = "
      "$2::uuid ORDER BY seq",
      db::Params().Add(county).Add(order));
  std::vector<HistoryStep> steps;
  for (int i = 0; i < found->rows(); ++i) {
    steps.push_back({found->Get<int64_t>(i, 0), found->Get<std::string>(i, 1), found->Get<std::string>(i, 2),
                     found->Get<std::string>(i, 3), found->Get<Bytes>(i, 4).data,
                     found->Get<absl::Time>(i, 5)});
  }
  return steps;
}

std::vector<DueThing> DueOrders(db::Connection& connection, absl::Time now, int limit) {
  return Due(connection, "service_order", now, limit);
}

std::vector<DueThing> DueSeries(db::Connection& connection, absl::Time now, int limit) {
  return Due(connection, "series", now, limit);
}

}  // namespace diandan::orders
