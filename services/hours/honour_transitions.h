// Every step a nomination may take. Equal to the SQL table hours.honour_transition, which refuses to store
// any other one, and to the comment of hours.v1.Nomination; a test compares the three.
#pragma once

#include <utility>

#include "diandan/hours/v1/honour.pb.h"

namespace diandan::hours {

inline constexpr std::pair<v1::NominationState, v1::NominationState> kHonourSteps[] = {
    {v1::NOMINATION_STATE_UNSPECIFIED, v1::AWAITS_CONSENT},
    {v1::AWAITS_CONSENT, v1::UNDER_REVIEW},
    {v1::AWAITS_CONSENT, v1::NOMINATION_WITHDRAWN},
    {v1::UNDER_REVIEW, v1::UNDER_REVIEW},
    {v1::UNDER_REVIEW, v1::ON_PUBLIC_NOTICE},
    {v1::UNDER_REVIEW, v1::NOT_SELECTED},
    {v1::UNDER_REVIEW, v1::NOMINATION_WITHDRAWN},
    {v1::ON_PUBLIC_NOTICE, v1::OBJECTED_TO},
    {v1::ON_PUBLIC_NOTICE, v1::AWARDED},
    {v1::ON_PUBLIC_NOTICE, v1::NOMINATION_WITHDRAWN},
    {v1::OBJECTED_TO, v1::ON_PUBLIC_NOTICE},
    {v1::OBJECTED_TO, v1::NOT_SELECTED},
    {v1::OBJECTED_TO, v1::NOMINATION_WITHDRAWN},
};

constexpr bool MayStep(v1::NominationState from, v1::NominationState to) {
  for (const auto& step : kHonourSteps) {
    if (step.first == from && step.second == to) return true;
  }
  return false;
}

}  // namespace diandan::hours
