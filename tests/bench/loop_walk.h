// One whole loop without a thread of its own: place, approve, offer, accept, roster, check in, check out,
// complete, (the entry is there), rate, decide, until VERIFIED is visible.
#pragma once

#include <memory>

#include "tests/bench/order_steps.h"
#include "tests/bench/site.h"

namespace diandan::bench {

// What a loop saw of the followers.
struct Delays {
  absl::Mutex mutex;
  std::vector<double> to_pending, to_verified;  // ms: from an answer to what follows from it
};

// `member` of the village serves alone for a minute that nobody else has of them.
void WalkLoop(const Site& site, const County& county, const Village& village, size_t member, size_t wire,
              Delays* delays, Finished finished);

}  // namespace diandan::bench
