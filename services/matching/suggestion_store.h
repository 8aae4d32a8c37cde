// What suggestions read: orders that nobody has served yet, and what was done about suggestions. Throw
// db::Error.
#pragma once

#include <vector>

#include "services/db/query.h"
#include "services/matching/rows.h"
#include "services/matching/suggestion_rows.h"

namespace diandan::matching {

// How often rows of the county were written: the same number, the same rows.
int64_t ReadChanges(db::Connection& connection, CountyId county);
// By id.
std::vector<OrderRow> ReadOrderRows(db::Connection& connection, CountyId county,
                                    const std::vector<Uuid>& orders);
// Everything settled that still bears on what is suggested: of the newest `limit`.
std::vector<SuggestionRow> ReadSettled(db::Connection& connection, CountyId county, int64_t before_seq,
                                       int limit);

}  // namespace diandan::matching
