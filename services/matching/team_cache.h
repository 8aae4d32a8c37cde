// The indexes of all counties: loaded from the mirrors when a county is first ranked, afterwards only what
// events have named as stale is read again, before the next ranking. The mirrors are the truth; forgetting
// everything costs time only. Thread-safe.
#pragma once

#include <functional>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "services/db/query.h"
#include "services/matching/matching_store.h"
#include "services/matching/team_index.h"

namespace diandan::matching {

class TeamCache {
 public:
  explicit TeamCache(db::Pool* pool);
  ~TeamCache();

  // Calls `use` with the county's index as of the last event applied. Takes a connection of its own for what
  // must be read, so hold none. Blocks: work pool only.
  Status With(CountyId county, const std::function<void(const TeamIndex&)>& use);

  // Hints after commit; repeating one is harmless.
  void TeamChanged(CountyId county, const Uuid& team);
  void VolunteerChanged(CountyId county, const Uuid& volunteer);
  void CountyChanged(CountyId county);

 private:
  struct County;
  County& Of(CountyId county);
  Status Refresh(CountyId id, County& county);
  void Mark(CountyId county, const std::function<void(StaleTeams&)>& mark);

  db::Pool* const pool_;
  absl::Mutex mutex_;
  absl::flat_hash_map<CountyId, std::unique_ptr<County>> counties_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::matching
