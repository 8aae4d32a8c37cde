// A crowd at work, and faults dealt out to what it works with at random moments of its progress.
#pragma once

#include <algorithm>
#include <functional>
#include <future>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "tests/fault/chance.h"
#include "tests/fault/crowd.h"

namespace diandan::fault {

inline constexpr int kLoopsAtOnce = 64;
// On the average between two faults, where a test does not ask for a number of loops.
inline constexpr int64_t kLoopsBetween = 12;

// So many loops are done at least, and `strike` is called `strikes` times meanwhile, one time after the
// other, each when chance says: often at once, so that a fault meets what the last one left. Then the loops
// under way are ended. Throws what went wrong.
inline void Storm(Crowd& crowd, Chance& chance, int64_t loops, int64_t strikes,
                  const std::function<void()>& strike) {
  std::vector<int64_t> moments;  // loops done by then
  for (int64_t i = 0; i < strikes; ++i) moments.push_back(chance.Between(0, loops - 1));
  std::sort(moments.begin(), moments.end());
  auto working = std::async(std::launch::async, [&] { crowd.RunLoops(kLoopsAtOnce); });
  auto striking = std::async(std::launch::async, [&] {
    const absl::Cleanup end = [&] { crowd.Enough(); };
    for (const int64_t moment : moments) {
      if (!crowd.AwaitFinished(int(moment))) return;
      strike();
    }
    // Nobody has shown yet that life goes on after the last one.
    crowd.AwaitFinished(std::max(int(loops), crowd.finished() + kLoopsAtOnce));
  });
  striking.get();  // when it fails, what becomes of the crowd only follows from that
  working.get();
}

}  // namespace diandan::fault
