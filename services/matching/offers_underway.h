// Offers made that the mirror does not know of yet: orders of one burst are asked for before the first of
// their offers comes back as an event, and caps and turns must hold among them too. In memory only: after a
// restart one burst may ask a team more often than its cap, nothing else. Thread-safe.
#pragma once

#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/matching/turn_rules.h"

namespace diandan::matching {

class OffersUnderway {
 public:
  // `counts`: for caps too, not only for whose turn it is. Forgotten at `until` at the latest, when the
  // offers end.
  void Made(CountyId county, const Uuid& order, std::vector<Uuid> teams, bool counts, absl::Time until);
  // The orders with offers underway at `now`.
  std::vector<Uuid> Orders(CountyId county, absl::Time now);
  // The mirror of the order has these teams: their offers are counted there.
  void Mirrored(CountyId county, const Uuid& order, const std::vector<Uuid>& asked);
  // Adds what is underway to what the mirror counts. `today`: DayOf.
  void AddTo(CountyId county, int32_t today, AsksByTeam& asks);

 private:
  struct Batch {
    Uuid order;
    std::vector<Uuid> teams;
    bool counts = true;
    absl::Time until;
  };

  absl::Mutex mutex_;
  absl::flat_hash_map<CountyId, std::vector<Batch>> counties_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::matching
