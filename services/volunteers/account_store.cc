#include "services/volunteers/account_store.h"

#include "services/volunteers/store_lists.h"

namespace diandan::volunteers {

std::vector<AccountRow> ListAccounts(db::Connection& connection, CountyId county, const std::string& role,
                                     absl::Time now, const Page& page) {
  static const std::string kSql =
      "SELECT " + db::Table<AccountRow>::ColumnList("a") +
      " FROM account a WHERE county_id = $1::int4 AND ($2::text = '' OR EXISTS (SELECT FROM role_grant g"
      " WHERE g.county_id = a.county_id AND g.account_id = a.id AND g.role = $2::text AND g.revoked_at IS "
      "NULL"
      " AND (g.valid_until IS NULL OR g.valid_until > $3::timestamptz)))"
      " AND ($4::timestamptz IS NULL OR (created_at, id) > ($4::timestamptz, $5::uuid))"
      " ORDER BY created_at, id LIMIT $6::int4";
  auto result = connection.Run(kSql, db::Params()
                                         .Add(county)
                                         .Add(role)
                                         .Add(now)
                                         .AddText(After(page, 0))
                                         .AddText(After(page, 1))
                                         .Add(Limit(page)));
  return AllRows<AccountRow>(*result);
}

}  // namespace diandan::volunteers
