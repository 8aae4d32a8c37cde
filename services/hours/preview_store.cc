#include "services/hours/preview_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/table.h"

namespace diandan::hours {

using db::Params;

// Two halves, because each has an index of its own: the decided ones by state and start, and the few that
// wait.
std::vector<PastEntry> EntriesBegun(db::Connection& db, CountyId county, absl::Time from, absl::Time to) {
  static const std::string kSql = [] {
    const std::string half =
        absl::StrCat("SELECT ", db::Table<PastEntry>::ColumnList("x"),
                     " FROM entry AS x WHERE x.county_id = $1 AND x.start_at >= $2 AND x.start_at < $3"
                     " AND x.reason <> 'PICTURE_CHANGED' AND x.state IN ");
    return absl::StrCat(half, "('RETURNED', 'NOTICE', 'POSTED', 'VOIDED') UNION ALL ", half,
                        "('PENDING', 'SECOND')");
  }();
  auto found = db.Run(kSql, Params().Add(county).Add(from).Add(to));
  std::vector<PastEntry> entries;
  entries.reserve(found->rows());
  for (int i = 0; i < found->rows(); ++i) entries.push_back(db::Table<PastEntry>::Decode(*found, i));
  return entries;
}

std::map<Uuid, int32_t> MinutesElsewhere(db::Connection& db, CountyId county, absl::Time from,
                                         absl::Time to) {
  static const std::string kSql =
      "SELECT volunteer_id, sum(minutes)::int4 FROM claim WHERE county_id = $1 AND held"
      " AND service_county <> county_id AND start_at >= $2 AND start_at < $3 GROUP BY volunteer_id";
  auto found = db.Run(kSql, Params().Add(county).Add(from).Add(to));
  std::map<Uuid, int32_t> minutes;
  for (int i = 0; i < found->rows(); ++i) minutes[found->Get<Uuid>(i, 0)] = found->Get<int32_t>(i, 1);
  return minutes;
}

}  // namespace diandan::hours
