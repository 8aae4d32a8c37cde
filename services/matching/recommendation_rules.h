// A recommendation: the ranking of one order at one moment, whom the next wave asks, and until when.
// Kept for ever with its inputs. Pure.
#pragma once

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "diandan/matching/v1/resources.pb.h"
#include "services/base/verb.h"
#include "services/matching/answer_rules.h"
#include "services/matching/emergency_rules.h"
#include "services/matching/turn_rules.h"
#include "services/matching/wave_size.h"

namespace diandan::matching {

// What is known of an order when its next wave is due.
struct Occasion {
  CountyId county = 0;
  orders::v1::OrderChanged order;
  std::vector<Uuid> asked;  // teams asked before, whatever came of it
  absl::flat_hash_map<Uuid, int32_t> services_to_client;
  int32_t wave = 1;
  v1::Weights weights;
  absl::Time now;
  // The wave before, when there was one: the level it asked at, and its number there.
  orders::v1::EscalationLevel last_level = orders::v1::ESCALATION_LEVEL_UNSPECIFIED;
  int32_t waves_of_last_level = 0;
  AsksByTeam asks;
  Chances chances;                         // sizes the wave when the ranking stands, nothing else
  int32_t extra_teams = 0;                 // asked besides, where residents are served less
  std::optional<v1::Emergency> emergency;  // the one that stands and is about the order: its rule asks
};

// Looks at the order's level first and further out at once where nobody fits; where caps alone leave nobody
// in the county, the team asked least is asked all the same, alone. Its `name` is left to the caller.
// `offered_teams` has the best, as many as the wave asks, then the team whose turn it is, if any; it stays
// empty when nobody fits or the county asks by hand.
v1::Recommendation Recommend(const Occasion& occasion, const TeamIndex& index);

// What caused a recommendation; given to the verb as Work::Extra.
struct Trigger {
  Cause cause;
  Uuid event_id;
};

// Request and answer are the Recommendation itself. One that is already kept is answered as it was kept,
// whatever is sent now: a repeated event offers what was recommended the first time.
extern const Verb kKeepRecommendation;
Uuid RecommendationId(const Uuid& event_id);

// What a row keeps, without sentences.
v1::Recommendation RecommendationOf(const RecommendationRow& row);

}  // namespace diandan::matching
