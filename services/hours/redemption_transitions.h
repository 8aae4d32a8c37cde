// Every step a redemption may take. Equal to the SQL table hours.redemption_transition, which refuses to
// store any other one, and to the comment of hours.v1.Redemption; a test compares the three.
#pragma once

#include <utility>

#include "diandan/hours/v1/reward.pb.h"

namespace diandan::hours {

using RedemptionStep = std::pair<v1::RedemptionState, v1::RedemptionState>;

inline constexpr RedemptionStep kRedemptionSteps[] = {
    {v1::REDEMPTION_STATE_UNSPECIFIED, v1::TO_PICK_UP},
    {v1::TO_PICK_UP, v1::PICKED_UP},
    {v1::TO_PICK_UP, v1::REDEMPTION_CANCELLED},
    {v1::TO_PICK_UP, v1::REDEMPTION_LAPSED},
};

constexpr bool MayStep(v1::RedemptionState from, v1::RedemptionState to) {
  for (const RedemptionStep& step : kRedemptionSteps) {
    if (step.first == from && step.second == to) return true;
  }
  return false;
}

}  // namespace diandan::hours
