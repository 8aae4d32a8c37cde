// What somebody does about a suggestion: kept, so that nobody is told twice, and of two who act at once one
// wins. Pure.
#pragma once

#include <functional>
#include <optional>

#include "diandan/matching/v1/suggestion_service.pb.h"
#include "services/base/caller.h"
#include "services/base/verb.h"
#include "services/matching/rows.h"
#include "services/matching/suggestion_rows.h"
#include "services/matching/suggestion_rules.h"

namespace diandan::matching {

// Request: DismissSuggestionRequest; answer: the suggestion as it was settled.
extern const Verb kDismissSuggestion;
// Before anybody is asked. Request: AskBundleRequest; answer: its `suggestion`. Refuses SUGGESTION_SETTLED
// when it was dismissed, or a team still thinks about it; BUNDLE_ORDER_ASKED when somebody still thinks about
// one of its orders, or another trip that holds it is just being asked.
extern const Verb kAskBundle;
// After the offers were tried, which is told to nobody: for which orders the team was asked. Request and
// answer: AskBundleResponse; what was not offered is free for others again. Extra: BundleAsk, whose offers
// these were; when somebody has asked anew meanwhile, nothing is changed.
extern const Verb kFinishBundle;
struct BundleAsk {
  Uuid request_id;
  Uuid team;
};

// Longest that a trip stays with somebody who went away before the offers were made.
inline constexpr absl::Duration kUnfinishedFor = absl::Minutes(10);
// How an open order stands, as far as it was followed.
struct Standing {
  bool being_asked = false;
  const std::vector<Uuid>* asked = nullptr;
};
// Nothing when the order is not open.
using StandingOf = std::function<std::optional<Standing>(const Uuid&)>;
// Whether a team still thinks about what it was asked.
bool StillWaits(const SuggestionRow& row, absl::Time now, const StandingOf& standing_of);
// … about this one of its orders.
bool StillWaitsFor(const SuggestionRow& row, const Uuid& order, absl::Time now,
                   const StandingOf& standing_of);

// How far out the caller may ask teams: a village clerk asks the village's own, whoever looks after more asks
// any team of the county.
orders::v1::EscalationLevel ReachOf(const Caller& caller, CountyId county);

// One of the roles of the RPC covers the order's station.
Status MayTouch(const AccessRow& access, const Caller& caller, CountyId county, const OrderRow& order);

// Each once, sorted.
std::vector<Uuid> OrdersOf(const v1::DismissSuggestionRequest& request);
std::vector<Uuid> OrdersOf(const v1::AskBundleRequest& request);

// The row as a message; of its orders only the names.
v1::Suggestion SuggestionOf(const SuggestionRow& row);

}  // namespace diandan::matching
