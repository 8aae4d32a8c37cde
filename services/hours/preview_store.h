// What a preview of a policy reads: entries of the past, a day at a time.
#pragma once

#include <map>
#include <vector>

#include "services/db/query.h"
#include "services/hours/preview_rows.h"

namespace diandan::hours {

// All that began from here on, to before there, but those that a later picture took away.
std::vector<PastEntry> EntriesBegun(db::Connection& db, CountyId county, absl::Time from, absl::Time to);
// Minutes that people of this county have claimed in others, by volunteer.
std::map<Uuid, int32_t> MinutesElsewhere(db::Connection& db, CountyId county, absl::Time from, absl::Time to);

}  // namespace diandan::hours
