#include "services/checkpoint/published.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "services/checkpoint/log_file.h"
#include "services/checkpoint/sealed_tables.h"

namespace diandan::checkpoint {
namespace {

namespace fs = std::filesystem;

Status Forged(const std::string& path, const Note& note) {
  return Refuse(errors::v1::CHECKPOINT_FORGED,
                {{"file", path}, {"number", absl::StrCat(note.checkpoint.number)}});
}

void Remember(const Checkpoint& checkpoint, CountyId county, PublishedLog& log) {
  for (const Head& head : checkpoint.heads) {
    if (county != 0 && head.county != county) continue;
    log.roots[head.county].push_back({head.size, head.root});
    log.named[head.county] = checkpoint.number;
  }
}

StatusOr<PublishedLog> ReadLog(const std::string& path, const std::optional<PublicKey>& key,
                               CountyId county) {
  PublishedLog log{.path = path};
  Chain chain;
  Note last;
  int64_t end = 0;
  DD_RETURN_IF_ERROR(ReadNotes(path, 0, &end, [&](Note note) -> Status {
    if (!chain.Add(note).ok()) return Forged(path, note);
    if (log.first == 0) log.first = note.checkpoint.number;
    Remember(note.checkpoint, county, log);
    last = std::move(note);
    return absl::OkStatus();
  }));
  if (log.first == 0 || SealedTables(last.checkpoint.service).empty())
    return InvalidField("--checkpoint", path, "checkpoint_log");
  log.key = key ? *key : last.checkpoint.key;
  if (!SignedBy(log.key, last) || KeyLine(log.key) != KeyLine(last.checkpoint.key)) return Forged(path, last);
  log.service = last.checkpoint.service;
  log.last = last.checkpoint.number;
  log.time = last.checkpoint.time;
  return log;
}

}  // namespace

StatusOr<std::vector<PublishedLog>> ReadPublished(const std::string& path,
                                                  const std::optional<PublicKey>& key, CountyId county) {
  std::vector<std::string> files;
  std::error_code problem;
  if (fs::is_directory(path, problem)) {
    for (const auto& entry : fs::directory_iterator(path, problem)) {
      // A service that has never done anything has an empty one.
      if (entry.path().extension() == ".log" && entry.file_size(problem) > 0)
        files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) return InvalidField("--checkpoint", path, "checkpoint_log");
  } else {
    files = {path};
  }
  std::vector<PublishedLog> logs;
  for (const std::string& file : files) {
    DD_ASSIGN_OR_RETURN(logs.emplace_back(), ReadLog(file, key, county));
  }
  return logs;
}

}  // namespace diandan::checkpoint
