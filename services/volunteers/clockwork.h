// What happens by itself: minors come of age, tokens and tries that nobody can use any more go.
#pragma once

#include <thread>

#include "absl/synchronization/mutex.h"
#include "services/volunteers/services.h"

namespace diandan::volunteers {

// One pass; harmless to repeat. Blocks on the lane.
Status RunDaily(Parts& parts);

// Runs a pass at the start and on each new day in China. Stops in the destructor.
class Clockwork {
 public:
  explicit Clockwork(Parts& parts);
  ~Clockwork();

 private:
  void Loop();
  Parts& parts_;
  absl::Mutex mutex_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace diandan::volunteers
