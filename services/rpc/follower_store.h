// What a follower keeps in its own schema: how far it is with each owner, and what it could not apply.
// Throws db::Error.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/db/query.h"
#include "services/rpc/dead_letters.h"

namespace diandan::rpc {

Uuid CursorId(CountyId county, const std::string& owner);
Uuid DeadLetterId(CountyId county, const std::string& owner, int64_t seq);

// (county, last event applied) of all counties that have one.
std::vector<std::pair<CountyId, int64_t>> ReadCursors(db::Connection& connection, const std::string& owner);

// Unsettled letters of one aggregate, in order.
std::vector<DeadLetterRow> ReadDeadLetters(db::Connection& connection, const std::string& owner,
                                           CountyId county, const Uuid& subject);

// What could not be applied, for operators, over all counties the transaction shows. Prometheus text:
// diandan_events_parked{service} and diandan_oldest_parked_seconds{service}.
std::string ParkedFigures(db::Connection& connection, const std::string& service, absl::Time now);

}  // namespace diandan::rpc
