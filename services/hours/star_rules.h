// Stars by recorded hours (星级, 民政部令第67号 10): reached when the hours are there, kept when the policy
// asks for more afterwards, and lowered only when a correction took hours away, which is said.
#pragma once

#include "diandan/hours/v1/evaluation_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/evaluation_rows.h"

namespace diandan::hours {

Uuid StarId(const Uuid& volunteer);
// What stars they have with so many minutes: `held` may be null.
v1::Star ShowStar(const StarRow* held, CountyId county, const Uuid& volunteer, int64_t minutes,
                  const std::vector<int32_t>& star_hours);
// How many stars so many minutes are, from these hours on.
int32_t StarsOf(int64_t minutes, const std::vector<int32_t>& star_hours);
// Whether a look would change anything.
bool StarMoves(const StarRow* held, int64_t minutes, const std::vector<int32_t>& star_hours);

// LookAtStar, by `hours` itself, in the home county. Says STAR_CHANGED only when something changes.
const Verb& LookAtStarVerb();

}  // namespace diandan::hours
