// The whole picture of an acceptance that ended, as `hours` gets it (SETTLED). Pure.
#pragma once

#include <vector>

#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/pairing_rules.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// What EmitSettled and Paired read: sessions, roster, facts, code views, photos of the order.
void TouchPicture(const Uuid& order, Touches& touches);

// The attendances of one acceptance from the facts in the picture.
std::vector<PairedAttendance> Paired(const Work& work, const OrderRow& order,
                                     const AcceptanceRow& acceptance);
// Whether these facts, once added, would change an attendance that hours has decided.
bool ChangesDecided(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                    const std::vector<FactRow>& added);

// What somebody of the served team did that the other side should have done, up to now: names of v1::OwnPart.
// `closing`: the caller closes it as witness or after a call. A `more` for it: TouchParts, after
// TouchPicture.
std::vector<std::string> OwnParts(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                                  bool closing);
void TouchParts(const Work& work, const OrderRow& order, Touches& touches);

// Raises the acceptance's revision and emits SETTLED with the picture as it is now. The acceptance has ended.
void EmitSettled(Work& work, const OrderRow& order, AcceptanceRow& acceptance);

}  // namespace diandan::orders
