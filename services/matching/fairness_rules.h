// Fair to residents: what became of an order, how often a township is served, and whether that lies clearly
// below the county. Pure, safe from any thread. Nothing here knows how a team answered an offer.
#pragma once

#include <cstdint>
#include <optional>

#include "diandan/matching/v1/fairness_service.pb.h"
#include "diandan/orders/v1/events.pb.h"

namespace diandan::matching {

// True when the order, as the event leaves it, has been let through to the teams.
bool LetThrough(const orders::v1::OrderChanged& order);
// Of an order that was let through. Whoever was still on the clerk's list when it ended was not served,
// whatever reason was written down.
v1::OrderFate FateOf(const orders::v1::OrderChanged& order);

// Orders that came to an end.
struct ServedCount {
  int32_t served = 0;
  int32_t unserved = 0;
  int32_t ended() const { return served + unserved; }
};

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

}  // namespace diandan::matching
