// The published checkpoints of one service: a text file to which notes (note.h) are appended and from which
// nothing is ever taken. It lies outside the database on purpose, and whoever audits copies it away.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/checkpoint/note.h"
#include "services/db/data_folder.h"

namespace diandan::checkpoint {

// Reads notes from `at` on and hands each to `take` until that refuses. `end`: behind the last whole note;
// what follows it is an unfinished one, or nothing. FIELD_INVALID (checkpoint_log, the line) when there is
// something else in the file.
Status ReadNotes(const std::string& path, int64_t at, int64_t* end, const std::function<Status(Note)>& take);

// Which note may follow which: numbers go up by one, each names the text before it, of one service and by one
// key, counties ascend and their trees never shrink. A log may begin anywhere.
class Chain {
 public:
  // FIELD_INVALID (follows_chain) for --checkpoint when it does not follow.
  Status Add(const Note& note);
  int64_t number() const { return number_; }  // of the last one; 0: none yet
  const std::string& text() const { return text_; }
  Hash hash() const { return number_ == 0 ? Hash{} : HashOf(text_); }
  const std::map<CountyId, Head>& heads() const { return heads_; }

 private:
  int64_t number_ = 0;
  std::string service_, text_, key_;
  std::map<CountyId, Head> heads_;
};

// The side that writes. Several processes may share a file. One thread at a time.
class LogFile {
 public:
  // `folder`/`service`.log, made when missing. What a crash left unfinished at its end is cut off.
  static StatusOr<std::unique_ptr<LogFile>> Open(const std::string& folder, const std::string& service);

  const Chain& chain() const { return chain_; }
  // Adds the notes that are not there yet, on disk when it returns. What others have added meanwhile is read
  // first.
  Status Append(const std::vector<Note>& notes);

 private:
  LogFile(std::string path, db::Fd file) : path_(std::move(path)), file_(std::move(file)) {}
  Status CatchUp();
  Status Write(const std::string& text);
  Status Problem(int error) const;

  const std::string path_;
  const db::Fd file_;
  int64_t end_ = 0;
  Chain chain_;
};

}  // namespace diandan::checkpoint
