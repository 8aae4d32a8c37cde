// What proposing and deciding a back-fill share (back_fill_rules.h). Pure.
#pragma once

#include "services/base/command.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/back_fill_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {

int32_t MinutesOf(const BackFillRow& row);
// CONFLICT_OF_INTEREST; `role`: a key of words_terms.cc.
Status Conflict(const char* role);
void EmitBackFill(Work& work, const char* kind, const BackFillRow& row);

// The volunteer is in the team that served, or on the roster of that acceptance.
bool OfServedTeam(const Work& work, const BackFillRow& row, const Uuid& volunteer);
// The check-in or check-out it would become.
FactRow FactOf(const Work& work, const BackFillRow& row, v1::Direction direction);
// What the person has recorded already does not meet it, and nothing decided would change.
Status CheckFree(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                 const BackFillRow& row);
// Adds to a tally, or takes away.
void CountBackFill(Work& work, const Uuid& tally, int32_t entries, int32_t minutes);

}  // namespace diandan::orders
