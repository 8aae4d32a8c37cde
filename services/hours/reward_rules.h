// Rewards: what they are, what they cost, how many there are. What was laid in is on the shelf, held for
// somebody or handed over; nothing else changes these numbers. Pure.
#pragma once

#include <vector>

#include "diandan/hours/v1/reward_service.pb.h"
#include "services/base/caller.h"
#include "services/base/verb.h"
#include "services/hours/points_rows.h"

namespace diandan::hours {

const Verb& CreateRewardVerb();
const Verb& UpdateRewardVerb();
const Verb& RestockRewardVerb();
const Verb& CloseRewardVerb();

// Roles that look after what a place hands over.
const std::vector<Role>& RewardKeepers();
v1::Reward ToProto(const RewardRow& row);

}  // namespace diandan::hours
