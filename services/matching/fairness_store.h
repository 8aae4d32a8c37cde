// Counts over the mirror of orders for fairness: the orders of each come from one scan of
// an index that has all it counts. All throw db::Error; run them in
// a transaction of the county.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/db/query.h"
#include "services/matching/fairness_counts.h"

namespace diandan::matching {

// Of demands let through from `since` on: by township, language, and whether it was required.
std::vector<ServedTally> CountServed(db::Connection& connection, CountyId county, absl::Time since);
// The same, only how many came to an end, by township.
std::vector<TownshipCount> CountEnded(db::Connection& connection, CountyId county, absl::Time since);
// Every team that takes orders at present, with its work of orders let through from `since` on.
std::vector<TeamWork> CountTeamWork(db::Connection& connection, CountyId county, absl::Time since);

}  // namespace diandan::matching
