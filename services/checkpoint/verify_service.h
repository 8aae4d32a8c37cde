// Holds what stands in the tables of one service against its published log.
#pragma once

#include "services/checkpoint/difference.h"
#include "services/checkpoint/published.h"
#include "services/db/query.h"

namespace diandan::checkpoint {

// All rows are read as they are in the connection's transaction, which shows all counties and, for the books
// to agree, is REPEATABLE READ. `county`: this one only; 0: all. Throws db::Error.
ServiceReport VerifyService(db::Connection& connection, const PublishedLog& log, CountyId county = 0);

}  // namespace diandan::checkpoint
