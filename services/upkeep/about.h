// What a backup says of itself: about.json beside its cluster. A backup is a folder
//
//   20261130T001122Z/
//     about.json     this
//     cluster/       a base backup of PostgreSQL, with its manifest of checksums (pg_verifybackup)
//     checkpoints/   the checkpoints published by then
//
// Never the keys: without them the encrypted columns of a stolen backup are noise, and with them a backup
// would be worth stealing. `key` tells which installation key belongs to it, by a hash that gives nothing
// away.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/base/status.h"

namespace diandan::upkeep {

struct About {
  absl::Time taken;         // when it was begun
  absl::Time until;         // when it was whole: it can be restored as of then or later
  std::string postgres;     // "15.20"
  std::string wal_archive;  // where that server copied its write-ahead log to; "" = nowhere
  std::string checkpoints;  // where that server published
  std::string key;          // KeyIdOf its installation key
};

inline constexpr char kAboutFile[] = "about.json", kClusterFolder[] = "cluster",
                      kCheckpointsFolder[] = "checkpoints", kInstallationKey[] = "installation.key";

Status WriteAbout(const std::string& folder, const About& about);
// FIELD_INVALID (backup_folder) for BACKUP when it is none.
StatusOr<About> ReadAbout(const std::string& folder);

// 16 hex digits of a keyed hash. Errors are those of ReadKeyFile.
StatusOr<std::string> KeyIdOf(const std::string& keys_dir);

// The keys and national.counties, without which they open nothing that is sealed by the national ciphers.
// Keys that are in `to` already stay as they are. FIELD_INVALID for the flag or for --keys.
Status CopyKeys(absl::string_view flag, const std::string& from, const std::string& to);

// FIELD_INVALID for the flag (folder_usable) with what the system says.
Status Unusable(absl::string_view flag, const std::string& path, const std::string& problem);

}  // namespace diandan::upkeep
