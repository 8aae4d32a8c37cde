// What a command answers, on stdout: a table for people, tabs for scripts, or proto JSON; and the talk
// around it, on stderr.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "clients/cli/settings.h"
#include "google/protobuf/message.h"

namespace diandan::cli {

// Columns are aligned by East Asian width, without borders. An empty head is not printed.
struct Table {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  std::vector<size_t> right = {};  // columns of figures
};

// `width`: what the terminal has; the last column is cut to fit. 0 = as long as it gets. Pure.
std::string Aligned(const Table& table, int width = 0);
// One record a line, tabs between; tabs and line breaks inside a cell become spaces. Pure.
std::string Tabbed(const Table& table);
// Printed with the names of the proto, one value a line.
std::string Json(const google::protobuf::Message& message);

class Output {
 public:
  Output(std::ostream& answer, std::ostream& talk) : answer_(answer), talk_(talk) {}
  // `width`: columns of the terminal, 0 for none. `animate`: the talk goes to a terminal. `nothing`: said
  // instead of an empty table.
  void Configure(const Settings& settings, int width, bool animate, std::string nothing);

  // A list or a thing: its table, or as --json the message itself.
  void Show(const google::protobuf::Message& message, const Table& table) const;
  // One thing was done: a sentence for people, `record` as --plain, the message as --json.
  void Done(const google::protobuf::Message& message, const std::string& sentence,
            const std::vector<std::string>& record) const;
  // For what is told line by line while it happens.
  std::ostream& answer() const { return answer_; }
  void Line(const std::string& text) const { answer_ << text << "\n"; }
  // stderr, unless -q.
  void Note(const std::string& text) const;
  // stderr, also with -q: what went wrong.
  void Complain(const std::string& text) const { talk_ << text << "\n"; }
  // Overwrites itself on a terminal; elsewhere nothing is animated.
  void Progress(const std::string& text, bool last) const;
  // Whether Progress overwrites itself; else whoever wants to be seen says lines.
  bool animated() const { return animate_; }
  Format format() const { return format_; }

 private:
  std::ostream& answer_;
  std::ostream& talk_;
  Format format_ = Format::kTable;
  std::string nothing_;
  bool quiet_ = false;
  bool animate_ = false;
  int width_ = 0;
};

}  // namespace diandan::cli
