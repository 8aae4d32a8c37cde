#include "services/hours/due_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/table.h"
#include "services/hours/risk/detect.h"

namespace diandan::hours {

using db::Params;

// What the detector has not looked at does not pass by rule yet, and what a person should look at does not
// while that stands. On notice it is taken back: as soon as it is found (risk.recalls), and, where it was
// found while the entry passed, when the notice ends. The oldest come first in all counties.
std::vector<DueItem> DueNow(db::Connection& db, absl::Time now, absl::Time returned_before,
                            absl::Time period_over, int limit, const std::vector<Uuid>& left_alone) {
  static const std::string kSql = [] {
    const std::string doubted = absl::StrCat(
        "EXISTS (SELECT FROM risk AS r WHERE r.county_id = e.county_id AND r.id = e.id AND r.points >= ",
        risk::kQueuePoints, ")");
    const auto first = [](absl::string_view order) {
      return absl::StrCat(" AND id <> ALL ($5) ORDER BY ", order, ", county_id, id LIMIT $3)");
    };
    return absl::StrCat(
        "(SELECT 0, e.county_id, e.id, l.revision FROM entry AS e"
        " JOIN acceptance AS a ON a.county_id = e.county_id AND a.id = e.acceptance_id"
        " JOIN risk_look AS l ON l.county_id = a.county_id AND l.id = a.id AND l.revision >= a.revision"
        " WHERE e.passes_by_rule AND e.state = 'PENDING' AND NOT ",
        doubted, " AND e.id <> ALL ($5) ORDER BY e.created_at, e.county_id, e.id LIMIT $3)",
        " UNION ALL (SELECT CASE WHEN e.first_reviewer = 'service:hours' AND ", doubted,
        " THEN 5 ELSE 1 END, county_id, id, 0 FROM entry AS e WHERE notice_until <= $1",
        first("notice_until"), " UNION ALL (SELECT 2, county_id, id, 0 FROM entry WHERE returned_at <= $2",
        first("returned_at"),
        " UNION ALL (SELECT 3, county_id, id, 0 FROM acceptance WHERE settle_after <= $1",
        first("settle_after"),
        " UNION ALL (SELECT 4, county_id, id, 0 FROM errand WHERE NOT done AND id <> ALL ($5)"
        " ORDER BY county_id, id LIMIT $3)",
        " UNION ALL (SELECT 5, county_id, id, 0 FROM risk WHERE recalls", first("found_at"),
        " UNION ALL (SELECT 6, county_id, id, 0 FROM draw WHERE state = 'DRAW_COMMITTED' AND end_at <= $4",
        first("end_at"));
  }();
  auto found =
      db.Run(kSql, Params().Add(now).Add(returned_before).Add(limit).Add(period_over).Add(left_alone));
  std::vector<DueItem> items;
  for (int i = 0; i < found->rows(); ++i) {
    items.push_back({static_cast<Due>(found->Get<int32_t>(i, 0)), found->Get<int32_t>(i, 1),
                     found->Get<Uuid>(i, 2), found->Get<int32_t>(i, 3)});
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
