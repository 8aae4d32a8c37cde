// What a comparison comes to, in words, and what of it would not survive another assumption. Internal to the
// report. Pure.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "diandan/matching/v1/simulation.pb.h"
#include "services/base/words.h"

namespace diandan::matching::simulate {

struct Verdict {
  int tone = 0;  // +1 nothing got worse, 0 some of each or nothing at all, -1 nothing got better
  std::string headline;
  std::vector<std::string> points;  // the figures that matter most, with both values
  std::string standing;             // whether other assumptions overturn it, and whether enough was run
};
Verdict Judge(const v1::Simulation& simulation, Language language);

// A conclusion that came out otherwise under another assumption.
struct Shift {
  v1::SimulatedFigure figure;
  int before, now;  // goodness: +1 better, -1 worse, 0 no difference
  bool reversed;
};
std::vector<Shift> ShiftsOf(const v1::Simulation& simulation, const v1::SensitivityRun& run);

// Settings that differ: field, value in A, value in B.
std::vector<std::tuple<std::string, std::string, std::string>> ChangesBetween(const v1::Weights& a,
                                                                              const v1::Weights& b);

}  // namespace diandan::matching::simulate
