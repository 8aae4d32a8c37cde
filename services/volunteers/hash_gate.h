// Lets a few password hashes run at a time: each takes 19 MB and tens of milliseconds on purpose.
#pragma once

#include "absl/synchronization/mutex.h"
#include "services/base/seal.h"

namespace diandan::volunteers {

// Thread-safe. Waiting holds a thread of the work pool, so few may wait; beyond, OVERLOADED.
class HashGate {
 public:
  explicit HashGate(int running = 2, int waiting = 4) : free_(running), may_wait_(waiting) {}

  StatusOr<std::string> Hash(absl::string_view password, PasswordCost cost);
  // An empty hash (no such account) takes as long as a real one and says no.
  StatusOr<bool> Verify(absl::string_view hash, absl::string_view password, PasswordCost cost);

 private:
  Status Enter();
  void Leave();

  absl::Mutex mutex_;
  int free_;
  int may_wait_;
};

}  // namespace diandan::volunteers
