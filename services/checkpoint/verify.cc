#include "services/checkpoint/verify.h"

#include "services/checkpoint/verify_service.h"
#include "services/db/codec.h"
#include "services/db/database.h"
#include "services/db/query.h"

namespace diandan::checkpoint {
namespace {

bool IsThere(db::Connection& connection, const std::string& service) {
  const auto found =
      connection.Run("SELECT to_regclass($1) IS NOT NULL", db::Params().AddText(service + ".checkpoint_run"));
  return found->Get<bool>(0, 0);
}

// One moment for all statements; set before the first of them.
void BeginSnapshot(db::Connection& connection) {
  connection.Begin(/*read_only=*/true);
  connection.Run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  connection.Run("SELECT set_config('app.counties', '*', true)");
}

}  // namespace

std::string PrivateDatabase(const std::string& data_dir) { return db::EmbeddedConninfo(data_dir); }

Status VerifyDatabase(const std::string& conninfo, const std::vector<PublishedLog>& logs, CountyId county,
                      const std::function<void(const ServiceReport&)>& each) {
  try {
    const auto connection = db::Connection::Open({.conninfo = conninfo,
                                                  .statement_timeout_ms = 0,
                                                  .idle_in_transaction_timeout_ms = 0,
                                                  .application_name = "diandan-verify"});
    for (const PublishedLog& log : logs) {
      if (!IsThere(*connection, log.service))
        return InvalidField("--database", log.service, "service_schema");
      BeginSnapshot(*connection);
      each(VerifyService(*connection, log, county));
      connection->Commit();
    }
    return absl::OkStatus();
  } catch (const db::Error& error) {
    return db::ToStatus(error);
  }
}

}  // namespace diandan::checkpoint
