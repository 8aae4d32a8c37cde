#include "services/orders/record_store.h"

#include "services/base/clock.h"
#include "services/db/where.h"
#include "services/orders/store_lists.h"

namespace diandan::orders {
namespace {

void OfPeopleServed(db::Where& where, CountyId county, const std::vector<Uuid>& orders) {
  where.And("x.county_id = ", county);
  where.And("x.rater_kind = 'RESIDENT' AND NOT x.annulled AND NOT x.outranked");
  if (!orders.empty()) where.And(absl::StrCat("x.order_id = ANY (", where.Param(orders), ")"));
}

}  // namespace

std::vector<RatingRow> EvaluationsOn(db::Connection& connection, CountyId county, absl::CivilDay day,
                                     const Uuid& after, const std::vector<Uuid>& orders, int limit) {
  db::Where where;
  OfPeopleServed(where, county, orders);
  where.And("x.rated_at >= ", absl::FromCivil(day, ChinaTime()));
  where.And("x.rated_at < ", absl::FromCivil(day + 1, ChinaTime()));
  where.And("x.id > ", after);
  const std::string most = where.Param(static_cast<int32_t>(limit));
  return RowsWhere<RatingRow>(connection, absl::StrCat(where.text(), " ORDER BY x.id LIMIT ", most),
                              where.params());
}

std::optional<absl::CivilDay> EvaluationsFrom(db::Connection& connection, CountyId county, absl::CivilDay day,
                                              const std::vector<Uuid>& orders) {
  db::Where where;
  OfPeopleServed(where, county, orders);
  where.And("x.rated_at >= ", absl::FromCivil(day, ChinaTime()));
  const auto rows = RowsWhere<RatingRow>(
      connection, absl::StrCat(where.text(), " ORDER BY x.rated_at LIMIT 1"), where.params());
  if (rows.empty()) return std::nullopt;
  return absl::ToCivilDay(rows.front().rated_at, ChinaTime());
}

}  // namespace diandan::orders
