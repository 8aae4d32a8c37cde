#include "services/hours/report/csv.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/hours/record/guard.h"

namespace diandan::report {
namespace {

// What a spreadsheet would take for a formula stays words.
std::string Quoted(const std::string& said) {
  const std::string text = hours::record::Guarded(said);
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

std::string LineOf(const Sheet& sheet, const CellRow& row) {
  std::string line;
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const Kind kind = sheet.columns[i].kind;
    const std::string said = i < row.size() ? Say(row[i], kind) : "";
    absl::StrAppend(&line, i == 0 ? "" : ",", kind == Kind::kText ? Quoted(said) : said);
  }
  return line + "\r\n";
}

}  // namespace

Status WriteCsv(const Sheet& sheet, const Sink& sink) {
  std::string text = "\xEF\xBB\xBF";
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const Column& column = sheet.columns[i];
    const std::string head =
        column.group.empty() ? column.head : absl::StrCat(column.group, " ", column.head);
    absl::StrAppend(&text, i == 0 ? "" : ",", Quoted(head));
  }
  text += "\r\n";
  for (const CellRow& row : sheet.rows) text += LineOf(sheet, row);
  if (!sink(text)) return absl::CancelledError();
  while (sheet.more) {
    DD_ASSIGN_OR_RETURN(const std::vector<CellRow> rows, sheet.more());
    if (rows.empty()) break;
    text.clear();
    for (const CellRow& row : rows) text += LineOf(sheet, row);
    if (!sink(text)) return absl::CancelledError();
  }
  return absl::OkStatus();
}

}  // namespace diandan::report
