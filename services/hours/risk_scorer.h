// Looks at a county's services of the last three months whenever hours has heard of one, and keeps what a
// person should look at. Off the lane, by the clock: nothing waits for it, and a round that failed is made
// again.
#pragma once

#include <map>
#include <set>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class RiskScorer {
 public:
  explicit RiskScorer(const rpc::Home& home) : home_(home) {}

  // Something was settled there. Never blocks; any thread.
  void Heard(CountyId county);
  // Scores the counties that were heard of. One county takes at most a twentieth of the time: where a round
  // is long, the next one waits. Thread-safe; one round at a time.
  Status Round();

 private:
  struct Turn {
    bool waits = false;                            // there is something new
    bool by_neighbour = false;                     // only because a guest served elsewhere
    absl::Time not_before = absl::InfinitePast();  // of the machine's clock
  };
  Status RememberCounties() ABSL_EXCLUSIVE_LOCKS_REQUIRED(rounds_);
  Status Score(CountyId county, std::set<CountyId>& homes);

  const rpc::Home& home_;
  absl::Mutex rounds_;
  bool remembered_ ABSL_GUARDED_BY(rounds_) = false;
  absl::Mutex mutex_;
  std::map<CountyId, Turn> counties_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::hours
