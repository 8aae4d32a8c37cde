// How many closed orders were answered, by which way: one statement, read only.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "diandan/orders/v1/rating_rates_service.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::orders {

// Orders at or below `org_path` of a county that were completed in [from, until).
struct RatesScope {
  CountyId county = 0;
  std::string org_path;
  absl::Time from, until;
};

// `all`, `places` and `teams`. Throws db::Error.
void CountRates(db::Connection& connection, const RatesScope& scope, v1::RatingRates& rates);

}  // namespace diandan::orders
