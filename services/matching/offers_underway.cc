#include "services/matching/offers_underway.h"

#include <algorithm>

namespace diandan::matching {
namespace {

bool IsIn(const std::vector<Uuid>& ids, const Uuid& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

void OffersUnderway::Made(CountyId county, const Uuid& order, std::vector<Uuid> teams, bool counts,
                          absl::Time until) {
  absl::MutexLock lock(&mutex_);
  std::vector<Batch>& batches = counties_[county];
  // Asked once is asked for good: a repeat after a failure made no new offer.
  for (const Batch& batch : batches) {
    if (batch.order == order) std::erase_if(teams, [&](const Uuid& team) { return IsIn(batch.teams, team); });
  }
  if (!teams.empty()) batches.push_back({order, std::move(teams), counts, until});
}

std::vector<Uuid> OffersUnderway::Orders(CountyId county, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  std::vector<Uuid> orders;
  std::vector<Batch>& batches = counties_[county];
  std::erase_if(batches, [&](const Batch& batch) { return batch.until <= now; });
  for (const Batch& batch : batches) {
    if (!IsIn(orders, batch.order)) orders.push_back(batch.order);
  }
  return orders;
}

void OffersUnderway::Mirrored(CountyId county, const Uuid& order, const std::vector<Uuid>& asked) {
  absl::MutexLock lock(&mutex_);
  std::vector<Batch>& batches = counties_[county];
  for (Batch& batch : batches) {
    if (batch.order == order) std::erase_if(batch.teams, [&](const Uuid& team) { return IsIn(asked, team); });
  }
  std::erase_if(batches, [](const Batch& batch) { return batch.teams.empty(); });
}

void OffersUnderway::AddTo(CountyId county, int32_t today, AsksByTeam& asks) {
  absl::MutexLock lock(&mutex_);
  for (const Batch& batch : counties_[county]) {
    for (const Uuid& team : batch.teams) {
      Asks& known = asks[team];
      known.quiet_since = today;
      known.in_week += batch.counts;
      known.open += batch.counts;
    }
  }
}

}  // namespace diandan::matching
