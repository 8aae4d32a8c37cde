#include "services/matching/team_cache.h"

#include <utility>

#include "services/matching/team_rules.h"

namespace diandan::matching {

struct TeamCache::County {
  absl::Mutex mutex;  // readers rank, the writer reads stale teams again
  TeamIndex index ABSL_GUARDED_BY(mutex);

  absl::Mutex stale_mutex;                            // never held while waiting for the database
  bool watched ABSL_GUARDED_BY(stale_mutex) = false;  // from the first load on, changes are kept in mind
  StaleTeams stale ABSL_GUARDED_BY(stale_mutex) = {.all = true};

  bool fresh() {
    absl::MutexLock lock(&stale_mutex);
    return !stale.all && stale.teams.empty() && stale.volunteers.empty();
  }
  // From here on changes are noted anew, also those that come while these are being read.
  StaleTeams TakeStale() {
    absl::MutexLock lock(&stale_mutex);
    watched = true;
    return std::exchange(stale, {});
  }
  void PutBack(const StaleTeams& unread) {
    absl::MutexLock lock(&stale_mutex);
    stale.all |= unread.all;
    stale.teams.insert(stale.teams.end(), unread.teams.begin(), unread.teams.end());
    stale.volunteers.insert(stale.volunteers.end(), unread.volunteers.begin(), unread.volunteers.end());
  }
};

TeamCache::TeamCache(db::Pool* pool) : pool_(pool) {}
TeamCache::~TeamCache() = default;

TeamCache::County& TeamCache::Of(CountyId county) {
  absl::MutexLock lock(&mutex_);
  auto& entry = counties_[county];
  if (!entry) entry = std::make_unique<County>();
  return *entry;
}

Status TeamCache::With(CountyId id, const std::function<void(const TeamIndex&)>& use) {
  County& county = Of(id);
  {
    absl::ReaderMutexLock lock(&county.mutex);
    if (county.fresh()) {
      use(county.index);
      return absl::OkStatus();
    }
  }
  absl::MutexLock lock(&county.mutex);
  DD_RETURN_IF_ERROR(Refresh(id, county));
  use(county.index);
  return absl::OkStatus();
}

Status TeamCache::Refresh(CountyId id, County& county) ABSL_EXCLUSIVE_LOCKS_REQUIRED(county.mutex) {
  StaleTeams stale = county.TakeStale();
  std::vector<TeamParts> teams;
  Status read = db::Transact(*pool_, {id}, /*read_only=*/true, [&](db::Connection& connection) {
    teams = ReadTeams(connection, id, stale);
    return absl::OkStatus();
  });
  if (!read.ok()) {
    county.PutBack(stale);
    return read;
  }
  if (stale.all) county.index = TeamIndex();
  for (TeamParts& parts : teams) county.index.Put(TeamFrom(std::move(parts)));
  return absl::OkStatus();
}

void TeamCache::Mark(CountyId id, const std::function<void(StaleTeams&)>& mark) {
  County& county = Of(id);
  absl::MutexLock lock(&county.stale_mutex);
  if (county.watched && !county.stale.all) mark(county.stale);
}

void TeamCache::TeamChanged(CountyId county, const Uuid& team) {
  Mark(county, [&](StaleTeams& stale) { stale.teams.push_back(team); });
}
void TeamCache::VolunteerChanged(CountyId county, const Uuid& volunteer) {
  Mark(county, [&](StaleTeams& stale) { stale.volunteers.push_back(volunteer); });
}
void TeamCache::CountyChanged(CountyId county) {
  Mark(county, [](StaleTeams& stale) { stale = {.all = true}; });
}

}  // namespace diandan::matching
