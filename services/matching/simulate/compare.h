// Two policies on the same counties with the same chances, seed by seed: figures with paired intervals, what
// fairness costs, and whether each conclusion stands when an assumption is half or one and a half of itself.
// Pure; the result does not depend on the number of threads.
#pragma once

#include <functional>

#include "services/matching/simulate/replay.h"

namespace diandan::matching::simulate {

inline constexpr int kFrontierSeeds = 20;     // at most, of the seeds run
inline constexpr int kSensitivitySeeds = 20;  // at most, of the seeds run

// Version 0: what holds until a county sets its own.
v1::Weights BuiltInWeights();

struct Question {
  v1::Weights policy_a, policy_b;
  v1::SimulationBehaviour behaviour;
  v1::SimulationSetup setup;
  const County* history = nullptr;  // with setup.history: what is replayed under every seed
};

// `progress` may be called from any of the threads, one call at a time, with done ≤ all.
struct Control {
  std::function<void(int done, int all)> progress;
  std::function<bool()> cancelled;
  int threads = 1;
};

// Refusals by field: what lies outside the limits, a generated county without orders or teams, more than
// `most_work` teams judged for orders over all replays (0 = as many as wanted; the README's machine judges
// some ten million a second).
Status CheckQuestion(const Question& question, int64_t most_work);

// Name, time and author are left to the caller. CANCELLED once `cancelled` says so.
StatusOr<v1::Simulation> Compare(const Question& question, const Control& control);

// What a comparison says of a figure: -1 B has less, +1 more, 0 no difference that 95 % can tell.
int DirectionOf(const v1::FigureComparison& comparison);
// Nothing when the figure was not measured.
const v1::FigureComparison* FigureOf(const google::protobuf::RepeatedPtrField<v1::FigureComparison>& figures,
                                     v1::SimulatedFigure figure);

}  // namespace diandan::matching::simulate
