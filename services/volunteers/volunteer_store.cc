#include "services/volunteers/volunteer_store.h"

#include "services/volunteers/store_lists.h"

namespace diandan::volunteers {
namespace {

using db::Params;

std::vector<Uuid> Ids(const db::Result& result) {
  std::vector<Uuid> ids;
  for (int i = 0; i < result.rows(); ++i) ids.push_back(result.Get<Uuid>(i, 0));
  return ids;
}

}  // namespace

StatusOr<db::SortedRows<VolunteerRow>> ListVolunteers(db::Connection& connection, CountyId county,
                                                      const VolunteerFilter& filter, const Page& page) {
  const db::OrderBy order(filter.order_by, "number",
                          {{"number", "x.number", "text"},
                           {"chosen_name", "x.chosen_name COLLATE pinyin", "text"},
                           {"org_path", "x.org_path", "text"},
                           {"create_time", "x.created_at", "timestamptz"}});
  db::Where where;
  where.And("x.county_id = ", county);
  if (filter.org) where.And(OfOrg(where, county, *filter.org));
  if (filter.unit) where.And("x.unit_id = ", *filter.unit);
  if (!filter.kind.empty()) where.And(absl::StrCat(where.Param(filter.kind), " = ANY (x.kinds)"));
  if (!filter.state.empty()) where.And("x.state = ", filter.state);
  return db::ReadSorted<VolunteerRow>(connection, order, where, page);
}

std::vector<Uuid> FindByIndex(db::Connection& connection, CountyId county, const std::string& column,
                              const Bytes& index) {
  const std::string sql =
      "SELECT p.id FROM person p JOIN volunteer v USING (county_id, id) WHERE p.county_id = $1::int4"
      " AND p." +
      column + " = $2::bytea AND p." + column + " <> '' ORDER BY v.number LIMIT 50";
  return Ids(*connection.Run(sql, Params().Add(county).Add(index)));
}

std::vector<Uuid> FindByNumber(db::Connection& connection, CountyId county, const std::string& number) {
  static const std::string kSql = "SELECT id FROM volunteer WHERE county_id = $1::int4 AND number = $2::text";
  return Ids(*connection.Run(kSql, Params().Add(county).Add(number)));
}

std::vector<Uuid> AccountsOf(db::Connection& connection, CountyId county, const Uuid& volunteer) {
  static const std::string kSql =
      "SELECT id FROM account WHERE county_id = $1::int4 AND volunteer_id = $2::uuid ORDER BY id";
  return Ids(*connection.Run(kSql, Params().Add(county).Add(volunteer)));
}

std::vector<std::pair<Uuid, Uuid>> PostsHeldBy(db::Connection& connection, CountyId county,
                                               const Uuid& volunteer) {
  static const std::string kSql =
      "SELECT id, org_id FROM post WHERE county_id = $1::int4 AND volunteer_id = $2::uuid ORDER BY id";
  auto result = connection.Run(kSql, Params().Add(county).Add(volunteer));
  std::vector<std::pair<Uuid, Uuid>> posts;
  for (int i = 0; i < result->rows(); ++i)
    posts.emplace_back(result->Get<Uuid>(i, 0), result->Get<Uuid>(i, 1));
  return posts;
}

std::vector<PersonRow> Minors(db::Connection& connection) {
  static const std::string kSql =
      "SELECT " + db::Table<PersonRow>::ColumnList("p") +
      " FROM volunteer v JOIN person p USING (county_id, id) WHERE v.is_minor AND p.birth_date <> ''"
      " ORDER BY p.county_id, p.id";
  return AllRows<PersonRow>(*connection.Run(kSql));
}

}  // namespace diandan::volunteers
