// Backups of the private PostgreSQL under a data folder, taken while its server runs. Whoever gives
// --database keeps that PostgreSQL's backups as they keep the others' (deploy/pgbackrest shows how).
#pragma once

#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/upkeep/about.h"

namespace diandan::upkeep {

struct BackupWish {
  std::string data_dir;
  std::string keys_dir;     // "" = data_dir/keys
  std::string checkpoints;  // "" = data_dir/checkpoints
  std::string to;           // folder of backups
  std::string keys_to;      // copies of the keys go there, outside `to`; "" = nowhere
  int keep = 0;  // backups beside which older ones are removed, and the log only they need; 0 = all
};

struct BackupDone {
  std::string folder;
  About about;
  int64_t bytes = 0;
  std::vector<std::string> removed;  // older backups
};

// Copies, has PostgreSQL check every file of the copy against its checksums, and gives it its name only then:
// what has a name in `to` is whole. FIELD_INVALID for --data when no server with a private PostgreSQL runs
// there, for --to, --keys-to and --keep.
StatusOr<BackupDone> TakeBackup(const BackupWish& wish);

}  // namespace diandan::upkeep
