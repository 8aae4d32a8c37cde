// What the clock does to an order when its time has come: offers lapse, an unanswered order climbs, the
// circle widens, a proposal nobody answered falls, an order nobody came to is released. Pure; deadlines.h
// drives it.
#pragma once

#include "services/base/verb.h"

namespace diandan::orders {

// The verb of v1::OrderDue. Does all that is due at `now`, and nothing when nothing is.
const Verb& OrderDueVerb();

}  // namespace diandan::orders
