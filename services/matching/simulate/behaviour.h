// The assumptions of the simulation: the committed ones, those of a file, and each of them on its own. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/matching/v1/simulation.pb.h"
#include "services/base/status.h"

namespace diandan::matching::simulate {

// behaviour.textproto, compiled in.
const v1::SimulationBehaviour& CommittedBehaviour();

// Text as in that file; what it does not name keeps its committed value. FIELD_INVALID names the line or the
// assumption.
StatusOr<v1::SimulationBehaviour> ParseBehaviour(const std::string& text);
// Limits, and that no low end is above its high end. `field` is what the message is called in a refusal.
Status CheckBehaviour(const v1::SimulationBehaviour& behaviour);

// The name of every assumption, in order.
std::vector<std::string> Assumptions();
int32_t ValueOf(const v1::SimulationBehaviour& behaviour, const std::string& assumption);
// One assumption times `percent` / 100, kept within its limits and beside its other end.
v1::SimulationBehaviour Scaled(const v1::SimulationBehaviour& behaviour, const std::string& assumption,
                               int percent);

}  // namespace diandan::matching::simulate
