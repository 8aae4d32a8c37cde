// What is read for the detector of fraud and written of it, apart from the rows of lanes.
#pragma once

#include <tuple>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/risk.pb.h"
#include "services/base/ids.h"
#include "services/base/picture.h"

namespace diandan::hours {

// What somebody did in another county meanwhile: enough to see that they cannot have been here as well.
struct Elsewhere {
  CountyId county = 0;
  Uuid entry, volunteer, team;
  absl::Time start_at, end_at;
  int32_t minutes = 0;
};

// Who is in a team of the county; id: the membership's. As hours has followed it from volunteers.
struct MemberRow {
  static constexpr const char* kTable = "member";
  CountyId county_id = 0;
  Uuid id, team_id, volunteer_id;
  bool ended = false;
  int64_t event_seq = 0;
  template <typename R = MemberRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"team_id", &R::team_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"ended", &R::ended},
               Field{"event_seq", &R::event_seq});
  }
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
