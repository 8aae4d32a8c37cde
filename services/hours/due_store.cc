#include "services/hours/due_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/table.h"

namespace diandan::hours {

using db::Params;

// What a person should look at does not pass by rule while that stands.
std::vector<DueItem> DueNow(db::Connection& db, absl::Time now, absl::Time returned_before,
                            absl::Time period_over, int limit) {
  static const std::string kSql =
      "(SELECT 0, county_id, id FROM entry AS e WHERE passes_by_rule AND state = 'PENDING' AND NOT EXISTS"
      " (SELECT FROM risk AS r WHERE r.county_id = e.county_id AND r.id = e.id AND r.points >= 50)"
      " ORDER BY county_id, id LIMIT $3)"
      " UNION ALL (SELECT 1, county_id, id FROM entry WHERE notice_until <= $1 ORDER BY notice_until LIMIT "
      "$3)"
      " UNION ALL (SELECT 2, county_id, id FROM entry WHERE returned_at <= $2 ORDER BY returned_at LIMIT $3)"
      " UNION ALL (SELECT 3, county_id, id FROM acceptance WHERE settle_after <= $1 ORDER BY settle_after "
      "LIMIT $3)"
      " UNION ALL (SELECT 4, county_id, id FROM errand WHERE NOT done ORDER BY county_id, id LIMIT $3)"
      " UNION ALL (SELECT 5, county_id, id FROM draw WHERE state = 'DRAW_COMMITTED' AND end_at <= $4 ORDER BY"
      " end_at LIMIT $3)";
  auto found = db.Run(kSql, Params().Add(now).Add(returned_before).Add(limit).Add(period_over));
  std::vector<DueItem> items;
  for (int i = 0; i < found->rows(); ++i) {
    items.push_back(
        {static_cast<Due>(found->Get<int32_t>(i, 0)), found->Get<int32_t>(i, 1), found->Get<Uuid>(i, 2)});
  }
  return items;
}

std::vector<ClaimRow> ClaimsAbroadBetween(db::Connection& db, absl::Time from, absl::Time to,
                                          CountyId home_or_all) {
  static const std::string kSql = absl::StrCat(
      "SELECT ", db::Table<ClaimRow>::ColumnList("x"),
      " FROM claim AS x WHERE held AND service_county <> county_id AND ($3 = 0 OR county_id = $3)"
      " AND claimed_at >= $1 AND claimed_at < $2");
  auto found = db.Run(kSql, Params().Add(from).Add(to).Add(home_or_all));
  std::vector<ClaimRow> claims;
  for (int i = 0; i < found->rows(); ++i) claims.push_back(db::Table<ClaimRow>::Decode(*found, i));
  return claims;
}

}  // namespace diandan::hours
