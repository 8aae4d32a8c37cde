// The steps that several verbs of the loop share. Each is called when everything that must be refused has
// been refused: from here it must succeed. None of them emits; the verb says what happened, once.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// Moves the order; throws when the transition table has no such step, so that a wrong rule cannot store it.
void Step(OrderRow& order, absl::string_view action, v1::OrderState to);
// After anything else was changed: a new etag, new deadlines.
void Touched(const Work& work, OrderRow& order);

// A team holds the order from now on: a new acceptance, and every open offer but `offer` is recalled.
void Accept(Work& work, OrderRow& order, absl::string_view action, const Uuid& team,
            const std::optional<Uuid>& offer);
// The acceptance in force ends: WITHDRAWN, RELEASED, RESCHEDULED, CANCELLED, ABORTED or COMPLETED. The caller
// must have touched AcceptanceRow (TouchHeld).
void EndAcceptance(Work& work, OrderRow& order, absl::string_view how, absl::Time ended_at);
// Back to OPEN with the time that is left: nobody holds it, the circle starts again (or the clerk's list when
// the start has passed).
void Reopen(Work& work, OrderRow& order, absl::string_view action);
// Opens an order for the first time or again: level and its deadline.
void OpenNow(const Work& work, OrderRow& order);
// Offers nobody has answered yet are recalled, and a proposal that waits falls.
void WithdrawOffers(Work& work, const Uuid& order, const std::optional<Uuid>& but = std::nullopt);
void DropProposal(Work& work, OrderRow& order, absl::string_view answer);
// The proposal's sessions become the plan.
void AdoptProposal(Work& work, OrderRow& order);
// `first_start` and `last_end` from the planned sessions.
void MeasureSessions(const Work& work, OrderRow& order);

// Wants the acceptance in force and the proposal that waits.
void TouchHeld(const OrderRow& order, Touches& touches);

}  // namespace diandan::orders
