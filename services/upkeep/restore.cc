#include "services/upkeep/restore.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/keys.h"
#include "services/base/paseto.h"
#include "services/checkpoint/log_file.h"
#include "services/checkpoint/verify.h"
#include "services/db/codec.h"
#include "services/db/data_folder.h"
#include "services/db/database.h"
#include "services/upkeep/about.h"
#include "services/upkeep/programs.h"

namespace diandan::upkeep {
namespace {

namespace fs = std::filesystem;
namespace c = checkpoint;

constexpr char kRestoring[] = "postgres.restoring";

// Stands between quotes in a setting that PostgreSQL hands to a shell.
bool PlainPath(const std::string& path) {
  return std::all_of(path.begin(), path.end(), [](char letter) {
    return absl::ascii_isalnum(letter) ||
           absl::string_view("/._-+@,=").find(letter) != absl::string_view::npos;
  });
}

StatusOr<std::string> LogFolder(const RestoreWish& wish, const About& about) {
  const std::string wal = wish.wal.empty() ? about.wal_archive : fs::absolute(wish.wal).string();
  if (wal.empty()) {
    if (wish.at) return InvalidField("--wal", "", "required");
    return wal;
  }
  std::error_code problem;
  if (!fs::is_directory(wal, problem)) return InvalidField("--wal", wal, "folder");
  if (!PlainPath(wal)) return InvalidField("--wal", wal, "plain_path");
  return wal;
}

// Owner and modes as PostgreSQL wants them, whoever kept the backup.
Status CopyCluster(const std::string& from, const std::string& to, const db::Account& account) {
  std::error_code problem;
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::copy_symlinks, problem);
  if (problem) return Unusable("--data", to, problem.message());
  for (const auto& entry : fs::recursive_directory_iterator(to)) {
    const std::string& path = entry.path().native();
    const mode_t mode = entry.is_directory() ? 0700 : 0600;
    if (lchown(path.c_str(), account.uid, account.gid) != 0 ||
        (!entry.is_symlink() && chmod(path.c_str(), mode) != 0)) {
      return Unusable("--data", path, std::generic_category().message(errno));
    }
  }
  return absl::OkStatus();
}

// What PostgreSQL reads when it starts: where the log is, and where to stop in it.
Status AskForRecovery(const std::string& cluster, const std::string& wal, const RestoreWish& wish,
                      const db::Account& account) {
  if (wal.empty()) return absl::OkStatus();  // the backup has all the log it needs for its own end
  std::ofstream settings(cluster + "/postgresql.auto.conf", std::ios::app);
  // Nobody is let in before the end of it: "ready" then means that all is replayed.
  settings << "hot_standby = off\n"
           << "restore_command = 'cp \"" << wal << "/%f\" \"%p\"'\n"
           << "recovery_target_action = 'promote'\n";
  if (wish.at) {
    settings << "recovery_target_time = '"
             << absl::FormatTime("%Y-%m-%d %H:%M:%E6S+00", *wish.at, absl::UTCTimeZone()) << "'\n";
  }
  settings.flush();
  const std::string signal = cluster + "/recovery.signal";
  std::ofstream asked(signal);
  asked.close();
  if (!settings || !asked || lchown(signal.c_str(), account.uid, account.gid) != 0 ||
      chmod(signal.c_str(), 0600) != 0) {
    return Unusable("--data", cluster, "postgresql.auto.conf");
  }
  return absl::OkStatus();
}

// Everything in its place, and nothing of it under its name before it is complete.
Status LayOut(const RestoreWish& wish, const std::string& wal) {
  DD_ASSIGN_OR_RETURN(const db::DataFolder folder, db::DataFolder::Open(wish.data_dir));
  std::error_code problem;
  if (fs::exists(folder.cluster_path(), problem) || fs::exists(folder.path() + "/keys", problem))
    return InvalidField("--data", folder.path(), "folder_new");
  DD_ASSIGN_OR_RETURN(const db::Account account, folder.PostgresAccount());
  const std::string fresh = absl::StrCat(folder.path(), "/", kRestoring);
  fs::remove_all(fresh, problem);
  DD_RETURN_IF_ERROR(folder.MakeOwned(kRestoring, account));
  DD_RETURN_IF_ERROR(CopyCluster(absl::StrCat(wish.backup, "/", kClusterFolder), fresh, account));
  // The socket was the running server's; the lock beside it would be taken for that server.
  fs::remove_all(fresh + "/socket", problem);
  DD_RETURN_IF_ERROR(AskForRecovery(fresh, wal, wish, account));
  DD_RETURN_IF_ERROR(CopyKeys("--data", wish.keys_dir, folder.path() + "/keys"));
  sync();
  fs::rename(fresh, folder.cluster_path(), problem);
  return problem ? Unusable("--data", folder.cluster_path(), problem.message()) : absl::OkStatus();
}

// The published log as far as the restored history goes. Its sealer goes on from there.
StatusOr<Cut> CutLog(db::Connection& connection, const std::string& service, const std::string& from,
                     const std::string& to) {
  Cut cut{.service = service};
  const int64_t stored = LastCheckpoint(connection, service);
  const std::string path = absl::StrCat(from, "/", service, ".log");
  if (access(path.c_str(), F_OK) != 0) return cut;
  std::ofstream kept(absl::StrCat(to, "/", service, ".log"));
  int64_t end = 0;
  DD_RETURN_IF_ERROR(c::ReadNotes(path, 0, &end, [&](const c::Note& note) {
    cut.published = note.checkpoint.number;
    if (cut.published > stored) return absl::OkStatus();
    cut.kept = cut.published;
    kept << note.Whole();
    return absl::OkStatus();
  }));
  kept.flush();
  if (!kept) return Unusable("--data", to, service);
  return cut;
}

std::string PublishedFolder(const RestoreWish& wish, const About& about) {
  if (!wish.checkpoints.empty()) return wish.checkpoints;
  std::error_code problem;
  if (fs::is_directory(about.checkpoints, problem)) return about.checkpoints;
  return absl::StrCat(wish.backup, "/", kCheckpointsFolder);
}

Status CheckAll(const RestoreWish& wish, const std::string& conninfo, const std::string& published,
                RestoreDone& done) {
  try {
    const auto connection = db::Connection::Open(
        {.conninfo = conninfo, .statement_timeout_ms = 0, .application_name = "diandan-restore"});
    if (const auto last = connection->Run("SELECT pg_last_xact_replay_timestamp()"); !last->null(0, 0))
      done.last = last->Get<absl::Time>(0, 0);
    connection->Script("ALTER SYSTEM RESET ALL");
    done.books = CheckBooks(*connection);
    const std::string folder = wish.data_dir + "/checkpoints";
    std::error_code problem;
    fs::create_directory(folder, problem);
    for (const std::string& service : c::SealedServices()) {
      DD_ASSIGN_OR_RETURN(const Cut cut, CutLog(*connection, service, published, folder));
      if (cut.published > cut.kept) done.cuts.push_back(cut);
    }
    DD_ASSIGN_OR_RETURN(const auto keys, Keys::Load(wish.keys_dir, Keys::DataFolder::kInUse));
    DD_ASSIGN_OR_RETURN(const auto logs,
                        c::ReadPublished(folder, SigningKey(keys->SigningSeed("checkpoint")).public_key()));
    return c::VerifyDatabase(conninfo, logs, 0,
                             [&](const c::ServiceReport& report) { done.ledgers.push_back(report); });
  } catch (const db::Error& error) {
    return db::ToStatus(error);
  }
}

}  // namespace

