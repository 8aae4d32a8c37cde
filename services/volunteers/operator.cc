#include "services/volunteers/operator.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/account_seal.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {
namespace {

std::string ReadToken(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

Status CannotWrite(const std::string& path, int problem) {
  return absl::FailedPreconditionError(absl::StrCat(
      "写不进 ", path, "：", std::strerror(problem), "。请看看文件夹的权限和磁盘空间。\ncannot write ", path,
      ": ", std::strerror(problem), ". Check the folder's permissions and the disk."));
}

// Complete or not there: written beside and then linked in place, unless another server was first.
Status WriteToken(const std::string& path, const std::string& token) {
  const std::string fresh = absl::StrCat(path, ".", getpid());
  unlink(fresh.c_str());
  const int fd = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (fd < 0) return CannotWrite(fresh, errno);
  const std::string line = token + "\n";
  const bool written =
      write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(fd) == 0;
  int problem = written ? 0 : errno;
  close(fd);
  if (written && link(fresh.c_str(), path.c_str()) != 0 && errno != EEXIST) problem = errno;
  unlink(fresh.c_str());
  return problem == 0 ? absl::OkStatus() : CannotWrite(path, problem);
}

// Where a command line at this machine looks; the token itself when the keys are there too.
Status LeaveCopy(const std::string& data_dir, const std::string& token) {
  const std::string folder = data_dir + "/keys";
  const std::string path = OperatorTokenPath(folder);
  mkdir(folder.c_str(), 0700);
  if (ReadToken(path) == token) return absl::OkStatus();
  unlink(path.c_str());
  return WriteToken(path, token);
}

StatusOr<bool> AccountExists(const rpc::Home& home) {
  bool exists = false;
  const Caller self = OwnCaller();
  DD_RETURN_IF_ERROR(db::Transact(*home.pool, {kInstallation}, true, [&](db::Connection& connection) {
    ReadView view(home, connection, kInstallation, self, home.clock->Now());
    view.Load([](Touches& touches) { touches.Add<AccountRow>(OperatorId()); });
    exists = view.work().Find<AccountRow>(OperatorId()) != nullptr;
    return absl::OkStatus();
  }));
  return exists;
}

}  // namespace

std::string OperatorTokenPath(const std::string& keys_dir) { return keys_dir + "/operator.token"; }

Status EnsureOperator(Parts& parts, const std::string& keys_dir, const std::string& data_dir) {
  const std::string path = OperatorTokenPath(keys_dir);
  const bool fresh = ReadToken(path).empty();
  if (fresh) {
    mkdir(keys_dir.c_str(), 0700);
    DD_RETURN_IF_ERROR(WriteToken(path, Base64Url(RandomBytes(32))));
  }
  const std::string token = ReadToken(path);
  DD_RETURN_IF_ERROR(LeaveCopy(data_dir, token));
  DD_ASSIGN_OR_RETURN(bool exists, AccountExists(parts.home));
  if (exists && !fresh) return absl::OkStatus();
  const absl::Time now = parts.home.clock->Now();
  DD_ASSIGN_OR_RETURN(auto made, SealAccount(*parts.keys, parts.gate, parts.cost, kInstallation, OperatorId(),
                                             kOperatorName, token));
  DD_RETURN_IF_ERROR(db::Transact(*parts.home.pool, {kInstallation}, false, [&](db::Connection& connection) {
    ClaimName(connection, NameIndexOf(*parts.keys, kOperatorName), {kInstallation, OperatorId(), now});
    return absl::OkStatus();
  }));
  v1::AccountChanged account;
  account.set_account_id(OperatorId().ToString());
  return RunOwn(parts.home, OwnCaller(), kInstallation, NewUuid(now), account, kStoreOperator, made);
}

}  // namespace diandan::volunteers
