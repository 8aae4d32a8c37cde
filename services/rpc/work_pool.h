// Threads for what may block: reads, slow work, calls to peers. One pool per service: calls between
// services go one way, so a pool never waits for itself, also when all services share a process.
#pragma once

#include <functional>
#include <memory>

namespace diandan::rpc {

class WorkPool {
 public:
  WorkPool(int threads, int max_queue);
  // Runs what is queued, then stops.
  ~WorkPool();
  // False when the queue is full (answer OVERLOADED) or the pool is stopping. Thread-safe.
  bool Submit(std::function<void()> work);
  int queued() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
