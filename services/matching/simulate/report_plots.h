// The pictures of the report as inline SVG, coloured by the classes of its style. Internal to the report.
#pragma once

#include <string>

#include "diandan/matching/v1/simulation.pb.h"
#include "services/base/words.h"

namespace diandan::matching::simulate {

// Distance across, Gini upwards; both are better towards the corner at the lower left.
std::string FrontierPlot(const v1::Simulation& simulation, Language language);
// How the work is spread under A and B, beside the line on which all teams do alike.
std::string LorenzPlot(const v1::Simulation& simulation, Language language);
// Offers and waiting under A and B with their intervals.
std::string WaitingPlot(const v1::Simulation& simulation, Language language);

}  // namespace diandan::matching::simulate
