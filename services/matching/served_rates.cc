#include "services/matching/served_rates.h"

#include <string>

#include "services/matching/fairness_rules.h"
#include "services/matching/fairness_store.h"
#include "services/matching/ranking_rules.h"

namespace diandan::matching {
struct ServedRates::County {
  absl::Mutex mutex;
  absl::Time read_at ABSL_GUARDED_BY(mutex) = absl::InfinitePast();
  int32_t days ABSL_GUARDED_BY(mutex) = 0;  // of which they are
  ServedCount all ABSL_GUARDED_BY(mutex);
  absl::flat_hash_map<std::string, ServedCount> townships ABSL_GUARDED_BY(mutex);

  void Take(const std::vector<TownshipCount>& counts) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    all = Sum(counts);
    townships.clear();
    for (const TownshipCount& one : counts) townships[one.township_path] = one.count;
  }
};

ServedRates::ServedRates(db::Pool* pool, const Clock* clock, absl::Duration refresh)
    : pool_(pool), clock_(clock), refresh_(refresh) {}
ServedRates::~ServedRates() = default;

ServedRates::County& ServedRates::Of(CountyId county) {
  absl::MutexLock lock(&mutex_);
  auto& entry = counties_[county];
  if (!entry) entry = std::make_unique<County>();
  return *entry;
}

int ServedRates::ExtraTeams(CountyId id, absl::string_view station_path, const v1::FairnessPolicy& policy) {
  const std::string township = PlaceOf(station_path).township;
  if (township.empty() || policy.low_served_extra_teams() == 0) return 0;
  County& county = Of(id);
  absl::MutexLock lock(&county.mutex);
  const absl::Time now = clock_->Now();
  if (county.days != policy.window_days() || now - county.read_at >= refresh_) {
    std::vector<TownshipCount> counts;
    const Status read = db::Transact(*pool_, {id}, /*read_only=*/true, [&](db::Connection& connection) {
      counts = CountEnded(connection, id, now - absl::Hours(24) * policy.window_days());
      return absl::OkStatus();
    });
    if (read.ok()) {
      county.Take(counts);
      county.read_at = now;
      county.days = policy.window_days();
    }
  }
  auto it = county.townships.find(township);
  return it == county.townships.end() ? 0 : ExtraTeamsFor(it->second, county.all, policy);
}

}  // namespace diandan::matching
