#include "services/hours/draw_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/where.h"
#include "services/db/whole_rows.h"

namespace diandan::hours {

using db::Params;

std::optional<DrawRow> DrawById(db::Connection& db, CountyId county, const Uuid& id) {
  static const std::string kSql = absl::StrCat(db::Select<DrawRow>(), "WHERE t.county_id = $1 AND t.id = $2");
  auto rows = db::RowsOf<DrawRow>(*db.Run(kSql, Params().Add(county).Add(id)));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<DrawRow> Draws(db::Connection& db, CountyId county, const Page& page) {
  db::Where where;
  where.And("t.county_id = ", county);
  if (page.after.size() == 2) {
    const std::string time = where.Param(page.after[0]), id = where.Param(page.after[1]);
    where.And(absl::StrCat("(t.planned_at, t.id) < (", time, "::timestamptz, ", id, "::uuid)"));
  }
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  return db::RowsOf<DrawRow>(*db.Run(absl::StrCat(db::Select<DrawRow>(), "WHERE ", where.text(),
                                                  " ORDER BY t.planned_at DESC, t.id DESC LIMIT ", limit),
                                     where.params()));
}

std::vector<CallBackRow> CallBacksOf(db::Connection& db, CountyId county, const Uuid& draw) {
  static const std::string kSql =
      absl::StrCat(db::Select<CallBackRow>(), "WHERE t.county_id = $1 AND t.draw_id = $2 ORDER BY t.ordinal");
  return db::RowsOf<CallBackRow>(*db.Run(kSql, Params().Add(county).Add(draw)));
}

ListPart PartOfList(db::Connection& db, CountyId county, const Uuid& draw, int32_t offset, int32_t most) {
  const auto found = db.Run(
      "SELECT CASE WHEN $3::int4 < length(list) THEN substr(list, $3::int4 + 1, $4::int4) ELSE '' END, "
      "length(list) FROM draw_list WHERE county_id = $1 AND id = $2",
      Params().Add(county).Add(draw).Add(offset).Add(most));
  if (found->rows() == 0) return {};
  return {found->Get<Bytes>(0, 0).data, found->Get<int32_t>(0, 1)};
}

std::vector<Credited> CreditedIn(db::Connection& db, CountyId county, absl::Time from, absl::Time to) {
  const auto found = db.Run(
      "SELECT e.id, e.acceptance_id, e.team_id, COALESCE(r.points, 0) FROM entry AS e"
      " LEFT JOIN risk AS r ON r.county_id = e.county_id AND r.id = e.id"
      " WHERE e.county_id = $1 AND e.state = 'POSTED' AND e.settled_at >= $2 AND e.settled_at < $3"
      " ORDER BY e.id",
      Params().Add(county).Add(from).Add(to));
  std::vector<Credited> credited;
  credited.reserve(found->rows());
  for (int i = 0; i < found->rows(); ++i) {
    credited.push_back(
        {found->Get<Uuid>(i, 0), found->Get<Uuid>(i, 1), found->Get<Uuid>(i, 2), found->Get<int32_t>(i, 3)});
  }
  return credited;
}

}  // namespace diandan::hours
