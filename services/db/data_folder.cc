#include "services/db/data_folder.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

namespace diandan::db {
namespace {

constexpr int64_t kLogLimit = 8 << 20;
constexpr size_t kTailLines = 8;

std::string FirstLine(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// Every missing part of the path, each 0711: others may pass, not look.
Status MakeFolders(const std::string& path) {
  for (size_t at = path.find('/', 1);; at = path.find('/', at + 1)) {
    const std::string part = path.substr(0, at);
    struct stat info;
    if (mkdir(part.c_str(), 0711) != 0 && errno != EEXIST) return FolderError(path, errno);
    if (stat(part.c_str(), &info) != 0) return FolderError(path, errno);
    if (!S_ISDIR(info.st_mode)) return FolderError(path, ENOTDIR);
    if (at == std::string::npos) return absl::OkStatus();
  }
}

StatusOr<Fd> TakeLock(const std::string& path) {
  const std::string file = path + "/lock";
  Fd lock(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!lock.ok()) return FolderError(path, errno);
  if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return FolderError(path, errno);
    return InvalidField("--data", path, absl::StrCat("folder_not_in_use:", FirstLine(file)));
  }
  const std::string pid = absl::StrCat(getpid(), "\n");
  if (ftruncate(lock.get(), 0) != 0 || pwrite(lock.get(), pid.data(), pid.size(), 0) < 0) {
    return FolderError(path, errno);
  }
  return lock;
}

}  // namespace

Fd::~Fd() {
  if (fd_ >= 0) close(fd_);
}

Status FolderError(const std::string& path, int error) {
  switch (error) {
    case EACCES:
    case EPERM:
    case EROFS:
      return InvalidField("--data", path, "folder_writable");
    case ENOTDIR:
    case EEXIST:
      return InvalidField("--data", path, "folder");
    case ENOSPC:
    case EDQUOT:
      return InvalidField("--data", path, "folder_with_space");
    default:
      return InvalidField("--data", path, absl::StrCat("folder_usable:", strerror(error)));
  }
}

StatusOr<DataFolder> DataFolder::Open(const std::string& path) {
  if (path.empty()) return InvalidField("--data", path, "required");
  const std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
  DD_RETURN_IF_ERROR(MakeFolders(absolute));
  char resolved[PATH_MAX];
  if (realpath(absolute.c_str(), resolved) == nullptr) return FolderError(absolute, errno);
  DD_ASSIGN_OR_RETURN(Fd lock, TakeLock(resolved));
  return DataFolder(resolved, std::move(lock));
}

StatusOr<Account> DataFolder::PostgresAccount() const {
  struct stat cluster;
  if (stat(cluster_path().c_str(), &cluster) == 0 && cluster.st_uid != 0) {
    if (geteuid() != 0 && geteuid() != cluster.st_uid) return FolderError(cluster_path(), EACCES);
    return Account{cluster.st_uid, cluster.st_gid};
  }
  if (geteuid() != 0) return Account{geteuid(), getegid()};
  passwd entry;
  passwd* found = nullptr;
  char names[4096];
  if (getpwnam_r("postgres", &entry, names, sizeof names, &found) != 0 || found == nullptr) {
    return InvalidField("--data", path_, "postgres_account");
  }
  return Account{found->pw_uid, found->pw_gid};
}

std::string DataFolder::ClusterVersion() const { return FirstLine(cluster_path() + "/PG_VERSION"); }

Status DataFolder::MakeOwned(const std::string& name, const Account& account) const {
  const std::string path = absl::StrCat(path_, "/", name);
  if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return FolderError(path, errno);
  if (lchown(path.c_str(), account.uid, account.gid) != 0) return FolderError(path, errno);
  return absl::OkStatus();
}

StatusOr<Fd> DataFolder::OpenLog() const {
  if (mkdir((path_ + "/log").c_str(), 0700) != 0 && errno != EEXIST)
    return FolderError(path_ + "/log", errno);
  TrimLog();
  Fd log(open(log_path().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!log.ok()) return FolderError(log_path(), errno);
  return log;
}

void DataFolder::TrimLog() const {
  struct stat info;
  if (stat(log_path().c_str(), &info) != 0 || info.st_size < kLogLimit) return;
  // PostgreSQL keeps the file open for appending: copied and cut, it goes on writing at the new end.
  std::error_code ignored;
  std::filesystem::copy_file(log_path(), log_path() + ".1", std::filesystem::copy_options::overwrite_existing,
                             ignored);
  std::filesystem::resize_file(log_path(), 0, ignored);
}

std::string DataFolder::LogTail() const {
  std::ifstream file(log_path());
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(std::move(line));
  const size_t from = lines.size() - std::min(lines.size(), kTailLines);
  return absl::StrJoin(lines.begin() + long(from), lines.end(), "\n");
}

}  // namespace diandan::db
