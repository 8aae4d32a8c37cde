// Random checks (抽查): committing to a seed before a period, drawing after it. Nobody chooses: the seed is
// random and sealed until it is revealed, the list is what was credited, and the clock draws.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/draw_service.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "services/base/verb.h"
#include "services/hours/draw_rows.h"

namespace diandan::hours {

inline constexpr int kMostDrawDays = 92, kMostDaysAhead = 366;
// What was received before the end of the period may be committed a little after it.
inline constexpr absl::Duration kDrawGrace = absl::Minutes(5);
// When the clock draws, if nobody has asked for it before.
inline constexpr absl::Duration kDrawnByClock = absl::Minutes(10);

// A seed, made before the lane; given to PlanDraw's rule as Work::Extra.
struct ChosenSeed {
  std::string commitment, sealed;
};
// A draw, made before the lane; given to MakeDraw's rule as Work::Extra.
struct MadeDraw {
  struct Drawn {
    Uuid entry, acceptance, team;
  };
  std::string seed, list, list_hash;
  int32_t listed = 0;
  std::vector<Drawn> drawn;  // in the order drawn
};

const Verb& PlanDrawVerb();
const Verb& MakeDrawVerb();

Uuid CallBackId(const Uuid& draw, const Uuid& entry);
// Sets the state, or throws when the table of transitions has no such step.
void StepDraw(DrawRow& draw, v1::DrawState to);
v1::DrawChanged ToEvent(const DrawRow& row);
v1::Draw ToProto(const DrawRow& row);

}  // namespace diandan::hours
