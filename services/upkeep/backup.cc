#include "services/upkeep/backup.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/key_file.h"
#include "services/db/database.h"
#include "services/db/query.h"
#include "services/upkeep/programs.h"

namespace diandan::upkeep {
namespace {

namespace fs = std::filesystem;

constexpr char kUnfinished[] = ".unfinished";

std::string One(db::Connection& connection, const std::string& sql) {
  return std::string(connection.Run(sql)->text(0, 0));
}

bool Within(const std::string& path, const std::string& folder) {
  const fs::path inner = fs::weakly_canonical(path), outer = fs::weakly_canonical(folder);
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

Status MakeFolder(absl::string_view flag, const std::string& path) {
  std::error_code problem;
  fs::create_directories(fs::path(path).parent_path(), problem);
  if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return InvalidField(flag, path, "folder_writable");
  return access(path.c_str(), W_OK) == 0 ? absl::OkStatus() : InvalidField(flag, path, "folder_writable");
}

// What the server says of itself. Its settings are those that count, whatever a file says.
Status Ask(const std::string& conninfo, const std::string& data_dir, About& about) {
  try {
    const auto connection =
        db::Connection::Open({.conninfo = conninfo, .application_name = "diandan-backup"});
    about.postgres = One(*connection, "SELECT split_part(current_setting('server_version'), ' ', 1)");
    about.wal_archive =
        One(*connection,
            "SELECT CASE WHEN current_setting('archive_mode') = 'on' THEN "
            "coalesce(current_setting('basic_archive.archive_directory', true), '') ELSE '' END");
    return absl::OkStatus();
  } catch (const db::Error& error) {
    // A server that was killed leaves its socket.
    if (error.kind == db::Error::Kind::kLost) return InvalidField("--data", data_dir, "private_postgres");
    return db::ToStatus(error);
  }
}

// Published logs are only ever added to, so a copy of a moment is whole up to its last note. A server that
// seals nothing has none.
Status CopyCheckpoints(const BackupWish& wish, const std::string& from, const std::string& to) {
  std::error_code problem;
  fs::create_directory(to, problem);
  if (problem) return Unusable("--to", to, problem.message());
  if (wish.checkpoints.empty() && !fs::exists(from, problem)) return absl::OkStatus();
  for (const auto& entry : fs::directory_iterator(from, problem)) {
    if (entry.path().extension() != ".log") continue;
    fs::copy_file(entry.path(), fs::path(to) / entry.path().filename(), problem);
    if (problem) return Unusable("--to", to, problem.message());
  }
  return problem ? Unusable("--checkpoints", from, problem.message()) : absl::OkStatus();
}

// Read back, since what was there before stays.
Status KeepKeys(const BackupWish& wish, const std::string& keys) {
  if (wish.keys_to.empty()) return absl::OkStatus();
  if (Within(wish.keys_to, wish.to)) return InvalidField("--keys-to", wish.keys_to, "keys_apart");
  DD_RETURN_IF_ERROR(MakeFolder("--keys-to", wish.keys_to));
  DD_RETURN_IF_ERROR(CopyKeys("--keys-to", keys, wish.keys_to));
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(keys, problem)) {
    if (entry.path().extension() != ".key") continue;
    const std::string copy = absl::StrCat(wish.keys_to, "/", entry.path().filename().string());
    DD_ASSIGN_OR_RETURN(const Key key, ReadKeyFile(entry.path().string()));
    DD_ASSIGN_OR_RETURN(const Key kept, ReadKeyFile(copy));
    if (kept.bytes() != key.bytes()) return InvalidField("--keys-to", copy, "keys_of_another");
  }
  return absl::OkStatus();
}

int64_t SizeOf(const std::string& folder) {
  int64_t bytes = 0;
  std::error_code problem;
  for (const auto& entry : fs::recursive_directory_iterator(folder, problem)) {
    if (entry.is_regular_file(problem)) bytes += int64_t(entry.file_size(problem));
  }
  return bytes;
}

// "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)": the first segment a backup needs.
std::string FirstSegment(const std::string& backup) {
  std::ifstream label(absl::StrCat(backup, "/", kClusterFolder, "/backup_label"));
  std::string line;
  std::getline(label, line);
  const size_t at = line.find("(file ");
  return at == std::string::npos ? "" : line.substr(at + 6, line.find(')', at) - at - 6);
}

// Names, the oldest first.
std::vector<std::string> BackupsIn(const std::string& to) {
  std::vector<std::string> names;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(to, problem)) {
    if (fs::exists(entry.path() / kAboutFile, problem) &&
        !absl::EndsWith(entry.path().string(), kUnfinished)) {
      names.push_back(entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Also the log that only the removed ones needed; what fails here costs room, never a backup.
std::vector<std::string> RemoveOld(const BackupWish& wish, const About& about, const std::string& programs) {
  std::vector<std::string> all = BackupsIn(wish.to), removed;
  if (wish.keep <= 0 || all.size() <= size_t(wish.keep)) return removed;
  std::error_code problem;
  while (all.size() > size_t(wish.keep)) {
    fs::remove_all(absl::StrCat(wish.to, "/", all.front()), problem);
    removed.push_back(all.front());
    all.erase(all.begin());
  }
  const std::string first = FirstSegment(absl::StrCat(wish.to, "/", all.front()));
  if (!first.empty() && !about.wal_archive.empty())
    (void)RunProgram({programs + "/pg_archivecleanup", about.wal_archive, first}, wish.to, "--keep", "");
  return removed;
}

}  // namespace

StatusOr<BackupDone> TakeBackup(const BackupWish& given) {
  BackupWish wish = given;
  if (wish.keep < 0) return InvalidField("--keep", absl::StrCat(wish.keep), "number_within:0..1000");
  for (std::string* path : {&wish.data_dir, &wish.to, &wish.keys_to}) {
    if (!path->empty()) *path = fs::absolute(*path).lexically_normal().string();
  }
  while (absl::EndsWith(wish.to, "/")) wish.to.pop_back();
  const std::string conninfo = db::EmbeddedConninfo(wish.data_dir);
  if (conninfo.empty()) return InvalidField("--data", wish.data_dir, "private_postgres");
  if (Within(wish.to, wish.data_dir)) return InvalidField("--to", wish.to, "backup_elsewhere");
  const std::string keys = wish.keys_dir.empty() ? wish.data_dir + "/keys" : wish.keys_dir;
  BackupDone done;
  done.about.taken = absl::Now();
  done.about.checkpoints =
      fs::absolute(wish.checkpoints.empty() ? wish.data_dir + "/checkpoints" : wish.checkpoints).string();
  DD_ASSIGN_OR_RETURN(done.about.key, KeyIdOf(keys));
  DD_RETURN_IF_ERROR(Ask(conninfo, wish.data_dir, done.about));
  DD_ASSIGN_OR_RETURN(const std::string programs, db::ProgramsOf(wish.data_dir + "/postgres"));
  DD_RETURN_IF_ERROR(MakeFolder("--to", wish.to));
  DD_RETURN_IF_ERROR(KeepKeys(wish, keys));

  done.folder =
      absl::StrCat(wish.to, "/", absl::FormatTime("%Y%m%dT%H%M%SZ", done.about.taken, absl::UTCTimeZone()));
  const std::string fresh = done.folder + kUnfinished, cluster = absl::StrCat(fresh, "/", kClusterFolder);
  std::error_code problem;
  fs::remove_all(fresh, problem);
  DD_RETURN_IF_ERROR(MakeFolder("--to", fresh));
  DD_RETURN_IF_ERROR(RunProgram(
      {programs + "/pg_basebackup", "--pgdata=" + cluster, "--dbname=" + conninfo, "--wal-method=stream",
       "--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password", "--label=diandan"},
      fresh, "--to", wish.to));
  DD_RETURN_IF_ERROR(RunProgram({programs + "/pg_verifybackup", "--quiet", cluster}, fresh, "--to", wish.to));
  DD_RETURN_IF_ERROR(
      CopyCheckpoints(wish, done.about.checkpoints, absl::StrCat(fresh, "/", kCheckpointsFolder)));
  done.about.until = absl::Now();
  DD_RETURN_IF_ERROR(WriteAbout(fresh, done.about));
  fs::rename(fresh, done.folder, problem);
  if (problem) return Unusable("--to", done.folder, problem.message());
  sync();
  done.bytes = SizeOf(done.folder);
  done.removed = RemoveOld(wish, done.about, programs);
  return done;
}

}  // namespace diandan::upkeep
