// Trips for the desk: neighbouring open orders that one team could serve on one way. Pure, deterministic: the
// same bundles whatever order the orders come in. Orders are looked up by day and place, never all against
// all.
#pragma once

#include <vector>

#include "services/matching/trip_rules.h"

namespace diandan::matching {

// Bundles of two to five orders, by what they save; no order and no half-day of a team is in two of them.
// `same_needs`: what FindSameNeeds found; such pairs are not asked for together. `compared`, when given,
// counts the pairs looked at.
std::vector<v1::Suggestion> FindTrips(const SuggestionInputs& inputs,
                                      const std::vector<v1::Suggestion>& same_needs,
                                      int64_t* compared = nullptr);

}  // namespace diandan::matching
