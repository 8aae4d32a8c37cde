#include "services/matching/suggestion_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/whole_rows.h"

namespace diandan::matching {

int64_t ReadChanges(db::Connection& connection, CountyId county) {
  const auto found =
      connection.Run("SELECT changes FROM county_clock WHERE county_id = $1", db::Params().Add(county));
  return found->rows() == 0 ? 0 : found->Get<int64_t>(0, 0);
}

std::vector<OrderRow> ReadOrderRows(db::Connection& connection, CountyId county,
                                    const std::vector<Uuid>& orders) {
  static const std::string kNamed =
      absl::StrCat("SELECT ", db::Table<OrderRow>::ColumnList("t"),
                   " FROM unnest($2::uuid[]) AS k(id) CROSS JOIN LATERAL (SELECT * FROM order_mirror AS o "
                   "WHERE o.county_id = $1 AND o.id = k.id) AS t");
  return db::RowsOf<OrderRow>(*connection.Run(kNamed, db::Params().Add(county).Add(orders)));
}

std::vector<SuggestionRow> ReadSettled(db::Connection& connection, CountyId county, int64_t before_seq,
                                       int limit) {
  static const std::string kNewest = absl::StrCat(
      db::Select<SuggestionRow>(), "WHERE t.county_id = $1 AND t.seq < $2 ORDER BY t.seq DESC LIMIT $3");
  return db::RowsOf<SuggestionRow>(
      *connection.Run(kNewest, db::Params().Add(county).Add(before_seq).Add<int32_t>(limit)));
}

}  // namespace diandan::matching
