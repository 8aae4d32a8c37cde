// What happens by itself: a look at what may be fraud, stars that are reached, grades that pass by rule,
// notices that end, draws of periods that are over, returns nobody answered, services nobody attended,
// errands to other counties, orphaned claims, points that expire and rewards nobody fetched. Every piece is a
// lane command whose rule looks again, so two processes may run the clock, and a piece done twice is done
// once. Looking has a thread of its own: a season of a large county keeps nothing else waiting.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/hours/draw_maker.h"
#include "services/hours/due_store.h"
#include "services/hours/points_clock.h"
#include "services/hours/risk_scorer.h"
#include "services/hours/star_watcher.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class Clockwork {
 public:
  Clockwork(const rpc::Home& home, const Keys& keys)
      : home_(home), draws_(home, keys), risks_(home), stars_(home), points_(home) {}
  ~Clockwork() { Stop(); }

  void Start();
  void Stop();
  // There may be something to do now; never blocks.
  void Wake();
  // A service was settled or rated in this county; never blocks.
  void Heard(CountyId county);
  // One round: a look, then everything that is due by the service's clock. Returns how many pieces there
  // were. Thread-safe.
  StatusOr<int> Tick();

 private:
  void Loop(bool& woken, const std::function<bool()>& round);
  bool Look();
  StatusOr<int> DoWhatIsDue();
  bool OrphansAreDue(absl::Time now);
  Status Do(const DueItem& item);
  void LeaveAlone(const std::vector<DueItem>& due, std::vector<Uuid> failed);
  Status PassByRule(const DueItem& item);
  Status DoubtNotice(const DueItem& item);
  Status MakeDraw(const DueItem& item);
  Status RunErrand(const DueItem& item);

  const rpc::Home& home_;
  const DrawMaker draws_;
  RiskScorer risks_;
  StarWatcher stars_;
  const PointsClock points_;
  absl::Mutex mutex_;
  bool woken_ = false, heard_ = false;
  bool stopping_ = false;
  absl::Time orphans_seen_ = absl::InfinitePast();
  std::vector<Uuid> failed_;  // in rounds that had no room for others
  std::thread thread_, looking_;
};

}  // namespace diandan::hours
