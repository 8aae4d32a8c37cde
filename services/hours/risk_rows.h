// What is read for the detector of fraud and written of it, apart from the rows of lanes.
#pragma once

#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/risk.pb.h"
#include "services/base/ids.h"

namespace diandan::hours {

// What somebody did in another county meanwhile: enough to see that they cannot have been here as well.
struct Elsewhere {
  CountyId county = 0;
  Uuid entry, volunteer, team;
  absl::Time start_at, end_at;
  int32_t minutes = 0;
};

// A picture by its number.
struct PictureOf {
  Uuid acceptance;
  int32_t revision = 0;
};

// What is kept of an entry.
struct KnownRisk {
  v1::Risk risk;
  Uuid acceptance;  // its entry's
};

struct RiskChanges {
  std::vector<std::pair<Uuid, v1::Risk>> found;  // by entry
  std::vector<Uuid> gone;
  std::vector<PictureOf> looked;  // entries that wait to pass may, as far as the detector is concerned
};

}  // namespace diandan::hours
