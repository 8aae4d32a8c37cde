// Counts over the mirror of orders for fairness: one scan of an index each. All throw db::Error; run them in
// a transaction of the county.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::matching {

// Demands let through in the last days, of one township, one language or the county.
struct ServedTally {
  std::string township_path;
  std::string language;
  bool language_required = false;
  int32_t let_through = 0, served = 0, under_way = 0, waiting = 0, unserved = 0, withdrawn = 0;
  int32_t taken = 0;  // how many the two times are about
  // From let through to taken: in half of the cases, in nine of ten.
  std::optional<int64_t> median_seconds, ninth_tenth_seconds;
};

struct CountyTally {
  ServedTally county;
  std::vector<ServedTally> townships;  // by path
};
// Of orders let through from `since` on.
CountyTally CountByTownship(db::Connection& connection, CountyId county, absl::Time since);
// By language, required before preferred. `township_path` empty: of the whole county.
std::vector<ServedTally> CountByLanguage(db::Connection& connection, CountyId county, absl::Time since,
                                         const std::string& township_path);

// One team that takes orders at present.
struct TeamWork {
  int32_t weekly_slots = 0;  // declared; 0 = not declared
  int32_t half_days = 0;     // of orders let through from `since` on that it took, activities too
};
std::vector<TeamWork> CountTeamWork(db::Connection& connection, CountyId county, absl::Time since);

}  // namespace diandan::matching
