// One run: the orders of a county come in, teams are ranked by the real score and asked in waves, answer as
// the assumptions say, serve, and are a little more tired afterwards. Times and loads are those of the
// replay; nothing is read from a clock. Pure; one run belongs to one thread.
//
// Load and willingness count accepted work only, as the product does. How often somebody was asked caps and
// gives turns, and what came of it sizes waves, both by the product's own rules and nothing else. So do the
// townships' rates: those of the replay so far decide where it asks more teams at a time.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "services/base/status.h"
#include "services/matching/simulate/county.h"

namespace diandan::matching::simulate {

struct Outcome {
  std::array<double, v1::SimulatedFigure_ARRAYSIZE> figures{};  // by SimulatedFigure, in its unit
  std::vector<double>
      loads;  // accepted ÷ declared half-days of each team, in the order of the county's teams
};

// CANCELLED once `cancelled` (may be empty; asked every few hundred steps) says so. With less than one order
// or team the figures are 0.
StatusOr<Outcome> Replay(const County& county, const v1::Weights& weights,
                         const v1::SimulationBehaviour& behaviour, uint64_t seed,
                         const std::function<bool()>& cancelled);

}  // namespace diandan::matching::simulate
