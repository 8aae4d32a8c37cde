// Reads for records that are handed on. Throws db::Error.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/db/query.h"
#include "services/orders/attendance_rows.h"

namespace diandan::orders {

// Ratings by the people served that count, of this day in China, by id, those after this one; of these orders
// only, none: of all.
std::vector<RatingRow> EvaluationsOn(db::Connection& connection, CountyId county, absl::CivilDay day,
                                     const Uuid& after, const std::vector<Uuid>& orders, int limit);
// The first day from this one on that has any.
std::optional<absl::CivilDay> EvaluationsFrom(db::Connection& connection, CountyId county, absl::CivilDay day,
                                              const std::vector<Uuid>& orders);

}  // namespace diandan::orders
