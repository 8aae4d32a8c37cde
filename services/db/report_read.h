// One moment of a county for many statements, and plans fit for counting: for reports that read large parts
// of tables, beside a service's own work, which reads few rows by their keys.
#pragma once

#include <functional>

#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::db {

// As Transact, read only, of one county, with a snapshot taken at its beginning: all statements of `body` see
// the same rows, however long it takes; each may take half a minute. `seq`: how far the county's history had
// come.
Status ReportRead(Pool& pool, CountyId county,
                  const std::function<Status(Connection& connection, int64_t seq)>& body);

}  // namespace diandan::db
