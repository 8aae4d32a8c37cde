// How many teams a wave asks: as many as it takes for somebody to take the order with the chance the county
// aims at, estimated from what became of each team's earlier offers. Pure.
//
// 志愿服务条例 25 and 40: nobody may be pressed, so how a team answers must not count against it. This file
// and ChanceRow are the only places that know of it. The estimate is read after the ranking stands, makes a
// wave larger or smaller, and ends here: it changes no order, leaves nobody out, and is told of a wave as a
// whole of three teams or more only: from fewer the estimate of one team could be read. Tests hold rankings
// and messages to that.
#pragma once

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "diandan/matching/v1/resources.pb.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/base/ids.h"

namespace diandan::matching {

// Of the offers that ended with the team itself, how many became its work.
struct Chance {
  int32_t ended = 0;
  int32_t taken = 0;
};
using Chances = absl::flat_hash_map<Uuid, Chance>;

// Teams asked at once at the least: the first wave of a level that many, each further one more.
int32_t LeastSize(orders::v1::Urgency urgency, const v1::WavePolicy& policy, int32_t wave_of_level);
// And at most.
int32_t MostSize(orders::v1::Urgency urgency, const v1::WavePolicy& policy, int32_t wave_of_level);

// `fitting`: the teams that may be asked, best first; those past MostSize and `extra` do not matter.
// `wave_of_level` from 1. `extra`: teams asked besides, past the cap too, where residents are served less
// (fairness_rules.h).
v1::WaveSize SizeOf(orders::v1::Urgency urgency, const v1::WavePolicy& policy, int32_t wave_of_level,
                    const std::vector<Uuid>& fitting, const Chances& chances, int32_t extra = 0);

}  // namespace diandan::matching
