// Whether the services' tables agree with each other: what no checkpoint says, since each is of one service.
// Looked at from outside while nothing writes, so that what is found is not just under way.
#pragma once

#include <string>
#include <vector>

#include "services/base/words_table.h"
#include "services/db/query.h"

namespace diandan::upkeep {

struct BookCheck {
  std::string name;  // "EVENTS_GAP_FREE"
  Wording what;      // what is counted, for people
  int64_t looked_at = 0;
  int64_t wrong = 0;
};

// A superuser's connection to a database with all services' schemas. Throws db::Error.
std::vector<BookCheck> CheckBooks(db::Connection& connection);

// The number of the last checkpoint stored; 0 when there is none, or no such service.
int64_t LastCheckpoint(db::Connection& connection, const std::string& service);

}  // namespace diandan::upkeep
