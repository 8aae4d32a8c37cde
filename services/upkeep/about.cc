#include "services/upkeep/about.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/key_file.h"
#include "services/base/whole_file.h"

namespace diandan::upkeep {
namespace {

namespace fs = std::filesystem;
using google::protobuf::Struct;

constexpr char kFormat[] = "diandan-backup-1";
constexpr size_t kKeyIdDigits = 16;

std::string Text(const Struct& from, const char* name) {
  const auto found = from.fields().find(name);
  return found == from.fields().end() ? "" : found->second.string_value();
}

std::string Moment(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
}

absl::Time MomentOf(const Struct& from, const char* name) {
  absl::Time time = absl::InfinitePast();
  std::string problem;
  absl::ParseTime("%Y-%m-%dT%H:%M:%E*SZ", Text(from, name), &time, &problem);
  return time;
}

}  // namespace

Status Unusable(absl::string_view flag, const std::string& path, const std::string& problem) {
  return InvalidField(flag, path, absl::StrCat("folder_usable:", problem));
}

Status WriteAbout(const std::string& folder, const About& about) {
  Struct all;
  auto& fields = *all.mutable_fields();
  fields["format"].set_string_value(kFormat);
  fields["taken"].set_string_value(Moment(about.taken));
  fields["until"].set_string_value(Moment(about.until));
  fields["postgres"].set_string_value(about.postgres);
  fields["wal_archive"].set_string_value(about.wal_archive);
  fields["checkpoints"].set_string_value(about.checkpoints);
  fields["key"].set_string_value(about.key);
  google::protobuf::util::JsonPrintOptions pretty;
  pretty.add_whitespace = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(all, &text, pretty).ok())
    return Refuse(errors::v1::INTERNAL_ERROR);
  std::ofstream file(absl::StrCat(folder, "/", kAboutFile));
  file << text << std::flush;
  return file ? absl::OkStatus() : Unusable("--to", folder, "about.json");
}

StatusOr<About> ReadAbout(const std::string& folder) {
  const auto text = FileBytes(absl::StrCat(folder, "/", kAboutFile));
  Struct all;
  if (!text || !google::protobuf::util::JsonStringToMessage(*text, &all).ok() ||
      Text(all, "format") != kFormat) {
    return InvalidField("BACKUP", folder, "backup_folder");
  }
  return About{.taken = MomentOf(all, "taken"),
               .until = MomentOf(all, "until"),
               .postgres = Text(all, "postgres"),
               .wal_archive = Text(all, "wal_archive"),
               .checkpoints = Text(all, "checkpoints"),
               .key = Text(all, "key")};
}

StatusOr<std::string> KeyIdOf(const std::string& keys_dir) {
  DD_ASSIGN_OR_RETURN(const Key key, ReadKeyFile(absl::StrCat(keys_dir, "/", kInstallationKey)));
  return ToHex(KeyedHash(key, "diandan backup")).substr(0, kKeyIdDigits);
}

Status CopyKeys(absl::string_view flag, const std::string& from, const std::string& to) {
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(from, problem)) {
    if (entry.path().extension() != ".key") continue;
    DD_ASSIGN_OR_RETURN(const Key key, ReadKeyFile(entry.path().string()));
    DD_RETURN_IF_ERROR(WriteKeyFile(to, fs::path(to) / entry.path().filename(), key));
  }
  if (problem) return Unusable("--keys", from, problem.message());
  const fs::path counties = fs::path(from) / kNationalCounties, copy = fs::path(to) / kNationalCounties;
  if (!fs::exists(counties, problem))
    return problem ? Unusable("--keys", counties, problem.message()) : absl::OkStatus();
  // Renamed, since an older copy may be read-only.
  const std::string draft = absl::StrCat(copy.string(), ".", getpid(), ".new");
  fs::copy_file(counties, draft, fs::copy_options::overwrite_existing, problem);
  if (!problem) fs::rename(draft, copy, problem);
  return problem ? Unusable(flag, copy, problem.message()) : absl::OkStatus();
}

}  // namespace diandan::upkeep
