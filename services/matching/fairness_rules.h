// Fair to residents: what became of an order, how often a township is served, and whether that lies clearly
// below the county. Pure, safe from any thread. Nothing here knows how a team answered an offer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diandan/matching/v1/fairness_service.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/matching/fairness_counts.h"

namespace diandan::matching {

// True when the order, as the event leaves it, has been let through to the teams.
bool LetThrough(const orders::v1::OrderChanged& order);
// Of an order that was let through. Whoever was still on the clerk's list when it ended was not served,
// except where nobody had asked: placed twice or by mistake, which has no fate and is not counted.
v1::OrderFate FateOf(const orders::v1::OrderChanged& order);

// Nothing without an order that came to an end.
std::optional<int32_t> ServedPerMille(const ServedCount& count);
// As if `prior_orders` more had been served as often as the county's (Beta prior); nothing when the county
// has no order that came to an end.
std::optional<int32_t> SmoothedPerMille(const ServedCount& count, const ServedCount& county,
                                        int32_t prior_orders);
// The largest true rate that would leave so few served in one of forty cases (Wilson's interval, 95 %,
// two-sided). 1 without an order.
double HighestServedRate(const ServedCount& count);

// True when a township with enough orders is served clearly less often than its county: even the highest rate
// that fits its figures lies below the county's, and the smoothed one by the policy's margin.
bool LowServed(const ServedCount& township, const ServedCount& county, const v1::FairnessPolicy& policy);
// Teams that a wave for the township asks more than elsewhere.
int32_t ExtraTeamsFor(const ServedCount& township, const ServedCount& county,
                      const v1::FairnessPolicy& policy);

// Of the county: of no township or language itself.
ServedTally Sum(const std::vector<ServedTally>& tallies);
ServedCount Sum(const std::vector<TownshipCount>& counts);
// By path.
std::vector<ServedTally> ByTownship(const std::vector<ServedTally>& tallies);
// By code, required before preferred; first those who asked for none. `township_path` empty: of all.
std::vector<ServedTally> ByLanguage(const std::vector<ServedTally>& tallies,
                                    const std::string& township_path);
// Lines of so few orders that somebody could tell whose they are are held back, and with them as many of the
// smallest as it takes for no sum to give them away. The rest stands as it stood.
std::vector<ServedTally> WithoutSmall(std::vector<ServedTally> lines);
// How long so many in ten waited at most, in seconds (percentile_disc). `waits` is not empty.
int32_t WaitOf(std::vector<int32_t> waits, int in_ten);

}  // namespace diandan::matching
