// Which boards an event concerns.
#pragma once

#include <string>
#include <vector>

#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::orders {

// Paths of the stations whose orders the events in (after, to] of a county are about, each once.
std::vector<std::string> StationsOfEvents(db::Connection& connection, CountyId county, int64_t after,
                                          int64_t to);

}  // namespace diandan::orders
