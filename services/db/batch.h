// One transaction of a lane (lane.h): lock, load, rules, write, commit. It waits for PostgreSQL twice, once
// to open and once to store, and once more when what was loaded leads further. Internal to db/.
#pragma once

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/db/lane.h"

namespace diandan::db {

// A command on its way through a batch. `answer` and `seq` are only true once RunBatch has returned.
struct BatchItem {
  explicit BatchItem(Command command) : command(std::move(command)) {}
  Command command;
  Status answer;
  int64_t seq = 0;
  Look look;  // what the verb's second look went by
};

struct BatchResult {
  int64_t events = 0;
  std::vector<std::pair<CountyId, int64_t>> advanced;  // counties with new events, and their sequence
};

// What the next batch need not load again: rows as they were stored, true for each county as long as its
// clock row counts as many changes as here. Whoever writes rows of lane tables in another way, an operator's
// repair, takes the county's clock row and adds to its changes.
struct KeptPicture {
  Picture picture;
  absl::flat_hash_map<CountyId, int64_t> changes;
};

// Runs the commands as one transaction, in order. A refused command leaves no trace and fails nobody
// else. Throws Error when the transaction as a whole failed; then nothing is known to be stored, and the
// same items may be run again.
// What a batch knew at its end goes on with `kept`.
BatchResult RunBatch(Connection& connection, const Tables& tables, KeptPicture& kept,
                     std::vector<BatchItem*>& items);

}  // namespace diandan::db
