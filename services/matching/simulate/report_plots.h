// The pictures of the report as shapes, coloured by the styles they name. Internal to the report. Pure.
#pragma once

#include <string>

#include "diandan/matching/v1/simulation_report.pb.h"
#include "services/base/words.h"

namespace diandan::matching::simulate {

// Distance across, Gini upwards; both are better towards the corner at the lower left.
v1::Picture FrontierPlot(const v1::Simulation& simulation, Language language);
// How the work is spread under A and B, beside the line on which all teams do alike.
v1::Picture LorenzPlot(const v1::Simulation& simulation, Language language);
// Offers and waiting under A and B with their intervals.
v1::Picture WaitingPlot(const v1::Simulation& simulation, Language language);

// As inline SVG.
std::string SvgOf(const v1::Picture& picture);

}  // namespace diandan::matching::simulate
