// How many teams more a wave asks for a place, from the served rates of its county's townships. The rates are
// read when a county is first asked about and again when they are too old; they move slowly. Thread-safe.
#pragma once

#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "diandan/matching/v1/types.pb.h"
#include "services/base/clock.h"
#include "services/db/query.h"

namespace diandan::matching {

class ServedRates {
 public:
  static constexpr absl::Duration kRefresh = absl::Minutes(15);

  ServedRates(db::Pool* pool, const Clock* clock, absl::Duration refresh = kRefresh);
  ~ServedRates();

  // `station_path`: of the order. Takes a connection of its own for what must be read, so hold none; blocks
  // then: work pool only. A figure that cannot be read holds no wave up: 0, or what was read before.
  int ExtraTeams(CountyId county, absl::string_view station_path, const v1::FairnessPolicy& policy);

 private:
  struct County;
  County& Of(CountyId county);

  db::Pool* const pool_;
  const Clock* const clock_;
  const absl::Duration refresh_;
  absl::Mutex mutex_;
  absl::flat_hash_map<CountyId, std::unique_ptr<County>> counties_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::matching
