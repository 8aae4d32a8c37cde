// Applies what is parked for one aggregate, event by event, in order. Internal to follower.cc.
#pragma once

#include <string>

#include "services/rpc/follower.h"

namespace diandan::rpc {

// OK when nothing is left; else why the first one left cannot be applied. Blocks.
Status ReplayLetters(const Home& home, const std::string& owner, const Caller& self,
                     const EventHandlers& handlers, CountyId county, const Uuid& subject);

}  // namespace diandan::rpc
