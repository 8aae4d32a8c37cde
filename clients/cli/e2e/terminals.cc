#include "clients/cli/e2e/terminals.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/program.h"
#include "services/base/ids.h"
#include "services/db/query.h"
#include "tests/support/golden.h"

namespace diandan::cli {
namespace {

namespace fs = std::filesystem;

const absl::CivilDay kMonday(2026, 11, 23);

// Where `diandan` remembers who is signed in. One file for the whole program, named before any server has
// threads, since nobody may read the environment while it is written.
const std::string& SessionFile() {
  static const testing::TemporaryFolder folder;
  static const std::string file = [] {
    std::string path = folder.path() + "/session.json";
    setenv("DIANDAN_SESSION", path.c_str(), 1);
    setenv("LC_ALL", "zh_CN.UTF-8", 1);
    return path;
  }();
  return file;
}

// Words of a command line; '…' keeps its spaces.
std::vector<std::string> WordsOf(const std::string& line) {
  std::vector<std::string> words;
  bool inside = false, begun = false;
  for (char c : line) {
    if (c == '\'') {
      inside = !inside;
      if (inside && !begun) words.emplace_back();
      begun = true;
    } else if (c == ' ' && !inside) {
      begun = false;
    } else {
      if (!begun) words.emplace_back();
      begun = true;
      words.back() += c;
    }
  }
  return words;
}

// Standard input for as long as it lives.
class Input {
 public:
  explicit Input(const std::string& text) : text_(text), before_(std::cin.rdbuf(text_.rdbuf())) {
    std::cin.clear();
  }
  ~Input() { std::cin.rdbuf(before_); }

