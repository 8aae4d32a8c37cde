// A data folder made of a backup, as things stood at any moment since it was whole. What comes after that
// moment is not in it; who needs it later still has the backup and the log, of which nothing is taken away.
//
// Published checkpoints bind (checkpoint/sealer.h): those that speak of later history than the restored one
// are left out of the new folder's logs, and named, since whoever copied them will see another history from
// now on.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/status.h"
#include "services/checkpoint/difference.h"
#include "services/upkeep/restored_books_store.h"

namespace diandan::upkeep {

struct RestoreWish {
  std::string backup;       // a folder that TakeBackup made
  std::string data_dir;     // empty or missing
  std::string keys_dir;     // where the keys are kept
  std::string wal;          // copies of the log; "" = where the backed-up server put them
  std::string checkpoints;  // published logs; "" = where that server published, or else those in the backup
  std::optional<absl::Time> at;  // none: all there is
};

struct Cut {
  std::string service;
  int64_t kept = 0, published = 0;  // numbers of checkpoints
};

struct RestoreDone {
  absl::Time last;        // when the last change in it was committed; InfinitePast when none after the backup
  absl::Duration took;    // until it could be asked
  std::vector<Cut> cuts;  // services of which more was published than restored
  std::vector<checkpoint::ServiceReport> ledgers;  // against what was published
  std::vector<BookCheck> books;
  bool sound() const;
};

// Restores, then compares every row with the published checkpoints and reconciles the books, and leaves the
// PostgreSQL stopped. FIELD_INVALID for --data, --keys, --wal, --at or BACKUP; `tell` is called with each
// step ("copy", "replay", "check").
StatusOr<RestoreDone> Restore(const RestoreWish& wish, const std::function<void(absl::string_view)>& tell);

}  // namespace diandan::upkeep
