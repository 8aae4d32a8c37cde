// Who may stand on a roster: the gate of 志愿服务条例 15–17 and Order 67 art. 6. Pure.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// "" when the person may serve this order during [start, end); else one word that says why not:
// NOT_A_MEMBER, SUSPENDED, NO_CONSENT, GUARDIAN_CONSENT_MISSING, QUALIFICATION_MISSING,
// QUALIFICATION_EXPIRED, TRAINING_MISSING, INSURANCE_MISSING. The first one in this order.
// An order's qualification "training:<skill>" asks for professional training in that skill.
std::string WhyNotEligible(const OrderRow& order, const MembershipMirrorRow* membership, absl::Time start,
                           absl::Time end);

}  // namespace diandan::orders
