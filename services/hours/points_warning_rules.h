// Whoever has points that run out is told in time to use them (orders makes the notice). Pure.
#pragma once

#include "absl/time/time.h"
#include "diandan/hours/v1/points_commands.pb.h"
#include "services/base/verb.h"

namespace diandan::hours {

// Of the clock: says POINTS_EXPIRE_SOON of lots that still have points and a date to come. Each lot is told
// of once for each date it has.
const Verb& WarnOfLotsVerb();

}  // namespace diandan::hours
