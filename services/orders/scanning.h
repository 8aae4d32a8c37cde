// How often the threads that look for work look again. Pure.
#pragma once

#include <algorithm>

#include "absl/time/time.h"

namespace diandan::orders {

inline constexpr absl::Duration kShortestPause = absl::Milliseconds(50);
inline constexpr absl::Duration kLongestPause = absl::Seconds(1);

// At once again while there is work, else slowing down.
inline absl::Duration NextPause(bool busy, absl::Duration last) {
  return busy ? kShortestPause : std::min(last * 2, kLongestPause);
}

}  // namespace diandan::orders
