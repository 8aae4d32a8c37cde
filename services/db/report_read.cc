#include "services/db/report_read.h"

#include "services/db/codec.h"

namespace diandan::db {

Status ReportRead(Pool& pool, CountyId county,
                  const std::function<Status(Connection& connection, int64_t seq)>& body) {
  const std::string counties = CountyList({county});
  return TransactFor(pool, counties, /*read_only=*/true, [&](Connection& connection) {
    // The level is set before a transaction's first statement, and this one has had its own.
    connection.Rollback();
    connection.Begin(/*read_only=*/true);
    connection.Run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    connection.Run("SELECT set_config('app.counties', $1, true)", Params().AddText(counties));
    connection.Run("SET LOCAL statement_timeout = '30s'");
    connection.Run("SET LOCAL enable_seqscan = on");
    connection.Run("SET LOCAL plan_cache_mode = force_custom_plan");
    connection.Run("SET LOCAL work_mem = '64MB'");
    const auto clock =
        connection.Run("SELECT coalesce(max(seq), 0)::int8 FROM county_clock WHERE county_id = $1::int4",
                       Params().Add(county));
    return body(connection, clock->Get<int64_t>(0, 0));
  });
}

}  // namespace diandan::db
