// What the log of a county is read from: its event rows, newest first. Throws db::Error.
#pragma once

#include <string>
#include <vector>

#include "diandan/events/v1/audit.pb.h"
#include "services/base/ids.h"
#include "services/base/page.h"
#include "services/db/query.h"

namespace diandan::rpc {

// A page of the log, and where the next one goes on; 0 when this was all.
struct AuditPage {
  std::vector<events::v1::AuditEntry> entries;
  int64_t before = 0;
};

// Kinds that no log shows.
const std::vector<std::string>& WithheldKinds();

// How many events one page looks at, at most: without a subject no index but the county's sequence serves the
// filters, and one by actor would cost every command more than all readers save.
inline constexpr int64_t kMostLookedAt = 50'000;

AuditPage ReadAuditPage(db::Connection& connection, const std::string& service, CountyId county,
                        const events::v1::ListAuditEntriesRequest& request, const Page& page,
                        int64_t most_looked_at = kMostLookedAt);

}  // namespace diandan::rpc
