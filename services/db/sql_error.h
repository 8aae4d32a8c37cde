// What PostgreSQL and its two libraries report, as an Error (query.h). Internal to db/.
#pragma once

#include <libpq-fe.h>

#include "services/db/query.h"

namespace diandan::db {

// Call in a catch block: sorts whatever libpqxx threw.
Error Classified();
// Of a statement sent through libpq.
Error Classified(const PGconn* connection, const PGresult* result);

}  // namespace diandan::db
