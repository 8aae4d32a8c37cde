// `diandan ledger verify` without a server: reads a published log and the tables behind it, recomputes every
// hash, every balance and every state, and says what does not agree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/checkpoint/difference.h"
#include "services/checkpoint/published.h"

namespace diandan::checkpoint {

// What to connect to on a server's own machine: the private PostgreSQL under its data folder; "" without one.
std::string PrivateDatabase(const std::string& data_dir);

// A connection that sees every row (a superuser's, or of a role that row-level security lets see all), READ
// ONLY and of one moment for each log. `each` is told a service as soon as it is done. FIELD_INVALID for
// --database when there is no such service; DATABASE_UNAVAILABLE.
Status VerifyDatabase(const std::string& conninfo, const std::vector<PublishedLog>& logs, CountyId county,
                      const std::function<void(const ServiceReport&)>& each);

}  // namespace diandan::checkpoint
