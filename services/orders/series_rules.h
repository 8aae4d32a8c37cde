// Recurring orders: the pattern, and its occurrences placed ahead by the clock. Pure.
#pragma once

#include <optional>
#include <string>

#include "diandan/orders/v1/order.pb.h"
#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// The Extra of PlaceSeries: the draft's personal part, sealed for the series.
struct SeriesExtra {
  Bytes data_key, personal;
};

const Verb& PlaceSeriesVerb();
const Verb& EndSeriesVerb();
// The verb of v1::PlaceOccurrence; Extra as for PlaceOrder. A draft that cannot be placed any more (menu item
// retired, station closed) ends the series.
const Verb& PlaceOccurrenceVerb();

// The first start at or after `from` that follows the pattern; null when it lies after `until_at`. Weeks are
// counted from the Monday of the week of `from_at`.
std::optional<absl::Time> StartAtOrAfter(const SeriesRow& series, absl::Time from);
// Occurrences are placed so long before they start.
inline constexpr absl::Duration kPlaceAhead = absl::Hours(24 * 14);

// Of the occurrence that is next: the order's id and its draft without personal text.
Uuid OccurrenceId(const SeriesRow& series, int occurrence);
v1::OrderDraft OccurrenceDraft(const SeriesRow& series, int occurrence);

}  // namespace diandan::orders
