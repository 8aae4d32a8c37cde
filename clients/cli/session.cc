#include "clients/cli/session.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/seal.h"
#include "services/base/whole_file.h"

namespace diandan::cli {
namespace {

using google::protobuf::Struct;

// Followers have long caught up with anything older.
constexpr absl::Duration kPositionsMatterFor = absl::Minutes(2);
constexpr size_t kDeviceCharacters = 32;

Struct ReadFile(const std::string& file) {
  Struct sessions;
  // A damaged file only means signing in again.
  if (!google::protobuf::util::JsonStringToMessage(FileBytes(file).value_or(""), &sessions).ok())
    sessions.Clear();
  return sessions;
}

Status WriteText(const std::string& file, const std::string& text) {
  std::error_code problem;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), problem);
  std::string fresh = file + "." + std::to_string(getpid());
  int fd = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool written = fd >= 0 && write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (fd >= 0) close(fd);
  if (!written || rename(fresh.c_str(), file.c_str()) != 0) {
    unlink(fresh.c_str());
    return InvalidField("DIANDAN_SESSION", file, "folder_writable");
  }
  return absl::OkStatus();
}

Status WriteFile(const std::string& file, const Struct& sessions) {
  std::string text;
  (void)google::protobuf::util::MessageToJsonString(sessions, &text);
  return WriteText(file, text);
}

std::string Text(const Struct& from, const std::string& key) {
  auto it = from.fields().find(key);
  return it == from.fields().end() ? "" : it->second.string_value();
}

}  // namespace

SessionStore::SessionStore(std::string file) : file_(std::move(file)) {}

std::string SessionStore::DefaultFile() {
  if (const char* file = getenv("DIANDAN_SESSION")) return file;
  if (const char* config = getenv("XDG_CONFIG_HOME")) return std::string(config) + "/diandan/sessions.json";
  const char* home = getenv("HOME");
  return std::string(home == nullptr ? "/root" : home) + "/.config/diandan/sessions.json";
}

Session SessionStore::Load(const std::string& server) const {
  Session session;
  Struct all = ReadFile(file_);
  auto it = all.fields().find(server);
  if (it == all.fields().end()) return session;
  const Struct& stored = it->second.struct_value();
  session.access_token = Text(stored, "access_token");
  session.refresh_token = Text(stored, "refresh_token");
  session.account = Text(stored, "account");
  session.volunteer = Text(stored, "volunteer");
  session.display_name = Text(stored, "display_name");
  session.county = atoi(Text(stored, "county").c_str());
  session.access_expiry = absl::FromUnixSeconds(atoll(Text(stored, "access_expiry").c_str()));
  absl::Time moved = absl::FromUnixSeconds(atoll(Text(stored, "positions_time").c_str()));
  auto positions = stored.fields().find("positions");
  if (positions != stored.fields().end() && absl::Now() - moved < kPositionsMatterFor) {
    for (const auto& [key, value] : positions->second.struct_value().fields()) {
      session.positions[key] = atoll(value.string_value().c_str());
    }
  }
  return session;
}

Status SessionStore::Save(const std::string& server, const Session& session) const {
  Struct all = ReadFile(file_);
  Struct& stored = *(*all.mutable_fields())[server].mutable_struct_value();
  auto put = [&](const std::string& key, const std::string& value) {
    (*stored.mutable_fields())[key].set_string_value(value);
  };
  put("access_token", session.access_token);
  put("refresh_token", session.refresh_token);
  put("account", session.account);
  put("volunteer", session.volunteer);
  put("display_name", session.display_name);
  put("county", std::to_string(session.county));
  put("access_expiry", std::to_string(absl::ToUnixSeconds(session.access_expiry)));
  put("positions_time", std::to_string(absl::ToUnixSeconds(absl::Now())));
  Struct& positions = *(*stored.mutable_fields())["positions"].mutable_struct_value();
  positions.Clear();
  for (const auto& [key, seq] : session.positions) {
    (*positions.mutable_fields())[key].set_string_value(std::to_string(seq));
  }
  return WriteFile(file_, all);
}

std::string SessionStore::Device() const {
  const std::string file = file_ + ".device";
  const auto kept = [&] {
    std::string device;
    std::ifstream(file) >> device;
    return device.size() <= kDeviceCharacters ? device : "";
  };
  if (kept().empty() && !WriteText(file, absl::BytesToHexString(RandomBytes(kDeviceCharacters / 2))).ok())
    return "";
  return kept();  // of two commands that draw at once, the last one's
}

Status SessionStore::Forget(const std::string& server) const {
  Struct all = ReadFile(file_);
  all.mutable_fields()->erase(server);
  return WriteFile(file_, all);
}

}  // namespace diandan::cli
