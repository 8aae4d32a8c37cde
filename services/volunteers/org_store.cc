#include "services/volunteers/org_store.h"

#include "services/volunteers/store_lists.h"

namespace diandan::volunteers {

using db::Params;

std::vector<OrgRow> ListOrgs(db::Connection& connection, CountyId county, const OrgFilter& filter,
                             const Page& page) {
  static const std::string kSql =
      "SELECT " + db::Table<OrgRow>::ColumnList("o") +
      " FROM org o WHERE county_id = $1::int4 AND ($2::uuid IS NULL OR parent_id = $2::uuid)"
      " AND ($3::text = '' OR tier = $3::text) AND ($4::text = '' OR code = $4::text)"
      " AND ($5::bool OR NOT closed) AND ($6::text IS NULL OR path > $6::text)"
      " ORDER BY path LIMIT $7::int4";
  auto result = connection.Run(kSql, Params()
                                         .Add(county)
                                         .Add(filter.parent)
                                         .Add(filter.tier)
                                         .Add(filter.code)
                                         .Add(filter.include_closed)
                                         .AddText(After(page, 0))
                                         .Add(Limit(page)));
  return AllRows<OrgRow>(*result);
}

Uuid OrgWithCode(db::Connection& connection, CountyId county, const std::string& code) {
  static const std::string kSql =
      "SELECT id FROM org WHERE county_id = $1::int4 AND code = $2::text AND code <> ''";
  auto result = connection.Run(kSql, Params().Add(county).Add(code));
  return result->rows() == 0 ? Uuid{} : result->Get<Uuid>(0, 0);
}

std::vector<UnitRow> ListUnits(db::Connection& connection, CountyId county, const std::string& kind,
                               bool include_closed, const Page& page) {
  static const std::string kSql =
      "SELECT " + db::Table<UnitRow>::ColumnList("u") +
      " FROM unit u WHERE county_id = $1::int4 AND ($2::text = '' OR kind = $2::text)"
      " AND ($3::bool OR NOT closed) AND ($4::text IS NULL OR (display_name, id) > ($4::text, $5::uuid))"
      " ORDER BY display_name, id LIMIT $6::int4";
  auto result = connection.Run(kSql, Params()
                                         .Add(county)
                                         .Add(kind)
                                         .Add(include_closed)
                                         .AddText(After(page, 0))
                                         .AddText(After(page, 1))
                                         .Add(Limit(page)));
  return AllRows<UnitRow>(*result);
}

}  // namespace diandan::volunteers
