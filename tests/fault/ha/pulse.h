// Somebody who writes something small again and again, and notes when each was acknowledged: how long a
// failure was felt is the longest time in which nothing was.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "tests/fault/crowd.h"
#include "tests/scenario/stage.h"

namespace diandan::fault {

class Pulse {
 public:
  // Of a county of its own.
  Pulse(std::shared_ptr<scenario::Hosting> hosting, CountyId county);
  ~Pulse();

  // Of the times without an acknowledgement that reach into this one, the longest.
  absl::Duration LongestSilence(absl::Time from) const;
  // Ends it; throws what went wrong. How many were acknowledged.
  int End();
  CountyId county() const { return stage_.county; }

 private:
  void Beat();

  scenario::Stage stage_;
  std::atomic<bool> ending_ = false;
  mutable absl::Mutex mutex_;
  std::vector<absl::Time> beats_;
  std::future<void> working_;
};

}  // namespace diandan::fault