 private:
  std::istringstream text_;
  std::streambuf* const before_;
};

}  // namespace

Terminals::Terminals(const std::string& database)
    : clock(absl::FromCivil(absl::CivilHour(kMonday) + 9, ChinaTime())), database_(database) {
  (void)SessionFile();
  // A test started by hand has a terminal; commands of the transcript have none.
  if (freopen("/dev/null", "r", stdin) == nullptr) throw std::runtime_error("/dev/null");
  fs::create_directory(folder_.path() + "/people");
  Start();
}

Terminals::~Terminals() = default;

void Terminals::Start() {
  auto started = DiandanServer::Start({.data_dir = folder_.path(),
                                       .keys_dir = folder_.path() + "/keys",
                                       .database = database_,
                                       .unix_socket = folder_.path() + "/diandan.sock",
                                       .http_address = "127.0.0.1:0",
                                       .clock = &clock});
  if (!started.ok()) {
    throw std::runtime_error(Speak(started.status(), Language::kEnglish).ShortDebugString());
  }
  server_ = *std::move(started);
}

void Terminals::At(int hour, int minute, int days) {
  clock.Set(absl::FromCivil(absl::CivilMinute(kMonday + days) + hour * 60 + minute, ChinaTime()));
}

Said Terminals::Run(const std::string& who, const std::string& line, const std::string& input) {
  const std::string remembered = folder_.path() + "/people/" + who, &session = SessionFile();
  fs::remove(session);
  if (fs::exists(remembered)) fs::copy_file(remembered, session);
  std::vector<std::string> words = WordsOf(line);
  words.insert(words.end(), {"--data", folder_.path()});
  if (language == Language::kEnglish) words.insert(words.end(), {"--lang", "en"});
  std::ostringstream answer, talk;
  Said said;
  {
    Input here(input);
    said.exit = RunProgram(words, answer, talk, clock, [this](absl::Time at) { return NextId(at); });
  }
  said.answer = answer.str();
  said.talk = talk.str();
  fs::remove(remembered);
  if (fs::exists(session)) fs::rename(session, remembered);
  return said;
}

Said Terminals::Type(const std::string& who, const std::string& line, const std::string& input) {
  const Said said = Run(who, line, input);
  absl::StrAppend(&transcript_, who, " $ diandan ", Masked(line), "\n");
  for (const auto& [mark, text] : {std::pair{"~ ", &said.talk}, std::pair{"  ", &said.answer}}) {
    std::vector<std::string> lines = absl::StrSplit(Masked(*text), '\n');
    if (lines.back().empty()) lines.pop_back();
    for (const std::string& shown : lines)
      absl::StrAppend(&transcript_, shown.empty() ? "" : mark, shown, "\n");
  }
  if (said.exit != 0) absl::StrAppend(&transcript_, "= ", said.exit, "\n");
  transcript_ += "\n";
  return said;
}

std::string Terminals::Must(const std::string& who, const std::string& line, const std::string& input) {
  Said said = Run(who, line, input);
  if (said.exit != 0) throw std::runtime_error(absl::StrCat(line, ": ", said.exit, " ", said.talk));
  return said.answer;
}

void Terminals::AwaitLines(const std::string& who, const std::string& line, int lines) {
  const absl::Time until = absl::Now() + absl::Seconds(30);
  while (absl::Now() < until) {
    const std::string answer = Must(who, line + " --plain");
    if (std::count(answer.begin(), answer.end(), '\n') >= lines) return;
  }
  throw std::runtime_error("nothing came: " + line);
}

Uuid Terminals::NextId(absl::Time at) {
  // A count where the random bits are.
  Uuid id = NewUuid(at);
  std::fill(id.bytes.begin() + 6, id.bytes.end(), 0);
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  const uint32_t count = ++ids_;
  for (int i = 0; i < 4; ++i) id.bytes[12 + i] = static_cast<uint8_t>(count >> (24 - 8 * i));
  return id;
}

std::string Terminals::Masked(const std::string& text) {
  // What differs, and how it is told: ids count up, the rest is filled with one letter, so that columns stay.
  static const std::pair<std::regex, std::string> kKinds[] = {
      {std::regex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "id"},
      {std::regex("(?:结单码|签到码|Closing code|Check-in code) ([0-9]{6})"), "code"},
      {std::regex("(?:评价码|Rating secret) ([0-9A-Z]{26})"), "secret"},
      // Behind the codes: one in a hundred of them could be a number as well.
      {std::regex("\\b[2-9A-HJKMNP-Z]{4,7}\\b"), "number"},
  };
  for (const auto& [pattern, kind] : kKinds) {
    for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern); it != std::sregex_iterator();
         ++it) {
      const std::string found = it->size() > 1 ? (*it)[1] : (*it)[0];
      if (names_.contains(found) || (kind == "number" && !OrderNumberValid(found))) continue;
      const int count = ++counts_[kind];
      names_[found] = kind == "id"       ? absl::StrCat("{id ", count, "}")
                      : kind == "number" ? std::string(found.size(), static_cast<char>('a' + count - 1))
                                         : std::string(found.size(), '*');
      if (kind == "id") names_.try_emplace(found.substr(found.size() - 8), "{id…}");
    }
  }
  std::vector<std::pair<std::string, std::string>> replace(names_.begin(), names_.end());
  for (const auto& [found, name] : names_) {
    if (found.size() != 36) continue;
    // In the middle of a table the columns behind it stay where they were.
    replace.emplace_back(found + "  ", name + std::string(38 - name.size(), ' '));
  }
  replace.emplace_back(folder_.path(), "{data}");
  return absl::StrReplaceAll(text, replace);
}

int64_t Terminals::Count(const std::string& sql) const {
  return db::Connection::Open({.conninfo = database_, .application_name = "test"})
      ->Run(sql)
      ->Get<int64_t>(0, 0);
}

std::string Terminals::File(const std::string& name, const std::string& text) const {
  const std::string path = folder_.path() + "/" + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

void ExpectGolden(const Terminals& town, const std::string& name) {
  testing::ExpectGolden(town.transcript(), absl::StrCat(DIANDAN_GOLDEN, "/", name, ".txt"));
}

}  // namespace diandan::cli
