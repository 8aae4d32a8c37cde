// Who is asked too often, and whose turn it is: caps that protect volunteers, and the floor that brings every
// team that fits an offer within so many days when there was one near enough. Both count offers as they were
// made, never what came of them. Caps hold for what goes out by itself: asking by hand, a plan that is sent
// out and a trip (suggestion_service.h) are the decision of a person and exempt, though each such offer
// counts as one more. Pure; `today` is DayOf.
#pragma once

#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/matching/rows.h"
#include "services/matching/team_index.h"

namespace diandan::matching {

// How often a team was asked lately.
struct Asks {
  int32_t in_week = 0;  // the last seven days, today among them
  int32_t open = 0;     // offers it still thinks about
  int32_t quiet_since = 0;
};
using AsksByTeam = absl::flat_hash_map<Uuid, Asks>;

Asks AsksOf(const AsksRow& row, int32_t today);
AsksByTeam AsksOf(const std::vector<AsksRow>& rows, int32_t today);

// One more offer, made on that day; of earlier ones those stay that a cap still counts.
void CountAsk(int32_t day, AsksRow& row);
// What of the rows caps (and turns, unless `only_caps`) can need: all others decide nothing.
AsksThat AsksNeeded(const v1::WaveBounds& bounds, int32_t today, bool only_caps = false);

// The first cap a team has reached; LEFT_OUT_UNSPECIFIED = none.
v1::LeftOut CapReached(const Asks& asks, const v1::WaveBounds& bounds);
// Leaves those at a cap out of the ranking. Emergencies do not call this. Where they leave
// nobody in the whole county, the wave asks the one asked least all the same (recommendation_rules.cc).
void ApplyCaps(const AsksByTeam& asks, const v1::WaveBounds& bounds, Ask& ask);

struct Turn {
  const Team* team = nullptr;
  int32_t days = 0;
  int32_t hectometres = 0;  // farther than the best, at least 0
};
// Of the teams that pass every rule and are near enough to the best, the one that was not asked for longest;
// none when nobody has waited so many days. Every team of the mirror is in `asks`, never asked or not.
std::optional<Turn> WhoseTurn(const Ask& ask, const v1::Weights& weights, const Team& best,
                              const std::vector<const Team*>& waiting, const AsksByTeam& asks, int32_t today);
// Teams not asked for so many days, in no order.
std::vector<Uuid> WaitingForATurn(const AsksByTeam& asks, const v1::WaveBounds& bounds, int32_t today);

}  // namespace diandan::matching
