// What verifying finds: rows that are not as they were when they were sealed, and books that do not add up.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/ids.h"

namespace diandan::checkpoint {

enum class Fault {
  kChanged,   // a sealed row says something else now
  kMissing,   // a sealed row, or an event that the county's numbers promise, is not there
  kInserted,  // a row that was not there when its step was sealed, or that belongs to no step
  kMoved,     // a sealed row stands at `seq` and belongs to `other_seq`
  kSwapped,   // two sealed rows stand in each other's place: `seq` and `other_seq`
  kRange,     // some row of the steps from `seq` to `other_seq`; the kept hashes cannot tell which
  kHashes,    // the rows from `seq` to `other_seq` are as published, the hashes kept beside them are not
  kClock,     // the county's clock says less than was published
  kBalance,   // an account is not what its transfers make of it
  kEntry,     // an hours entry is not what its last event and its transfers make of it
  kResolved,  // pending minutes resolved more than once, in part, or without having been pending
  kLegs,      // a transfer between accounts that its kind does not move minutes between
  kSum,       // the accounts of a county do not sum to zero
};

struct Difference {
  Fault fault = Fault::kChanged;
  std::string table;
  int64_t seq = 0;  // the step
  int64_t other_seq = 0;
  std::string id;               // the row's; empty for a row of which only the hash is left
  std::string expected, found;  // of what is recomputed
};

struct CountyReport {
  CountyId county = 0;
  int64_t checkpoint = 0;  // the last one that names it; 0: none
  int64_t sealed = 0;      // steps it says are sealed
  int64_t steps = 0;       // steps there are
  int64_t rows = 0;        // events and ledger rows
  int64_t more = 0;        // differences found and not listed
  std::vector<Difference> differences;
};

struct ServiceReport {
  std::string service;
  int64_t checkpoint = 0;  // the last one of the log
  absl::Time time;
  std::vector<CountyReport> counties;
};

}  // namespace diandan::checkpoint
