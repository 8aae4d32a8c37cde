#include <fcntl.h>
#include <libpq-fe.h>
#include <sodium.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/unsigned_bytes.h"
#include "services/db/conninfo.h"
#include "services/db/data_folder.h"
#include "services/db/database.h"
#include "services/db/postmaster.h"

namespace diandan::db {
namespace {

namespace fs = std::filesystem;

constexpr char kAdmin[] = "diandan_admin";
constexpr char kDatabase[] = "diandan";
constexpr char kSocketFile[] = ".s.PGSQL.5432";

// Major version → folder with initdb and postgres.
std::map<int, std::string, std::greater<>> InstalledVersions() {
  std::map<int, std::string, std::greater<>> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    int version = 0;
    const std::string bin = entry.path().string() + "/bin";
    if (absl::SimpleAtoi(entry.path().filename().string(), &version) &&
        access((bin + "/initdb").c_str(), X_OK) == 0) {
      found[version] = bin;
    }
  }
  if (!found.empty()) return found;
  const char* path = getenv("PATH");
  const std::vector<std::string> folders =
      absl::StrSplit(path == nullptr ? "" : path, ':', absl::SkipEmpty());
  for (const auto& folder : folders) {
    // Other systems put one version in PATH; libpq's own major version is the best guess there.
    if (access((folder + "/initdb").c_str(), X_OK) == 0) return {{PQlibVersion() / 10000, folder}};
  }
  return found;
}

StatusOr<std::string> ProgramsNamed(const std::string& made_by, const std::string& path) {
  const auto installed = InstalledVersions();
  if (installed.empty()) return InvalidField("--data", path, "postgres_installed");
  int version = 0;
  if (absl::SimpleAtoi(made_by, &version)) {
    if (auto found = installed.find(version); found != installed.end()) return found->second;
  }
  if (made_by.empty()) return installed.begin()->second;
  return InvalidField("--data", path,
                      absl::StrCat("postgres_version:", made_by, ", ", installed.begin()->first));
}

// Can the account walk from / to the folder itself?
bool Reachable(const std::string& path, const Account& account) {
  for (fs::path part = path; part != part.root_path();) {
    part = part.parent_path();
    struct stat info;
    if (stat(part.c_str(), &info) != 0) return false;
    const mode_t needed = info.st_uid == account.uid   ? S_IXUSR
                          : info.st_gid == account.gid ? S_IXGRP
                                                       : S_IXOTH;
    if ((info.st_mode & needed) == 0) return false;
  }
  return true;
}

// Where the account finds the folder that it also inherits open.
StatusOr<std::string> PathFor(const Account& account, const std::string& path) {
  if (geteuid() != 0 || Reachable(path, account)) return path;
  if (access("/proc/self/fd", X_OK) != 0) return InvalidField("--data", path, "folder_reachable");
  return std::string(kInheritedFolder);
}

// A cluster appears under its name complete or not at all.
Status MakeCluster(const DataFolder& folder, const std::string& programs, const Account& account) {
  const std::string fresh = folder.path() + "/postgres.new";
  std::error_code error;
  fs::remove_all(fresh, error);
  DD_RETURN_IF_ERROR(folder.MakeOwned("postgres.new", account));
  Fd opened(open(fresh.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  if (!opened.ok()) return FolderError(fresh, errno);
  DD_ASSIGN_OR_RETURN(const Fd log, folder.OpenLog());
  DD_ASSIGN_OR_RETURN(const std::string path, PathFor(account, fresh));
  const int code = SpawnAndWait(
      {{programs + "/initdb", "--pgdata=" + path, absl::StrCat("--username=", kAdmin), "--auth=trust",
        "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync", "--no-instructions"},
       account,
       opened.get(),
       log.get()});
  if (code != 0)
    return InvalidField("--data", folder.path(), absl::StrCat("postgres_starts:", folder.LogTail()));
  // One call for the file system instead of initdb's fsync of a thousand files: seconds on a busy disk.
  if (syncfs(opened.get()) != 0) return FolderError(fresh, errno);
  if (rename(fresh.c_str(), folder.cluster_path().c_str()) != 0)
    return FolderError(folder.cluster_path(), errno);
  Fd parent(open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fsync(parent.get()) != 0) return FolderError(folder.path(), errno);
  return absl::OkStatus();
}

// Who may connect: whoever may enter the socket's folder, which is 0700 and the account's. That is root,
// the account itself (it owns the data files anyway) and, when we are not root, we. So pg_hba can say
// `trust`, there is no password to keep, and no other local user gets in.
struct Socket {
  std::string client;  // host= of a connection string
  std::string server;  // unix_socket_directories; relative to the cluster when inside it
};

StatusOr<Socket> MakeSocketFolder(const DataFolder& folder, const Account& account) {
  const std::string inside = folder.cluster_path() + "/socket";
  if (inside.size() + 1 + sizeof kSocketFile <= sizeof sockaddr_un::sun_path) {
    DD_RETURN_IF_ERROR(folder.MakeOwned("postgres/socket", account));
    return Socket{inside, "socket"};
  }
  unsigned char hash[8];
  crypto_generichash(hash, sizeof hash, Unsigned(folder.path()), folder.path().size(), nullptr, 0);
  const std::string outside = absl::StrCat(
      "/tmp/diandan-", absl::BytesToHexString(absl::string_view(reinterpret_cast<char*>(hash), sizeof hash)));
  if (mkdir(outside.c_str(), 0700) == 0) {
    if (lchown(outside.c_str(), account.uid, account.gid) != 0) return FolderError(outside, errno);
  }
  struct stat info;
  if (lstat(outside.c_str(), &info) != 0) return FolderError(outside, errno);
  if (!S_ISDIR(info.st_mode) || info.st_uid != account.uid || (info.st_mode & 077) != 0) {
    return InvalidField("--data", folder.path(), absl::StrCat("socket_folder_private:", outside));
  }
  return Socket{outside, outside};
}

// PostgreSQL's own module writes a segment beside, syncs it and moves it into place; no shell is involved.
StatusOr<std::vector<std::string>> ArchiveSettings(const EmbeddedPostgres::Options& options,
                                                   const Account& account, const std::string& programs) {
  if (options.wal_archive.empty()) return std::vector<std::string>{"archive_mode=off"};
  const std::string folder = fs::absolute(options.wal_archive).lexically_normal().string();
  auto wrong = [&](absl::string_view want) { return InvalidField("--wal_archive", folder, want); };
  if (access((programs + "/../lib/basic_archive.so").c_str(), R_OK) != 0) return wrong("wal_archive_module");
  std::error_code problem;
  fs::create_directories(fs::path(folder).parent_path(), problem);
  if (mkdir(folder.c_str(), 0700) == 0) {
    if (lchown(folder.c_str(), account.uid, account.gid) != 0) return wrong("folder_writable");
  } else if (errno != EEXIST) {
    return wrong("folder_writable");
  }
  struct stat info;
  if (lstat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return wrong("folder");
  if (info.st_uid != account.uid || (info.st_mode & 077) != 0) return wrong("wal_archive_own");
  if (!Reachable(folder, account)) return wrong("folder_reachable");
  return std::vector<std::string>{"archive_mode=on", "archive_library=basic_archive",
                                  "basic_archive.archive_directory=" + folder,
                                  absl::StrCat("archive_timeout=", options.wal_archive_seconds)};
}

// On the command line, so that no configuration file can take durability away.
std::vector<std::string> ServerArguments(const EmbeddedPostgres::Options& options, const std::string& socket,
                                         const std::vector<std::string>& archive) {
  std::vector<std::string> settings = {
      "listen_addresses=",
      "unix_socket_directories=" + socket,
      "unix_socket_permissions=0700",
      absl::StrCat("max_connections=", options.max_connections),
      "shared_buffers=" + options.shared_buffers,
      "fsync=on",
      "synchronous_commit=on",
      "full_page_writes=on",
      "recovery_init_sync_method=syncfs",
      "wal_compression=on",
      "autovacuum=on",
      "jit=off",
      "timezone=UTC",
      // The log names errors, never values: they may be personal.
      "logging_collector=off",
      "log_destination=stderr",
      "log_line_prefix=%m [%p] %u %a ",
      "log_timezone=UTC",
      "log_error_verbosity=terse",
      "log_min_error_statement=panic",
      "log_checkpoints=off",
  };
  settings.insert(settings.end(), archive.begin(), archive.end());
  std::vector<std::string> arguments;
  for (const auto& setting : settings) {
    arguments.push_back("-c");
    arguments.push_back(setting);
  }
  return arguments;
}

Status MakeDatabase(const std::string& conninfo) {
  try {
    // No statement limit: copying the template takes its time on a busy disk.
    auto connection = Connection::Open({.conninfo = WithOption(conninfo, "dbname", "postgres"),
                                        .statement_timeout_ms = 0,
                                        .application_name = "diandan"});
    if (connection->Run("SELECT FROM pg_database WHERE datname = $1", Params().AddText(kDatabase))->rows() ==
        0) {
      connection->Script(absl::StrCat("CREATE DATABASE ", kDatabase));
    }
    return absl::OkStatus();
  } catch (const Error& error) {
    return ToStatus(error);
  }
}

std::string ConninfoAt(const std::string& socket) {
  return FormatConninfo({{"host", socket}, {"user", kAdmin}, {"dbname", kDatabase}});
}

class Embedded : public EmbeddedPostgres {
 public:
  explicit Embedded(DataFolder folder) : folder_(std::move(folder)) {}
  ~Embedded() override {
    postmaster_.reset();
    if (!outside_socket_.empty()) rmdir(outside_socket_.c_str());
  }

  Status Run(const Options& options) {
    DD_ASSIGN_OR_RETURN(const std::string programs, ProgramsNamed(folder_.ClusterVersion(), folder_.path()));
    DD_ASSIGN_OR_RETURN(const Account account, folder_.PostgresAccount());
    if (folder_.ClusterVersion().empty()) DD_RETURN_IF_ERROR(MakeCluster(folder_, programs, account));
    DD_ASSIGN_OR_RETURN(const Socket socket, MakeSocketFolder(folder_, account));
    if (socket.client == socket.server) outside_socket_ = socket.client;
    DD_ASSIGN_OR_RETURN(const std::string path, PathFor(account, folder_.cluster_path()));
    DD_ASSIGN_OR_RETURN(const auto archive, ArchiveSettings(options, account, programs));
    std::vector<std::string> argv = ServerArguments(options, socket.server, archive);
    argv.insert(argv.begin(), {programs + "/postgres", "-D", path});
    DD_ASSIGN_OR_RETURN(postmaster_,
                        Postmaster::Start(folder_, std::move(argv), account, options.quick_stop));
    conninfo_ = ConninfoAt(socket.client);
    return MakeDatabase(conninfo_);
  }

  std::string admin_conninfo() const override { return conninfo_; }
  bool alive() const override { return PQping(conninfo_.c_str()) == PQPING_OK; }
  int postmaster_pid() const override { return postmaster_->pid(); }

 private:
  DataFolder folder_;
  std::string conninfo_;
  std::string outside_socket_;
  std::unique_ptr<Postmaster> postmaster_;
};

}  // namespace

StatusOr<std::unique_ptr<EmbeddedPostgres>> EmbeddedPostgres::Start(const Options& options) {
  DD_ASSIGN_OR_RETURN(DataFolder folder, DataFolder::Open(options.data_dir));
  auto embedded = std::make_unique<Embedded>(std::move(folder));
  DD_RETURN_IF_ERROR(embedded->Run(options));
  return std::unique_ptr<EmbeddedPostgres>(std::move(embedded));
}

StatusOr<std::string> ProgramsOf(const std::string& cluster) {
  std::ifstream file(cluster + "/PG_VERSION");
  std::string made_by;
  std::getline(file, made_by);
  return ProgramsNamed(made_by, cluster);
}

std::string EmbeddedConninfo(const std::string& data_dir) {
  std::error_code problem;
  const auto socket = std::filesystem::absolute(data_dir + "/postgres/socket", problem);
  return std::filesystem::exists(socket, problem) ? ConninfoAt(socket.string()) : "";
}

}  // namespace diandan::db
