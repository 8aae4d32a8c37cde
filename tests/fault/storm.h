// A crowd at work, and faults dealt out to what it works with at random moments of its progress.
#pragma once

#include <algorithm>
#include <functional>
#include <future>
#include <vector>

#include "tests/fault/chance.h"
#include "tests/fault/crowd.h"

namespace diandan::fault {

inline constexpr int kLoopsAtOnce = 64;

// All loops of the crowd; `strike` is called as often as that, one time after the other. Throws what went
// wrong.
inline void Storm(Crowd& crowd, Chance& chance, int64_t strikes, const std::function<void()>& strike) {
  std::vector<int64_t> moments;
  for (int64_t i = 0; i < strikes; ++i) moments.push_back(chance.Between(0, crowd.orders() - 1));
  std::sort(moments.begin(), moments.end());
  auto striking = std::async(std::launch::async, [&] {
    for (const int64_t moment : moments) {
      if (!crowd.AwaitFinished(int(moment))) return;
      strike();
    }
  });
  auto working = std::async(std::launch::async, [&] { crowd.RunLoops(kLoopsAtOnce); });
  striking.get();  // when it fails, what becomes of the crowd only follows from that
  working.get();
}

}  // namespace diandan::fault
