// 派单, 接单, 不接, 退单: offers and who holds the order. An offer can be declined without a reason, and how
// it was answered counts nowhere (志愿服务条例 25, 40). Pure.
#pragma once

#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

const Verb& OfferOrderVerb();
const Verb& AcceptOrderVerb();
const Verb& DeclineOfferVerb();
const Verb& WithdrawAcceptanceVerb();
const Verb& ReleaseOrderVerb();

// The team gives it back or loses it, by hand or by the clock: ACCEPTED → OPEN, with the time that is left.
void GiveBack(Work& work, OrderRow& order, absl::string_view action, absl::string_view how, const char* event,
              absl::string_view reason = {});

// Whether the team can take an order like this: TEAM_UNKNOWN, TEAM_SUSPENDED, or TEAM_NOT_ELIGIBLE with why,
// when not enough of its people have what the law asks for at the time (条例 16, 17).
Status CheckTeam(const Work& work, const OrderRow& order, const Uuid& team);
// A `more` for CheckTeam: wants the members when the order asks for anything.
void TouchMembers(const OrderRow& order, const Uuid& team, Touches& touches);

}  // namespace diandan::orders
