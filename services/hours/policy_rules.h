// What a county decided about hours. A version is never changed; entries name the one that graded them.
#pragma once

#include <iterator>

#include "diandan/hours/v1/policy_service.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/verb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Without a policy: everything is looked at, no notice, three days for late facts.
inline constexpr int32_t kDefaultLateFactHours = 72;
// The star grades of registered volunteers as the state recommends them.
inline constexpr int32_t kDefaultStarHours[] = {100, 300, 600, 1000, 1500};
inline constexpr int kStars = std::size(kDefaultStarHours);

Uuid PolicyShelf(CountyId county);
Uuid PolicyId(CountyId county, int32_t version);
void TouchPolicy(CountyId county, Touches& touches);
// The latest version; version 0 with the defaults when none was set.
PolicyRow CurrentPolicy(const Work& work);
PolicyRow DefaultPolicy(CountyId county);

const Verb& SetPolicyVerb();

}  // namespace diandan::hours
