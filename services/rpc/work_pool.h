// Threads for what may block: reads, slow work, calls to peers. One pool per service: calls between
// services go one way, so a pool never waits for itself, also when all services share a process.
//
// Calls are taken in fair turns, county by county and caller by caller (base/fair_queue.h), and no more of
// them wait than was lately done within a second.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "services/base/ids.h"

namespace diandan::rpc {

class WorkPool {
 public:
  WorkPool(int threads, int max_queue);
  // Runs what is queued, then stops.
  ~WorkPool();
  // Of a call: `work` on one of the threads, or `refused` (answer OVERLOADED) at once or later, when too much
  // waits and this caller has more than a fair share of it, or when the pool is stopping. Thread-safe.
  void Submit(CountyId county, const std::string& caller, std::function<void()> work,
              std::function<void()> refused);
  // The service's own. False when the queue is full or the pool is stopping. Thread-safe.
  bool Submit(std::function<void()> work);
  int queued() const;
  int64_t shed() const;  // calls that were refused

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
