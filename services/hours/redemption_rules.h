// Redeeming points for a reward, and what becomes of it (redemption_transitions.h). Points and stock are held
// together and resolved together, once: spent when it is handed over for the pick-up code, or both given
// back. Pure.
#pragma once

#include "diandan/hours/v1/points_commands.pb.h"
#include "diandan/hours/v1/redemption_service.pb.h"
#include "services/base/seal.h"
#include "services/base/verb.h"
#include "services/hours/points_rows.h"

namespace diandan::hours {

inline constexpr int32_t kPickUpTries = 5;

// Given to the rules as Work::Extra: what pick-up codes are derived from (codes.h).
struct PickUpKey {
  Key key;
};

const Verb& RedeemRewardVerb();
const Verb& ConfirmPickUpVerb();
const Verb& CancelRedemptionVerb();
// Of the clock: gives back what nobody fetched in time; expires lots whose date has come.
const Verb& LapseRedemptionVerb();
const Verb& ExpireLotsVerb();

// The volunteer, or who looks after the place that hands it over.
Status MayReadRedemption(const Caller& caller, const RedemptionRow& row);
const std::vector<Role>& RedemptionReaders();
// The pick-up code stands in it for the volunteer alone, while it waits. `key` may be null.
v1::Redemption ToProto(const RedemptionRow& row, const Caller& caller, const PickUpKey* key);

}  // namespace diandan::hours
