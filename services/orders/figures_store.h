// Counts over orders for overviews: one statement each, read only.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "diandan/orders/v1/figures_service.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::orders {

// Orders at or below `org_path` of a county, placed in [from, until).
struct FiguresScope {
  CountyId county = 0;
  std::string org_path;
  absl::Time from = absl::InfinitePast();
  absl::Time until = absl::InfiniteFuture();
};

// From this many cases on a median is told.
inline constexpr int kFewestForMedian = 5;

// `all`, `places` and `channels`, in one scan; throws db::Error like CountWeeks.
void CountPlaces(db::Connection& connection, const FiguresScope& scope, absl::Time now, v1::Figures& figures);
// The twelve weeks that end with `scope.until` or, when that is later, with `now`.
void CountWeeks(db::Connection& connection, const FiguresScope& scope, absl::Time now, v1::Figures& figures);

}  // namespace diandan::orders
