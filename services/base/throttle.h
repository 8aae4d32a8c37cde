// How often something that needs no sign-in may be asked for: so many times a minute by one asker, and so
// many by all together. In memory, of this process; it keeps no names longer than a minute. Thread-safe.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace diandan {

class Throttle {
 public:
  Throttle(int each, int together) : each_(each), together_(together) {}

  // False when it was too often; asking does not make it longer.
  bool Take(const std::string& asker, absl::Time now);

 private:
  const int each_, together_;
  absl::Mutex mutex_;
  int64_t minute_ ABSL_GUARDED_BY(mutex_) = 0;
  int taken_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_map<std::string, int> by_asker_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan
