// People at their terminals: `diandan` as they type it, with a whole server behind it, a database of its own
// and a clock that stands still. What they typed and saw becomes a transcript, to compare with golden text:
//
//   Terminals town;
//   town.Type("站员", "order place '王奶奶 周四 理发' --yes");
//
//   站员 $ diandan order place '王奶奶 周四 理发' --yes
//   ~ 核对这一单（还没送出）                             stderr
//     点好了，单号 甲甲甲甲，待审。                       stdout
//   = 1                                                  the exit code, unless it is 0
//
// Order numbers and secrets differ from run to run and nobody reads ids: the transcript names them by the
// order in which they appeared. The ids that `diandan` makes follow each other, so lists stand in the same
// order in every run. One thread at a time. Errors of the setup throw std::runtime_error.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/base/clock.h"
#include "services/base/ids.h"
#include "services/base/words.h"
#include "services/modules.h"
#include "tests/support/postgres.h"

namespace diandan::cli {

struct Said {
  int exit = 0;
  std::string answer;  // stdout
  std::string talk;    // stderr
};

class Terminals {
 public:
  // Monday, 23 November 2026, 9:00 in China. `database`: an administrator's connection string.
  explicit Terminals(const std::string& database = testing::FreshDatabase());
  ~Terminals();

  FakeClock clock;
  void At(int hour, int minute, int days = 0);
  // What the next commands speak; Chinese from the start.
  Language language = Language::kChinese;

  // One command line of `who`, whose sign-in is remembered apart from everybody else's. Words in '…' stand
  // together. `input`: what standard input holds. The second form also adds it to the transcript.
  Said Run(const std::string& who, const std::string& line, const std::string& input = "");
  Said Type(const std::string& who, const std::string& line, const std::string& input = "");
  // The id of the next request; later ones sort behind it.
  Uuid NextId(absl::Time at);
  // As Run; throws unless it is done.
  std::string Must(const std::string& who, const std::string& line, const std::string& input = "");
  // Asks with --plain until the answer has so many lines: for what others do by themselves meanwhile.
  void AwaitLines(const std::string& who, const std::string& line, int lines);

  // A line between two commands of the transcript.
  void Tell(const std::string& text) { transcript_ += text + "\n"; }
  const std::string& transcript() const { return transcript_; }
  // A file with this text, for commands that read one.
  std::string File(const std::string& name, const std::string& text) const;

  const std::string& data_dir() const { return folder_.path(); }
  DiandanServer& server() { return *server_; }
  // Administrator's connection string.
  const std::string& database() const { return database_; }
  // What a statement that yields one number finds in the database.
  int64_t Count(const std::string& sql) const;
  // As after a crash of the server's machine: nobody answers until Start.
  void Stop() { server_.reset(); }
  void Start();

 private:
  std::string Masked(const std::string& text);

  testing::TemporaryFolder folder_;
  std::string database_;
  std::unique_ptr<DiandanServer> server_;
  std::string transcript_;
  std::map<std::string, std::string> names_;  // what differs from run to run → what the transcript calls it
  std::map<std::string, int> counts_;
  uint32_t ids_ = 0;
};

// golden/NAME.txt beside these sources holds what the transcript must say (tests/support/golden.h).
void ExpectGolden(const Terminals& town, const std::string& name);

}  // namespace diandan::cli
