// A comparison of two policies is kept for ever, with all it was made of. Pure.
#pragma once

#include "diandan/matching/v1/simulation.pb.h"
#include "services/base/verb.h"
#include "services/matching/rows.h"

namespace diandan::matching {

// Request and answer are the Simulation itself, named; one that is already kept is answered as it was kept.
extern const Verb kKeepSimulation;

v1::Simulation SimulationOf(const SimulationRow& row);

}  // namespace diandan::matching
