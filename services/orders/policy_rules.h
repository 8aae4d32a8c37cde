// The loop policy of a county: versioned, and loosened only by two people. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/orders/v1/loop_policy_service.pb.h"
#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

const Verb& SetLoopPolicyVerb();
const Verb& ConfirmLoopPolicyVerb();

// Names of the settings that `to` loosens: more trust, more time before anybody looks, fewer call-backs.
std::vector<std::string> Loosened(const v1::LoopSettings& from, const v1::LoopSettings& to);
// As people see it; `row` may be null: nobody has set anything yet.
v1::LoopPolicy ShowPolicy(CountyId county, const LoopPolicyRow* row);

}  // namespace diandan::orders
