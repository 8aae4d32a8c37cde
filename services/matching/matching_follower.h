// What matching does with the events of the services it follows: mirrors, hints to the team cache, waves.
#pragma once

#include "services/matching/team_cache.h"
#include "services/matching/wave_maker.h"
#include "services/rpc/follower.h"

namespace diandan::matching {

// Both must outlive the follower.
rpc::EventHandlers VolunteersHandlers(TeamCache& teams);
rpc::EventHandlers OrdersHandlers(TeamCache& teams, WaveMaker& waves);

}  // namespace diandan::matching
