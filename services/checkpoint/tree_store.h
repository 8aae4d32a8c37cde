// What the database keeps of the sealing (services/db/schema/002_checkpoint.sql). Throws db::Error.
#pragma once

#include <string>
#include <vector>

#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::checkpoint {

// Whole notes with numbers from `number` on, in order.
std::vector<std::string> NotesFrom(db::Connection& connection, const std::string& service, int64_t number,
                                   int limit);

struct StoredNote {
  int64_t number = 0;
  std::string whole;
};
// With numbers below `number`, the newest first: at most `limit`, and no more once they have `most_bytes`
// together. Where thousands of counties are busy one alone has hundreds of kilobytes.
std::vector<StoredNote> NotesBefore(db::Connection& connection, const std::string& service, int64_t number,
                                    int limit, size_t most_bytes);

// A county of which there is more than is sealed.
struct Behind {
  CountyId county = 0;
  int64_t seq = 0;   // of its last step
  int64_t size = 0;  // how many are sealed
  std::string edge;  // Edge::bytes of that tree
};
std::vector<Behind> CountiesBehind(db::Connection& connection, const std::string& service);

// How a county's tree has grown.
struct Grown {
  CountyId county = 0;
  int64_t first_seq = 0;
  int64_t size = 0;  // now
  std::string edge;
  std::string hashes;  // run_bytes.h: of the steps from first_seq to size
};
// Fails with 23505 when somebody else has stored a checkpoint of this number.
void StoreCheckpoint(db::Connection& connection, const std::string& service, int64_t number,
                     const std::string& note, const std::vector<Grown>& grown);

struct Run {
  int64_t first_seq = 0;
  std::string hashes;
};
// Runs that begin in after < seq ≤ upto, in order.
std::vector<Run> RunsIn(db::Connection& connection, const std::string& service, CountyId county,
                        int64_t after, int64_t upto);

struct CountyClock {
  CountyId county = 0;
  int64_t seq = 0;
};
// Of every county that has a clock, events or sealed rows in this service, in order; seq 0 without a clock.
std::vector<CountyClock> AllCounties(db::Connection& connection, const std::string& service,
                                     const std::vector<std::string>& tables);

}  // namespace diandan::checkpoint
