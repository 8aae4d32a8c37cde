// Seals a service's history while it is being written: once for each second in which something happened, the
// new steps of all counties are folded onto their trees, and a signed checkpoint (note.h) that names the new
// roots is stored in the database and appended to the published log. A thread of its own on a connection of
// its own, never in a lane; with nothing new there is nothing to do.
//
// Of several processes of one service whoever stores the next number first has sealed it; the others add it
// to their own copy of the log and stand by. A crash at any moment leaves a checkpoint either unsealed, or
// stored and published by the next round.
//
// What was published binds: when the database knows less than the log, or something else, it is an older or
// another one (a backup was restored), and nothing is sealed on top of it. The log says so as an error again
// and again until somebody decides.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/base/clock.h"
#include "services/base/paseto.h"
#include "services/base/status.h"
#include "services/checkpoint/log_file.h"
#include "services/checkpoint/sealing.h"
#include "services/db/query.h"

namespace diandan::checkpoint {

struct SealerOptions {
  std::string service;
  db::ConnectOptions connect;  // of the service's own role
  const Clock* clock = nullptr;
  std::shared_ptr<const SigningKey> key;
  std::string folder;  // of the published logs
  absl::Duration pace = absl::Seconds(1);
  int64_t most_steps = 20'000;  // of one checkpoint
};

// Thread-safe.
class Sealer {
 public:
  explicit Sealer(SealerOptions options) : options_(std::move(options)) {}
  // Seals what is left, when it was started.
  ~Sealer();

  void Start();
  // Something was written; never blocks.
  void Wake();
  // One round now: publishes what is stored and not published, else seals and publishes what is new. Returns
  // how many steps were sealed here; 0 when another sealer is at work.
  StatusOr<int64_t> Round();
  // What keeps it from sealing; OK when nothing does.
  Status problem() const;
  PublicKey key() const { return options_.key->public_key(); }

 private:
  enum class Why { kWoken, kLooking, kStopping };
  void Loop();
  Why Await();
  void Pause(absl::Duration time);
  bool stopping() const;
  StatusOr<int64_t> Rounds();
  void LetGo();
  void Report(const Status& status);
  // Of a round, which holds working_.
  StatusOr<int64_t> TryRound();
  Status Connect();
  StatusOr<bool> PublishStored();
  StatusOr<int64_t> SealNew();

  const SealerOptions options_;
  absl::Mutex working_;  // held for a round, and guards these two
  std::unique_ptr<db::Connection> connection_;
  std::unique_ptr<LogFile> log_;
  mutable absl::Mutex mutex_;  // guards these
  bool woken_ = true;          // what an earlier process left
  bool stopping_ = false;
  Status problem_;
  absl::Time reported_ = absl::InfinitePast();
  std::thread thread_;
};

}  // namespace diandan::checkpoint
