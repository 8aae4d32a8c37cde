// Suggestions for the desk: orders that may be one need placed twice. Pure functions of the orders as they
// are mirrored and of what was set aside before; no clock, no SQL, safe from any thread. Whatever order the
// orders come in, the same is found, and of a pair neither side matters. Trips stand in bundle_rules.h,
// sentences in suggestion_words.h.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "diandan/matching/v1/suggestion.pb.h"
#include "services/matching/plan_orders.h"
#include "services/matching/ranking_rules.h"

namespace diandan::matching {

// What "same" and "near" mean. The defaults are the county desk's habit, not law: nothing happens by itself.
struct SuggestionPolicy {
  absl::Duration same_need =
      absl::Hours(72);                      // a household that orders again within three days: worth a look
  absl::Duration surely = absl::Hours(24);  // … within a day: most likely told twice
  absl::Duration unknown = absl::Hours(4);  // household not known to be the same: about one half-day
  int32_t radius_hectometres = 30;          // 3 km: a quarter of an hour between two doors
  absl::Duration wait = absl::Minutes(60);  // longest wait between two services of a trip
  int32_t trip_minutes = 240;               // service and way of a trip whose times must be arranged
  int32_t minutes_per_km = 3;               // on village roads
  size_t most = 5;                          // orders of a trip
  size_t teams = 20;                        // so many, the best for an order, are looked at for a trip
  size_t looks = 12;  // so many on each side, by time, are compared: what keeps thousands of orders quick
};

// Two orders, the lower id first.
using OrderPair = std::pair<Uuid, Uuid>;
OrderPair PairOf(const Uuid& a, const Uuid& b);

struct SuggestionInputs {
  CountyId county = 0;
  absl::Time now;
  std::vector<OpenOrder> orders;  // placed, open or accepted; nobody has served them yet
  std::vector<Team> teams;
  v1::Weights weights;
  orders::v1::EscalationLevel level = orders::v1::COUNTY;  // how far out the caller may ask teams
  absl::flat_hash_set<OrderPair> different;                // dismissed as one need
  absl::flat_hash_set<OrderPair> apart;                    // dismissed as one trip
  absl::flat_hash_set<Uuid> waiting;                       // of a trip that a team thinks about
  SuggestionPolicy policy;
};

// `counties/{county_id}/suggestions/{uuid}` of these orders, in whatever order they come.
Uuid SuggestionId(CountyId county, v1::SuggestionKind kind, std::vector<Uuid> orders);

// Orders that were meant to be several: siblings of a group, of a series, one done again for the other.
bool MeantSeveral(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b);

// Pairs that may be one need, the sure ones first. `compared`, when given, counts the pairs looked at.
std::vector<v1::Suggestion> FindSameNeeds(const SuggestionInputs& inputs, int64_t* compared = nullptr);

// What a suggestion shows of an order.
v1::SuggestedOrder SuggestedOf(CountyId county, const OpenOrder& order);

void AddReason(v1::Suggestion& suggestion, v1::SuggestionReasonKind kind,
               std::initializer_list<int32_t> numbers = {});

}  // namespace diandan::matching
