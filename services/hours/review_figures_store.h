// What waits for reviewers, for operators.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/db/query.h"

namespace diandan::hours {

// Prometheus text, over all counties the transaction shows:
//   diandan_review_backlog{state}          entries that wait: PENDING, SECOND, RETURNED, NOTICE, 0 included
//   diandan_oldest_review_seconds          the oldest that waits for a reviewer (PENDING, SECOND)
//   diandan_corrections_open               appeals and late facts that wait for a decision
std::string ReviewFigures(db::Connection& connection, absl::Time now);

}  // namespace diandan::hours
