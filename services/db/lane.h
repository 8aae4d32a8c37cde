// Lanes: every mutation takes the lane of its county. Commands that arrive while a transaction runs go
// into the next one together; one transaction serves all counties that wait. Where callers come in crowds,
// a batch begins no sooner than `gather` after the one before it, unless plenty waits already; who calls
// alone is never kept waiting.
//
// A batch: lock the counties' clock rows (sorted) → look up requests already answered → load what the
// commands touch and no earlier batch has left in memory → apply each verb's pure rule in order → write
// changed rows, events and clocks once, set-based → commit → answer every caller.
//
// What waits is taken in fair turns, county by county and caller by caller (base/fair_queue.h), and no more
// waits than was lately done within `longest_wait`: whoever sends more than a fair share beyond that is told
// OVERLOADED.
//
// Submit() may be called from any thread and returns at once; `done` is called from a thread of the lane's,
// for the commands of one caller in order (or from any thread that submits, when too much waits). The request
// and the caller must live until then.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "services/base/caller.h"
#include "services/base/clock.h"
#include "services/base/verb.h"
#include "services/db/query.h"
#include "services/db/table.h"

namespace diandan::db {

struct Command {
  CountyId county = 0;
  Uuid request_id;           // nil: no replay lookup (a follower's batch is guarded by its cursor)
  std::string request_hash;  // keyed hash of caller and request; a repeat must have the same
  const Caller* caller = nullptr;
  const Verb* verb = nullptr;
  const google::protobuf::Message* request = nullptr;
  google::protobuf::Message* response = nullptr;  // filled before `done(OK)`; may be null
  std::shared_ptr<const void> extra;              // for Work::Extra
  absl::Time received_at;
  absl::Time deadline = absl::InfiniteFuture();
  // `seq` is the county's sequence after this command (also for a repeat): read-your-writes position.
  std::function<void(const Status&, int64_t seq)> done;
};

class Lanes {
 public:
  struct Options {
    std::string service;     // owner of the events, "orders"
    ConnectOptions connect;  // the service's own role
    const Tables* tables = nullptr;
    const Clock* clock = nullptr;
    int max_batch = 256;
    int max_queue = 8192;       // at any speed; beyond: OVERLOADED at once
    bool span_counties = true;  // off on Citus unless lanes are grouped by node
    absl::Duration longest_wait = absl::Seconds(1);
    // From one batch's beginning to the next one's, where callers come in crowds.
    absl::Duration gather = absl::Milliseconds(5);
    absl::Duration gather_followed = absl::Milliseconds(20);  // while only followers wait
    size_t plenty = 16;                                       // so many waiting commands end the gathering
    // Called after each commit, from the worker, with the new sequence of each county.
    std::function<void(CountyId, int64_t)> on_commit;
    // How long a lost database is retried before the callers get DATABASE_UNAVAILABLE; a caller with less
    // time gets it before the deadline.
    absl::Duration patience = absl::Seconds(8);
  };
  explicit Lanes(Options options);
  ~Lanes();  // answers what is queued with DATABASE_UNAVAILABLE, waits for the running batch

  void Submit(Command command);
  // Convenience for clockwork and followers: blocks until answered. Never call it from a gRPC callback.
  Status Run(Command command);

  struct Counters {
    int64_t batches = 0, commands = 0, events = 0, reruns = 0;
    int64_t shed = 0;                // told OVERLOADED
    int64_t queue = 0, running = 0;  // now: waiting, and in the batch that runs
  };
  Counters counters() const;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace diandan::db
