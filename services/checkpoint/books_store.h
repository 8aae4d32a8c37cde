// What follows from sealed rows and is not sealed itself, recomputed: balances, how entries stand, that
// pending minutes were resolved once, that everything sums to zero. Read in one snapshot with the rows.
// Throws db::Error.
#pragma once

#include <vector>

#include "services/base/ids.h"
#include "services/checkpoint/difference.h"
#include "services/db/query.h"

namespace diandan::checkpoint {

// Of the ledgers of minutes and of points of one county in the schema `hours`. At most a hundred of each
// kind.
std::vector<Difference> CheckBooks(db::Connection& connection, CountyId county);

}  // namespace diandan::checkpoint
