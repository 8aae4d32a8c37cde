// The answer of every verb that names an order: the order as it is now, without personal text.
#pragma once

#include "services/orders/common_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {

template <typename Request>
void TouchNamed(const Request& request, Touches& touches) {
  TouchOrder(request.name(), touches);
}

// A `more` of every verb that answers an order or ends its acceptance: only the order names the acceptance in
// force and the proposal that waits.
template <typename Request>
void TouchHeldOf(const Request& request, const Work& work, Touches& touches) {
  if (const auto* order = work.Find<OrderRow>(IdOf(request.name()))) TouchHeld(*order, touches);
}

template <typename Request>
void AnswerNamed(const Request& request, const Work& work, v1::Order& response) {
  if (const auto* row = work.Find<OrderRow>(IdOf(request.name()))) response = ShowOrder(work, *row);
}

}  // namespace diandan::orders
