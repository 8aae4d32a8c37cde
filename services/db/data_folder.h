// The folder under --data: made, locked for one server, with the private PostgreSQL's files in it.
//
//   lock              flock, the pid of the server that holds it
//   postgres/         the cluster, 0700, owned by the account PostgreSQL runs as
//   postgres/socket/  its Unix socket
//   log/              what PostgreSQL and initdb say
//
// The account need not be able to walk to the cluster: see kInheritedFolder in process.h.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "services/base/status.h"
#include "services/db/process.h"

namespace diandan::db {

// Owns a file descriptor.
class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }

 private:
  int fd_;
};

// FIELD_INVALID for --data, with what is wanted instead of errno `error` at `path`.
Status FolderError(const std::string& path, int error);

class DataFolder {
 public:
  // Makes the folder when missing and takes its lock until destruction.
  static StatusOr<DataFolder> Open(const std::string& path);

  const std::string& path() const { return path_; }  // absolute, without links
  std::string cluster_path() const { return path_ + "/postgres"; }
  std::string log_path() const { return path_ + "/log/postgres.log"; }

  // The owner of the cluster; for a new one ourselves, or the account `postgres` when we are root.
  StatusOr<Account> PostgresAccount() const;
  // An empty text when there is no cluster yet.
  std::string ClusterVersion() const;
  // Makes `path_`/`name`, 0700, owned by the account.
  Status MakeOwned(const std::string& name, const Account& account) const;
  // Opened for appending; a long log is put aside first.
  StatusOr<Fd> OpenLog() const;
  void TrimLog() const;  // also while PostgreSQL writes
  // The last lines of the log.
  std::string LogTail() const;

 private:
  DataFolder(std::string path, Fd lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  std::string path_;
  Fd lock_;
};

}  // namespace diandan::db