bool RestoreDone::sound() const {
  for (const BookCheck& check : books) {
    if (check.wrong > 0) return false;
  }
  for (const c::ServiceReport& service : ledgers) {
    for (const c::CountyReport& county : service.counties) {
      if (!county.differences.empty()) return false;
    }
  }
  return true;
}

StatusOr<RestoreDone> Restore(const RestoreWish& given, const std::function<void(absl::string_view)>& tell) {
  RestoreWish wish = given;
  if (wish.keys_dir.empty()) return InvalidField("--keys", "", "required");
  for (std::string* path : {&wish.backup, &wish.data_dir, &wish.keys_dir})
    *path = fs::absolute(*path).lexically_normal().string();
  RestoreDone done{.last = absl::InfinitePast()};
  const absl::Time began = absl::Now();
  DD_ASSIGN_OR_RETURN(const About about, ReadAbout(wish.backup));
  DD_ASSIGN_OR_RETURN(const std::string key, KeyIdOf(wish.keys_dir));
  if (key != about.key) return InvalidField("--keys", wish.keys_dir, "keys_of_another");
  if (wish.at && *wish.at < about.until) {
    return InvalidField(
        "--at", absl::FormatTime(absl::RFC3339_sec, *wish.at, absl::UTCTimeZone()),
        absl::StrCat("restore_from:", absl::FormatTime(absl::RFC3339_sec, about.until, absl::UTCTimeZone())));
  }
  DD_ASSIGN_OR_RETURN(const std::string wal, LogFolder(wish, about));
  const std::string cluster = absl::StrCat(wish.backup, "/", kClusterFolder);
  DD_ASSIGN_OR_RETURN(const std::string programs, db::ProgramsOf(cluster));
  tell("copy");
  DD_RETURN_IF_ERROR(RunProgram({programs + "/pg_verifybackup", "--quiet", "--no-parse-wal", cluster},
                                fs::temp_directory_path(), "BACKUP", wish.backup));
  DD_RETURN_IF_ERROR(LayOut(wish, wal));
  tell("replay");
  {
    DD_ASSIGN_OR_RETURN(const auto postgres, db::EmbeddedPostgres::Start({.data_dir = wish.data_dir}));
    done.took = absl::Now() - began;
    tell("check");
    DD_RETURN_IF_ERROR(CheckAll(wish, postgres->admin_conninfo(), PublishedFolder(wish, about), done));
  }
  return done;
}

}  // namespace diandan::upkeep
