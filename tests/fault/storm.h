// A crowd at work, and faults dealt out to what it works with at random moments of its progress.
#pragma once

#include <functional>
#include <future>
#include <stdexcept>

#include "absl/cleanup/cleanup.h"
#include "tests/fault/chance.h"
#include "tests/fault/crowd.h"

namespace diandan::fault {

inline constexpr int kLoopsAtOnce = 64;
// Loops that end between two faults, at most: often none, so that a fault meets what the last one left.
inline constexpr int kLoopsBetween = 24;

// `strike` is called as often as that, one time after the other, while the crowd works; then the loops under
// way are ended. Throws what went wrong.
inline void Storm(Crowd& crowd, Chance& chance, int64_t strikes, const std::function<void()>& strike) {
  auto working = std::async(std::launch::async, [&] { crowd.RunLoops(kLoopsAtOnce); });
  auto striking = std::async(std::launch::async, [&] {
    const absl::Cleanup end = [&] { crowd.Enough(); };
    for (int64_t i = 0; i < strikes; ++i) {
      if (!crowd.AwaitFinished(crowd.finished() + int(chance.Between(0, kLoopsBetween)))) return;
      strike();
    }
    // Nobody has shown yet that life goes on after the last one.
    crowd.AwaitFinished(crowd.finished() + kLoopsAtOnce);
  });
  striking.get();  // when it fails, what becomes of the crowd only follows from that
  working.get();
}

}  // namespace diandan::fault
