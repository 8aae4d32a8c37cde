// What the organisation does with an order at its desk: approve, refuse, widen the circle, withdraw. Pure.
#pragma once

#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

const Verb& ApproveOrderVerb();
const Verb& RefuseOrderVerb();
const Verb& EscalateOrderVerb();
const Verb& CancelOrderVerb();
const Verb& CloseUnservedVerb();

// One circle wider, by hand or by the clock; emits ESCALATED.
void Escalate(Work& work, OrderRow& order);

}  // namespace diandan::orders
