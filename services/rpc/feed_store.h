// What Follow reads: events after a cursor, and how far each county is. Throws db::Error.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diandan/events/v1/events.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::rpc {

// (county, seq): everything after seq.
using EventCursor = std::pair<CountyId, int64_t>;

// For each cursor, in order, at most `limit` events; one query for all.
std::vector<events::v1::FollowResponse> ReadEvents(db::Connection& connection, const std::string& service,
                                                   const std::vector<EventCursor>& cursors, int limit);

// (county, seq of its last event) of every county.
std::vector<EventCursor> ReadClocks(db::Connection& connection);

// The seq of a county's last event; 0 where nothing happened yet.
int64_t ReadClock(db::Connection& connection, CountyId county);

// Changes whenever anything is written anywhere in this database cluster; cheap. "" where it cannot be told.
std::string ReadWritePosition(db::Connection& connection);

}  // namespace diandan::rpc
