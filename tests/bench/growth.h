// One plan in a process of its own.
#pragma once

#include <string>

namespace diandan::bench {

// What `--plan_once=TYPE,ORDERS,TEAMS,PROVE` does: prints seconds, peak megabytes, gap, unserved, rounds and
// whether it is proven. TYPE is g or slots; PROVE 1 prices until nothing is left.
void PlanOnce(const std::string& what);

}  // namespace diandan::bench
