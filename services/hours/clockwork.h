// What happens by itself: a look at what may be fraud, grades that pass by rule, notices that end, returns
// nobody answered, services nobody attended, errands to other counties, orphaned claims. Every piece is a
// lane command whose rule looks again, so two processes may run the clock, and a piece done twice is done
// once. Looking has a thread of its own: a season of a large county keeps nothing else waiting.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/hours/due_store.h"
#include "services/hours/risk_scorer.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class Clockwork {
 public:
  explicit Clockwork(const rpc::Home& home) : home_(home), risks_(home) {}
  ~Clockwork() { Stop(); }

  void Start();
  void Stop();
  // There may be something to do now; never blocks.
  void Wake();
  // A service was settled in this county; never blocks.
  void Settled(CountyId county);
  // One round: a look, then everything that is due by the service's clock. Returns how many pieces there
  // were. Thread-safe.
  StatusOr<int> Tick();

 private:
  void Loop(bool& woken, const std::function<bool()>& round);
  bool Look();
  StatusOr<int> DoWhatIsDue();
  bool OrphansAreDue(absl::Time now);
  Status Do(const DueItem& item);
  Status PassByRule(const DueItem& item);
  Status RunErrand(const DueItem& item);

  const rpc::Home& home_;
  RiskScorer risks_;
  absl::Mutex mutex_;
  bool woken_ = false, heard_ = false;
  bool stopping_ = false;
  absl::Time orphans_seen_ = absl::InfinitePast();
  std::thread thread_, looking_;
};

}  // namespace diandan::hours
