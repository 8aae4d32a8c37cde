// Check-ins and check-outs: one fact is one row, stored once, however late it arrives. A fact moves an
// order only ACCEPTED → IN_SERVICE; on an order that ended meanwhile it belongs to the acceptance held when
// it was observed, is flagged, and moves nothing (design §3, "Late facts"). Pure.
#pragma once

#include <optional>

#include "absl/time/time.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "services/base/picture.h"
#include "services/base/verb.h"

namespace diandan::orders {

// How far a phone's clock may be ahead of ours, and a fact outside the acceptance it belongs to.
inline constexpr absl::Duration kClockSkew = absl::Minutes(5);
// Before this a check-in is a mistake, not an early start.
inline constexpr absl::Duration kEarliestCheckIn = absl::Hours(2);
// A wrong code that just happened is refused, so that it can be typed again; one that arrives later is kept
// and flagged, because nobody can type it again.
inline constexpr absl::Duration kStillThere = absl::Minutes(3);

// A code of another place and time is looked for so far back: who sends codes on sends them today.
inline constexpr absl::Duration kOldCodes = absl::Hours(3);

// Made before the lane: what takes the county's keys.
struct FactCheck {
  bool code_fits = false;                // the session, the direction and the time
  std::optional<int64_t> code_minute{};  // unix minute in which it was shown, where that is known
  Bytes device{};                        // keyed hash of the phone; empty: not said
};

const Verb& CheckInVerb();
const Verb& CheckOutVerb();
const Verb& RecordFactsVerb();

}  // namespace diandan::orders
