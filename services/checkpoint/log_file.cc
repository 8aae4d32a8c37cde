#include "services/checkpoint/log_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/base/log.h"

namespace diandan::checkpoint {
namespace {

Status Wrong(const std::string& path, int64_t line) {
  return InvalidField("--checkpoint", absl::StrCat(path, ":", line), "checkpoint_log");
}

}  // namespace

Status ReadNotes(const std::string& path, int64_t at, int64_t* end, const std::function<Status(Note)>& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return InvalidField("--checkpoint", path, "file_readable");
  file.seekg(at);
  *end = at;
  std::string whole;
  int64_t line_number = 0;
  for (std::string line; std::getline(file, line);) {
    if (file.eof()) return absl::OkStatus();  // without its end: unfinished
    ++line_number;
    absl::StrAppend(&whole, line, "\n");
    if (!absl::StartsWith(line, "— ")) continue;
    auto note = ReadNote(whole);
    if (!note.ok()) return Wrong(path, line_number);
    *end += int64_t(whole.size());
    whole.clear();
    DD_RETURN_IF_ERROR(take(*std::move(note)));
  }
  return absl::OkStatus();
}

Status Chain::Add(const Note& note) {
  const Checkpoint& next = note.checkpoint;
  const std::string key = KeyLine(next.key);
  const bool first = number_ == 0;
  bool follows = first ? next.number > 0 && (next.number > 1 || next.previous == Hash{})
                       : next.number == number_ + 1 && next.previous == hash() && next.service == service_ &&
                             key == key_;
  CountyId last = std::numeric_limits<CountyId>::min();  // operators live in county 0
  for (const Head& head : next.heads) {
    follows = follows && head.county > last && head.size > 0;
    last = head.county;
    const auto known = heads_.find(head.county);
    follows = follows && (known == heads_.end() || head.size > known->second.size);
  }
  if (!follows) {
    return InvalidField("--checkpoint", absl::StrCat(next.service, " ", next.number), "follows_chain");
  }
  number_ = next.number;
  service_ = next.service;
  text_ = note.text;
  key_ = key;
  for (const Head& head : next.heads) heads_[head.county] = head;
  return absl::OkStatus();
}

StatusOr<std::unique_ptr<LogFile>> LogFile::Open(const std::string& folder, const std::string& service) {
  if (mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST)
    return InvalidField("--checkpoints", folder, absl::StrCat("folder_usable:", std::strerror(errno)));
  const std::string path = absl::StrCat(folder, "/", service, ".log");
  const bool fresh = access(path.c_str(), F_OK) != 0;
  db::Fd file(open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  std::unique_ptr<LogFile> log(new LogFile(path, std::move(file)));
  if (!log->file_.ok()) return log->Problem(errno);
  if (fresh) {
    const db::Fd directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.ok() || fsync(directory.get()) != 0) return log->Problem(errno);
  }
  DD_RETURN_IF_ERROR(log->Append({}));
  return log;
}

Status LogFile::Append(const std::vector<Note>& notes) {
  if (flock(file_.get(), LOCK_EX) != 0) return Problem(errno);
  const absl::Cleanup unlock = [this] { flock(file_.get(), LOCK_UN); };
  DD_RETURN_IF_ERROR(CatchUp());
  std::string text;
  Chain chain = chain_;
  for (const Note& note : notes) {
    if (note.checkpoint.number <= chain.number()) continue;
    DD_RETURN_IF_ERROR(chain.Add(note));
    absl::StrAppend(&text, note.Whole());
  }
  if (text.empty()) return absl::OkStatus();
  DD_RETURN_IF_ERROR(Write(text));
  chain_ = std::move(chain);
  return absl::OkStatus();
}

Status LogFile::CatchUp() {
  struct stat about {};
  if (fstat(file_.get(), &about) != 0) return Problem(errno);
  if (about.st_size == end_) return absl::OkStatus();
  if (about.st_size < end_) return InvalidField("--checkpoints", path_, "checkpoint_log_whole");
  DD_RETURN_IF_ERROR(ReadNotes(path_, end_, &end_, [this](const Note& note) { return chain_.Add(note); }));
  if (about.st_size == end_) return absl::OkStatus();
  LogWarning("an unfinished checkpoint is cut off",
             {{"file", path_}, {"bytes", about.st_size - end_}, {"after", chain_.number()}});
  return ftruncate(file_.get(), end_) == 0 ? absl::OkStatus() : Problem(errno);
}

// What is written in part is cut off again: the next try begins where this one did.
Status LogFile::Write(const std::string& text) {
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = write(file_.get(), text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) break;
    done += size_t(written);
  }
  const int error = done < text.size() || fdatasync(file_.get()) != 0 ? errno : 0;
  if (error != 0) {
    (void)!ftruncate(file_.get(), end_);
    return Problem(error);
  }
  end_ += int64_t(text.size());
  return absl::OkStatus();
}

Status LogFile::Problem(int error) const {
  return InvalidField("--checkpoints", path_, absl::StrCat("folder_usable:", std::strerror(error)));
}

}  // namespace diandan::checkpoint
