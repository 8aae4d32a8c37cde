// The same thing many times, on a few threads, for loads and setups.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <vector>

namespace diandan::testing {

// body(0) … body(count - 1), each once. What the first of them threw is thrown here when all have ended, and
// nothing new is begun after it.
inline void InParallel(int threads, int count, const std::function<void(int)>& body) {
  std::atomic<int> next = 0;
  std::vector<std::future<void>> working;
  for (int i = 0; i < threads; ++i) {
    working.push_back(std::async(std::launch::async, [&] {
      try {
        for (int n; (n = next++) < count;) body(n);
      } catch (...) {
        next = count;
        throw;
      }
    }));
  }
  for (auto& one : working) one.get();
}

}  // namespace diandan::testing
