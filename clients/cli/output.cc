#include "clients/cli/output.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/text.h"

namespace diandan::cli {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 8;

std::string Row(const std::vector<std::string>& cells, const std::vector<int>& widths, const Table& table,
                int terminal) {
  std::string line;
  int used = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const bool last = i + 1 == cells.size();
    const bool right = std::find(table.right.begin(), table.right.end(), i) != table.right.end();
    std::string cell = cells[i];
    if (last && terminal > 0) cell = CutToWidth(cell, std::max(kNarrowest, terminal - used));
    if (right) {
      absl::StrAppend(&line, PadLeft(cell, widths[i]));
    } else {
      absl::StrAppend(&line, last ? cell : PadRight(cell, widths[i]));
    }
    if (!last) line.append(kGap, ' ');
    used += widths[i] + kGap;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string Aligned(const Table& table, int width) {
  std::vector<int> widths;
  auto measure = [&](const std::vector<std::string>& cells) {
    widths.resize(std::max(widths.size(), cells.size()));
    for (size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(cells[i]));
  };
  measure(table.head);
  for (const auto& row : table.rows) measure(row);
  std::string text;
  if (!table.head.empty()) text += Row(table.head, widths, table, width);
  for (const auto& row : table.rows) text += Row(row, widths, table, width);
  return text;
}

std::string Tabbed(const Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const auto& cell : row) cells.push_back(absl::StrReplaceAll(cell, {{"\t", " "}, {"\n", " "}}));
    absl::StrAppend(&text, absl::StrJoin(cells, "\t"), "\n");
  }
  return text;
}

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string text;
  (void)google::protobuf::util::MessageToJsonString(message, &text, options);
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

void Output::Configure(const Settings& settings, int width, bool animate, std::string nothing) {
  nothing_ = std::move(nothing);
  format_ = settings.format;
  quiet_ = settings.quiet;
  width_ = width;
  animate_ = animate;
}

void Output::Show(const google::protobuf::Message& message, const Table& table) const {
  if (format_ == Format::kJson) {
    answer_ << Json(message) << "\n";
  } else if (format_ == Format::kTable && table.rows.empty()) {
    Note(nothing_);
  } else {
    answer_ << (format_ == Format::kPlain ? Tabbed(table) : Aligned(table, width_));
  }
}

void Output::Done(const google::protobuf::Message& message, const std::string& sentence,
                  const std::vector<std::string>& record) const {
  if (format_ == Format::kTable) {
    Line(sentence);
  } else {
    Show(message, Table{{}, {record}});
  }
}

void Output::Note(const std::string& text) const {
  if (!quiet_ && !text.empty()) talk_ << text << "\n";
}

void Output::Progress(const std::string& text, bool last) const {
  if (quiet_ || (!animate_ && !last)) return;
  talk_ << (animate_ ? "\r\x1b[K" : "") << text << (last ? "\n" : "") << std::flush;
}

}  // namespace diandan::cli
