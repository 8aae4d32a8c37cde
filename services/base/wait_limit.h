// How much may wait, worked out from how fast it has lately been done: beyond, nobody is served in time any
// more, and whoever is sent away at once can try again sooner. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>

#include "absl/time/time.h"

namespace diandan {

class WaitLimit {
 public:
  // `most` waits at any speed, `least` may always.
  WaitLimit(absl::Duration longest_wait, size_t least, size_t most)
      : longest_wait_(longest_wait), least_(least), most_(most) {}

  // So many were done in that time.
  void Done(size_t count, absl::Duration took) {
    if (count == 0) return;
    const absl::Duration each = took / double(count);
    each_ = each_ == absl::ZeroDuration() ? each : each_ + (each - each_) / kMemory;
  }
  // How many are done within this time; all there are before anything is known.
  size_t Within(absl::Duration time) const {
    if (each_ <= absl::ZeroDuration()) return most_;
    return size_t(std::min(absl::FDivDuration(time, each_), double(most_)));
  }
  size_t Room() const { return std::clamp(Within(longest_wait_), std::min(least_, most_), most_); }

 private:
  static constexpr double kMemory = 5;

  const absl::Duration longest_wait_;
  const size_t least_, most_;
  absl::Duration each_;
};

}  // namespace diandan
