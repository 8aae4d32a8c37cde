// The answer of every verb that names an order: the order as it is now, without personal text.
#pragma once

#include "services/orders/common_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {

template <typename Request>
void TouchNamed(const Request& request, Touches& touches) {
  TouchOrder(request.name(), touches);
}

// A `more` of every verb that answers an order: a proposal that waits is named by the order alone.
template <typename Request>
void TouchShown(const Request& request, const Work& work, Touches& touches) {
  const auto* order = work.Find<OrderRow>(IdOf(request.name()));
  if (order != nullptr && order->reschedule_id) touches.Add<RescheduleRow>(*order->reschedule_id);
}

template <typename Request>
void AnswerNamed(const Request& request, const Work& work, v1::Order& response) {
  if (const auto* row = work.Find<OrderRow>(IdOf(request.name()))) response = ShowOrder(work, *row);
}

}  // namespace diandan::orders
