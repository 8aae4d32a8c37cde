#include "services/db/sql_error.h"

#include <pqxx/pqxx>

#include "absl/strings/match.h"

namespace diandan::db {
namespace {

// 57P0x and 25P03 close the session after the error, although the socket still looks healthy here. 25006: the
// server has become somebody's standby, or is one that a proxy has not yet turned away from.
Error::Kind KindOf(absl::string_view sqlstate) {
  if (sqlstate.empty() || absl::StartsWith(sqlstate, "08") || absl::StartsWith(sqlstate, "57P0") ||
      sqlstate == "25P03" || sqlstate == "25006" || sqlstate == "40003") {
    return Error::Kind::kLost;
  }
  if (sqlstate == "55P03" || absl::StartsWith(sqlstate, "40")) return Error::Kind::kRetry;
  if (absl::StartsWith(sqlstate, "23")) return Error::Kind::kConstraint;
  return Error::Kind::kOther;
}

}  // namespace

Error Classified() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
    // 6.4 forgets the SQLSTATE of the next five.
  } catch (const pqxx::insufficient_privilege& error) {
    return Error(Error::Kind::kOther, "42501", error.what());
  } catch (const pqxx::serialization_failure& error) {
    return Error(Error::Kind::kRetry, "40001", error.what());
  } catch (const pqxx::deadlock_detected& error) {
    return Error(Error::Kind::kRetry, "40P01", error.what());
  } catch (const pqxx::statement_completion_unknown& error) {
    return Error(Error::Kind::kLost, "40003", error.what());
  } catch (const pqxx::transaction_rollback& error) {
    return Error(Error::Kind::kRetry, "40000", error.what());
  } catch (const pqxx::sql_error& error) {
    return Error(KindOf(error.sqlstate()), error.sqlstate(), error.what());
  } catch (const pqxx::broken_connection& error) {
    return Error(Error::Kind::kLost, "", error.what());
  } catch (const pqxx::in_doubt_error& error) {
    return Error(Error::Kind::kLost, "", error.what());
  } catch (const std::exception& error) {
    return Error(Error::Kind::kOther, "", error.what());
  }
}

Error Classified(const PGconn* connection, const PGresult* result) {
  const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string known = sqlstate == nullptr ? "" : sqlstate;
  const Error::Kind kind = PQstatus(connection) == CONNECTION_BAD ? Error::Kind::kLost : KindOf(known);
  return Error(kind, known, result == nullptr ? PQerrorMessage(connection) : PQresultErrorMessage(result));
}

}  // namespace diandan::db
