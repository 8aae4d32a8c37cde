// Makes a plan of a county and everything that is kept of it. Pure but for the time it takes; runs on the
// calling thread, told and stopped by a plan::Control.
#pragma once

#include <memory>
#include <vector>

#include "services/matching/plan/control.h"
#include "services/matching/plan/reoptimizer.h"
#include "services/matching/plan_reasons.h"

namespace diandan::matching {

// A plan as it is kept: the head without its name, and its lines and teams.
struct MadePlan {
  v1::Plan head;
  std::vector<v1::PlanLine> lines;  // unserved first, then by weight
  std::vector<v1::PlanTeam> teams;
};

// Orders that take several half-days are placed first, one after the other by weight, near where a relaxed
// plan puts them; all others by an exact flow (by the clock: by relaxation and search). The bound holds for
// all of them together. Errors: INVALID_ARGUMENT for wishes that cannot be understood or a county that is too
// large; CANCELLED.
StatusOr<SolvedPlan> SolvePlan(const PlanProblem& problem, const plan::Control& control);

// The lines, teams and figures of a solved plan. `base`: lines of the plan compared with, or empty.
MadePlan Describe(const PlanProblem& problem, const SolvedPlan& solved,
                  const std::vector<v1::PlanLine>& base);

// A team as a plan keeps it, and back.
v1::PlanTeam KeptTeam(const Team& team);
Team TeamFrom(const v1::PlanTeam& kept);

// What a kept plan was made from: enough to make it, and every sentence of it, again.
PlanInputs InputsOf(CountyId county, const v1::Plan& head, const std::vector<v1::PlanLine>& lines,
                    const std::vector<v1::PlanTeam>& teams);
// What it found, in the numbers of `problem`, which was made of these inputs.
SolvedPlan SolvedOf(const PlanProblem& problem, const v1::Plan& head, const std::vector<v1::PlanLine>& lines,
                    const std::vector<v1::PlanTeam>& teams);

// `solved` with one order more (an index of `problem`, which `solved` knows as unserved), by exact
// re-optimisation from the prices of the plan. Only by half-days, and for an order that takes one.
StatusOr<SolvedPlan> Join(const PlanProblem& problem, const SolvedPlan& solved, int32_t order);

}  // namespace diandan::matching
