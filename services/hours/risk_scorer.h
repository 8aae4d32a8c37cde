// Looks at a county's services of the last three months whenever hours has heard of one, and keeps what a
// person should look at. Off the lane, by the clock; a round that failed is made again.
//
// An entry passes by rule only after the picture it rests on was looked at (due_store.h). Where one waits for
// that, a look is made at once: half of a thread may then go into looking, else a twentieth. What was read of
// a county is kept in memory, so that the next look reads what is new only.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/hours/evidence_rules.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class RiskScorer {
 public:
  explicit RiskScorer(const rpc::Home& home) : home_(home) {}

  // Something was settled there. Never blocks; any thread.
  void Heard(CountyId county);
  // Scores counties that were heard of or where entries wait, as far as it is their turn; returns how many
  // those were. Thread-safe; one round at a time.
  StatusOr<int> Round();

 private:
  struct Turn {
    bool waits = false;         // there is something new
    bool holds = false;         // entries wait to pass by rule
    bool by_neighbour = false;  // only because a guest served elsewhere
    // The last look, by the machine's clock.
    absl::Time ended = absl::InfinitePast();
    absl::Duration took;
    bool IsDue(absl::Time now) const;
  };
  struct Due {
    CountyId county = 0;
    bool by_neighbour = false;
  };
  struct Memory {
    explicit Memory(CountyId county) : evidence(county) {}
    CountyEvidence evidence;
    absl::Time begun, used;  // by the machine's clock
  };
  Status RememberCounties() ABSL_EXCLUSIVE_LOCKS_REQUIRED(rounds_);
  Status HearWhatWaits() ABSL_EXCLUSIVE_LOCKS_REQUIRED(rounds_);
  std::vector<Due> TakeDue();
  Status Score(CountyId county, std::set<CountyId>& homes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(rounds_);
  CountyEvidence& EvidenceOf(CountyId county) ABSL_EXCLUSIVE_LOCKS_REQUIRED(rounds_);
  void KeepWithin(size_t most) ABSL_EXCLUSIVE_LOCKS_REQUIRED(rounds_);

  const rpc::Home& home_;
  absl::Mutex rounds_;
  bool remembered_ ABSL_GUARDED_BY(rounds_) = false;
  std::map<CountyId, Memory> memory_ ABSL_GUARDED_BY(rounds_);
  absl::Mutex mutex_;
  std::map<CountyId, Turn> counties_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::hours
