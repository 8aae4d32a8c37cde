#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/key_file.h"
#include "services/upkeep/about.h"
#include "services/upkeep/checkup_parts.h"

namespace diandan::upkeep {
namespace {

constexpr double kGigabyte = 1e9;
constexpr absl::Duration kRenewSoon = absl::Hours(24 * 21);

void CheckDataFolder(const CheckupWish& wish, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "data", .what = {"数据目录", "data folder"}, .found = wish.data_dir};
  struct stat info;
  const std::string cluster = wish.data_dir + "/postgres";
  if (stat(wish.data_dir.c_str(), &info) != 0) {
    line.finding = Finding::kBad;
    line.advice = {"没有这个文件夹：写对 --data，或先启动服务",
                   "There is no such folder: name it with --data, or start the server"};
  } else if (stat(cluster.c_str(), &info) == 0 && (info.st_mode & 077) != 0) {
    line.finding = Finding::kBad;
    line.found = cluster;
    line.advice = {"别的用户进得去：chmod 700", "Others may enter it: chmod 700"};
  }
  lines.push_back(line);
}

void CheckRoom(const CheckupWish& wish, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "room", .what = {"磁盘还剩", "room on the disk"}};
  struct statvfs disk;
  if (statvfs(wish.data_dir.c_str(), &disk) != 0) return;
  const double left = double(disk.f_bavail) * double(disk.f_frsize),
               all = double(disk.f_blocks) * double(disk.f_frsize);
  line.found = absl::StrCat(int64_t(left / kGigabyte), " GB, ", int(100 * left / std::max(all, 1.0)), " %");
  if (left < 2 * kGigabyte || disk.f_favail == 0) {
    line.finding = Finding::kBad;
    line.advice = {"快满了：满了就什么都写不进。腾地方，或换大的盘",
                   "Nearly full, and then nothing can be written: make room, or move to a larger disk"};
  } else if (left < 10 * kGigabyte || left < 0.1 * all) {
    line.finding = Finding::kWarning;
    line.advice = {"不多了：这周就安排扩容", "Not much: plan for more this week"};
  }
  lines.push_back(line);
}

void CheckKeys(const CheckupWish& wish, std::vector<CheckupLine>& lines) {
  const std::string folder = wish.keys_dir.empty() ? wish.data_dir + "/keys" : wish.keys_dir;
  CheckupLine line{.name = "keys", .what = {"钥匙", "keys"}};
  const auto id = KeyIdOf(folder);
  struct stat info;
  if (id.ok()) {
    line.found = *id;
    if (stat(folder.c_str(), &info) == 0 && (info.st_mode & 077) != 0) {
      line.finding = Finding::kBad;
      line.found = folder;
      line.advice = {"别的用户进得去：chmod 700", "Others may enter the folder: chmod 700"};
    }
  } else {
    line.finding = access(folder.c_str(), X_OK) == 0 ? Finding::kBad : Finding::kUnknown;
    line.found = absl::StrCat(folder, "/", kInstallationKey);
    line.advice =
        line.finding == Finding::kBad
            ? Wording{"不见了，或别的用户也能看：从备份里放回来，再 chmod 400",
                      "Missing, or readable by others: put it back from your copy, then chmod 400"}
            : Wording{
                  "这个用户看不了：用启动服务的那个用户再看（sudo -u diandan diandan doctor）",
                  "Not for this user to see: look again as the server's (sudo -u diandan diandan doctor)"};
  }
  lines.push_back(line);
}

// When a PEM certificate ends; InfinitePast when it cannot be read.
absl::Time EndOf(const std::string& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(fopen(path.c_str(), "re"),
                                                   [](FILE* f) { return f ? fclose(f) : 0; });
  if (!file) return absl::InfinitePast();
  const std::unique_ptr<X509, void (*)(X509*)> certificate(
      PEM_read_X509(file.get(), nullptr, nullptr, nullptr), X509_free);
  std::tm end{};
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1)
    return absl::InfinitePast();
  return absl::FromTM(end, absl::UTCTimeZone());
}

void CheckCertificate(const std::string& path, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "certificate", .what = {"证书", "certificate"}, .found = path};
  const absl::Time end = EndOf(path), now = absl::Now();
  if (end == absl::InfinitePast()) {
    line.finding = Finding::kBad;
    line.advice = {"读不了，或不是 PEM 证书：核对路径和权限",
                   "Cannot be read, or is no PEM certificate: check path and permissions"};
  } else {
    line.found = absl::StrCat(path, ", ", absl::FormatTime("%Y-%m-%d", end, absl::UTCTimeZone()));
    if (end < now) {
      line.finding = Finding::kBad;
      line.advice = {
          "过期了：换上新的，不用重启（一分钟内自己换过去）",
          "Expired: put a new one in its place; the server takes it within a minute, without a restart"};
    } else if (end < now + kRenewSoon) {
      line.finding = Finding::kWarning;
      line.advice = {"三周内到期：这几天换上新的，不用重启",
                     "Ends within three weeks: replace it these days, without a restart"};
    }
  }
  lines.push_back(line);
}

}  // namespace

void CheckFiles(const CheckupWish& wish, std::vector<CheckupLine>& lines) {
  CheckDataFolder(wish, lines);
  CheckRoom(wish, lines);
  CheckKeys(wish, lines);
  for (const std::string& path : wish.certificates) CheckCertificate(path, lines);
}

}  // namespace diandan::upkeep
