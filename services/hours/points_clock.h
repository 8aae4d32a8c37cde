// What happens to points by itself: rewards nobody fetched go back, points whose date has come expire, and a
// month before their owner is told. Lane commands whose rules look again, so two processes may do it.
#pragma once

#include "services/rpc/handle.h"

namespace diandan::hours {

class PointsClock {
 public:
  explicit PointsClock(const rpc::Home& home) : home_(home) {}
  // One round: at most `limit` of each. Returns how many pieces there were. Thread-safe.
  StatusOr<int> Round(int limit) const;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
