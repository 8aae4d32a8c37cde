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

// Complete or not there: written beside and moved into place.
Status WriteToken(const std::string& path, const std::string& token) {
  const std::string fresh = path + ".new";
  unlink(fresh.c_str());
  const int fd = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  const std::string line = token + "\n";
  const bool written =
      fd >= 0 && write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(fd) == 0;
  const int problem = errno;
  if (fd >= 0) close(fd);
  if (!written || rename(fresh.c_str(), path.c_str()) != 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        "写不进 ", path, "：", std::strerror(problem), "。请看看文件夹的权限和磁盘空间。\ncannot write ",
        path, ": ", std::strerror(problem), ". Check the folder's permissions and the disk."));
  }
  return absl::OkStatus();
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

std::string OperatorTokenPath(const std::string& data_dir) { return data_dir + "/keys/operator.token"; }

Status EnsureOperator(Parts& parts, const std::string& data_dir) {
  const std::string path = OperatorTokenPath(data_dir);
  std::string token = ReadToken(path);
  DD_ASSIGN_OR_RETURN(bool exists, AccountExists(parts.home));
  if (exists && !token.empty()) return absl::OkStatus();
  if (token.empty()) {
    mkdir((data_dir + "/keys").c_str(), 0700);
    token = Base64Url(RandomBytes(32));
    DD_RETURN_IF_ERROR(WriteToken(path, token));
  }
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
