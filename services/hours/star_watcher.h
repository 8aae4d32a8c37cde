// Looks after stars: whenever recorded minutes moved, or the policy did, the stars of those concerned are
// looked at again in the lane of their home county. Off the lane, by the clock; a round that failed is made
// again.
#pragma once

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/hours/star_store.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class StarWatcher {
 public:
  explicit StarWatcher(const rpc::Home& home) : home_(home) {}

  // Everything that moved since the last time, a window of each county. Takes at most a twentieth of the
  // time: where a round is long, the next one waits. Thread-safe; one round at a time.
  Status Round();

 private:
  Status Look(const StarWindow& window);
  Status LookAt(CountyId home, const std::vector<Uuid>& volunteers);

  const rpc::Home& home_;
  absl::Mutex rounds_;
  absl::Time not_before_ ABSL_GUARDED_BY(rounds_) = absl::InfinitePast();
};

}  // namespace diandan::hours
