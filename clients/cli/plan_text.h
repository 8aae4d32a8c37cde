// How plans read in a terminal.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "diandan/matching/v1/plan_service.pb.h"

namespace diandan::cli {

// "solving, round 2: 8,120 points, at most 0.3 % above the best possible".
std::string SayStep(const Context& context, const matching::v1::PlanDispatchResponse& step);
// The figures of a plan, one a line.
void ShowPlan(Context& context, const matching::v1::Plan& plan);
// A line of the list of plans.
std::vector<std::string> PlanRow(Context& context, const matching::v1::Plan& plan);
// An order of a plan: number, team, points, why.
std::vector<std::string> LineRow(const Context& context, const matching::v1::PlanLine& line);

}  // namespace diandan::cli
