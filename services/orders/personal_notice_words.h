// The sentences of notices to one volunteer: what was decided about them, why, and what can be done. Pure.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/base/words.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// `order` is null when it is about none. Empty for a notice that is not to one volunteer.
std::string PersonalSentence(const NoticeRow& notice, const OrderRow* order, absl::Time now,
                             Language language);
// Why, as a sentence: of a name of DecisionReason, PassOverReason, CancelReason or RevokeReason; empty for
// others.
std::string SayReason(const std::string& reason, Language language);

}  // namespace diandan::orders
