#include "clients/cli/divisions.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "clients/cli/csv.h"
#include "clients/cli/texts.h"
#include "services/base/text.h"

namespace diandan::cli {
namespace {

constexpr size_t kRowsOfCall = 200;
constexpr int kLongestName = 60;
constexpr size_t kCountyDigits = 6;

struct Columns {
  int code = -1, tier = -1, name = -1, parent = -1;
  size_t count = 0;
  bool complete() const { return code >= 0 && tier >= 0 && name >= 0 && parent >= 0; }
};

Columns ColumnsOf(const CsvRow& head) {
  Columns columns;
  columns.count = head.cells.size();
  for (size_t i = 0; i < head.cells.size(); ++i) {
    const std::string title = absl::AsciiStrToLower(absl::StripAsciiWhitespace(head.cells[i]));
    if (title == "code") columns.code = static_cast<int>(i);
    if (title == "tier") columns.tier = static_cast<int>(i);
    if (title == "name") columns.name = static_cast<int>(i);
    if (title == "parent_code") columns.parent = static_cast<int>(i);
  }
  return columns;
}

bool CodeWellFormed(const std::string& code) {
  return (code.size() == 6 || code.size() == 9 || code.size() == 12) && code[0] != '0' &&
         code.find_first_not_of("0123456789") == std::string::npos;
}

const char* TierOf(const std::string& code) {
  return code.size() == 6 ? "county" : code.size() == 9 ? "township" : "village";
}

struct Row {
  int line;
  std::string code, name, parent;
};

class Checker {
 public:
  explicit Checker(DivisionFile& file) : file_(file) {}

  // The row by itself; what is well formed is kept for the rest.
  void Take(const CsvRow& row, const Columns& columns) {
    if (row.open_quote) return Wrong(row.line, "", "", kCsvQuote);
    if (row.cells.size() != columns.count) {
      return Wrong(row.line, "", std::to_string(row.cells.size()), kCsvColumns);
    }
    auto cell = [&](int column) { return std::string(absl::StripAsciiWhitespace(row.cells[column])); };
    Row taken{row.line, cell(columns.code), cell(columns.name), cell(columns.parent)};
    const TextShape shape = InspectText(taken.name);
    if (shape.control || shape.line_break) {
      Wrong(row.line, "name", taken.name, kCsvControl);
    } else if (shape.blank || shape.code_points > kLongestName) {
      Wrong(row.line, "name", taken.name, kCsvName);
    }
    if (!CodeWellFormed(taken.code)) return Wrong(row.line, "code", taken.code, kCsvCode);
    const std::string tier = cell(columns.tier);
    if (tier != TierOf(taken.code)) Wrong(row.line, "tier", tier, kCsvTier);
    auto [it, fresh] = line_of_.emplace(taken.code, row.line);
    if (!fresh) return Wrong(row.line, "code", taken.code, kCsvDuplicate, it->second);
    rows_.push_back(std::move(taken));
  }

  // Rows against each other.
  void CheckParents() {
    for (Row& row : rows_) {
      if (row.code.size() == kCountyDigits) continue;
      const std::string above = row.code.substr(0, row.code.size() - 3);
      if (row.parent.empty()) row.parent = above;
      if (row.parent != above) {
        Wrong(row.line, "parent_code", row.parent, kCsvParentCode);
      } else if (!line_of_.contains(above)) {
        Wrong(row.line, "parent_code", above, kCsvParent);
      }
    }
    std::stable_sort(file_.problems.begin(), file_.problems.end(),
                     [](const LineProblem& a, const LineProblem& b) { return a.line < b.line; });
  }

  // Parents before children: a shorter code is always above a longer one that begins with it.
  void Cut(CountyId only) {
    std::map<CountyId, std::vector<const Row*>> counties;
    for (const Row& row : rows_) counties[std::stoi(row.code.substr(0, kCountyDigits))].push_back(&row);
    for (auto& [county, rows] : counties) {
      if (only != 0 && county != only) continue;
      ++file_.counties;
      std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
        return std::make_pair(a->code.size(), a->code) < std::make_pair(b->code.size(), b->code);
      });
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i % kRowsOfCall == 0) file_.parts.push_back({county, {}});
        auto& division = file_.parts.back().divisions.emplace_back();
        division.set_code(rows[i]->code);
        division.set_display_name(rows[i]->name);
        division.set_parent_code(rows[i]->code.size() == kCountyDigits ? "" : rows[i]->parent);
      }
    }
    if (file_.counties > 0) return;
    if (only == 0) return Wrong(1, "", "", kCsvNoRows);
    Wrong(1, "code", std::to_string(only), kCsvNoCounty);
  }

 private:
  void Wrong(int line, const char* column, const std::string& value, const Wording& want, int other = 0) {
    file_.problems.push_back({line, column, Shorten(value, 40), &want, other});
  }

  DivisionFile& file_;
  std::vector<Row> rows_;
  std::map<std::string, int> line_of_;
};

}  // namespace

DivisionFile ReadDivisions(const std::string& utf8_text, CountyId only) {
  DivisionFile file;
  const std::vector<CsvRow> rows = ParseCsv(utf8_text);
  const Columns columns = rows.empty() ? Columns() : ColumnsOf(rows[0]);
  if (!columns.complete()) {
    file.problems.push_back({1, "", rows.empty() ? "" : Shorten(rows[0].cells[0], 40), &kCsvHeader, 0});
    return file;
  }
  Checker checker(file);
  for (size_t i = 1; i < rows.size(); ++i) checker.Take(rows[i], columns);
  file.rows = static_cast<int>(rows.size()) - 1;
  checker.CheckParents();
  if (file.problems.empty()) checker.Cut(only);
  return file;
}

}  // namespace diandan::cli
