// New times: at once while nobody holds the order, else a proposal that the other side answers. Pure.
#pragma once

#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

const Verb& RescheduleOrderVerb();
const Verb& ConfirmRescheduleVerb();

// Nobody answered in time. The team loses an order whose new times it did not confirm; a team whose proposal
// was not answered keeps the old times. Emits.
void LapseProposal(Work& work, OrderRow& order);

}  // namespace diandan::orders
