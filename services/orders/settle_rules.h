// The whole picture of an acceptance that ended, as `hours` gets it (SETTLED). Pure.
#pragma once

#include <vector>

#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/orders/pairing_rules.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// What EmitSettled and Paired read: sessions, roster, facts, code views of the order.
void TouchPicture(const Uuid& order, Touches& touches);

// The attendances of one acceptance from the facts in the picture.
std::vector<PairedAttendance> Paired(const Work& work, const OrderRow& order,
                                     const AcceptanceRow& acceptance);

// Raises the acceptance's revision and emits SETTLED with the picture as it is now. The acceptance has ended.
void EmitSettled(Work& work, const OrderRow& order, AcceptanceRow& acceptance);

}  // namespace diandan::orders
