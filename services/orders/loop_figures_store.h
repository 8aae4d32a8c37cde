// The loop's own figures, for operators: how many orders stand where, and which have waited longest for
// people.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/db/query.h"

namespace diandan::orders {

// Prometheus text, over all counties the transaction shows:
//   diandan_orders{state}                 every state, 0 included
//   diandan_oldest_order_seconds{state}   PLACED: without an answer (审单); OPEN: without a team (接单)
//   diandan_order_clock_late_seconds      the first deadline that has passed and was not acted on
std::string LoopFigures(db::Connection& connection, absl::Time now);

}  // namespace diandan::orders
