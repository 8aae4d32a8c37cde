// What the notice and the task list ask for, and where it is missing. Pure.
#pragma once

#include "services/hours/report/facts.h"
#include "services/hours/report/tally.h"

namespace diandan::report {

// All of a place's; with UNITS those of units. Into `report`, whose lines are there.
void AddDuties(const Scope& scope, const Facts& facts, const Tally& tally, hours::v1::Report& report);

}  // namespace diandan::report
