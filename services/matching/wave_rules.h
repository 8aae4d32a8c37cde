// When the next wave of offers goes out, how far, until when; to how many: wave_size.h. Pure. `orders` owns
// deadlines and says when offers have lapsed or an order has climbed a level; only matching opens the next
// wave.
#pragma once

#include <optional>

#include "absl/time/time.h"
#include "diandan/matching/v1/types.pb.h"
#include "diandan/orders/v1/events.pb.h"

namespace diandan::matching {

// What the mirror knows of an order when something happened to it.
struct WaveState {
  const orders::v1::OrderChanged* order = nullptr;
  bool offers_open = false;  // somebody still thinks about it
  bool escalated = false;    // it has just climbed a level: wider teams are asked beside those still open
  bool emergency = false;    // one is about it: nothing is left to the clerk's list
};

// The first session's.
absl::Time StartOf(const orders::v1::OrderChanged& order);

// True when the next wave should go out now.
bool WaveDue(const WaveState& state, absl::Time now);

// The next level out; nothing beyond the county.
std::optional<orders::v1::EscalationLevel> Wider(orders::v1::EscalationLevel level);

// Until when this wave's offers stay open: a share of the time left to the level's deadline, else to the
// start; never after either of them.
absl::Time OfferExpiry(const orders::v1::OrderChanged& order, orders::v1::EscalationLevel level,
                       const v1::WavePolicy& policy, absl::Time now);

}  // namespace diandan::matching
