#include "clients/cli/record_file.h"

#include <rapidjson/document.h>

#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/csv.h"
#include "services/base/seal.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/guard.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_reader.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace record = hours::record;

namespace {

constexpr uintmax_t kLargestText = 256u << 20;
constexpr h::RecordGroup kGroups[] = {h::PERSON_RECORDS, h::SERVICE_RECORDS, h::TRAINING_RECORDS,
                                      h::AWARD_RECORDS, h::EVALUATION_RECORDS};

bool Blank(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    if (!absl::StripAsciiWhitespace(cell).empty()) return false;
  }
  return true;
}

void AddLine(int number, std::vector<std::string> cells, RecordTable& table) {
  h::FileLine& line = table.lines.emplace_back();
  line.set_number(number);
  for (std::string& cell : cells) line.add_cells(std::move(cell));
}

StatusOr<std::string> Bytes(const std::string& path) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (!problem && size > kLargestText)
    return InvalidField("FILE", path, absl::StrCat("xlsx_within:", kLargestText >> 20, " MB"));
  return ReadWholeFile(path);
}

StatusOr<RecordTable> OfCsv(const std::string& path, const std::string& text) {
  RecordTable table;
  bool head = true;
  for (const CsvRow& row : ParseCsv(text)) {
    if (row.open_quote) table.problems.push_back({row.line, "", "", "csv_quote"});
    if (Blank(row.cells)) continue;
    std::vector<std::string> cells;
    for (const std::string& cell : row.cells) cells.push_back(record::Unguarded(cell));
    if (head) {
      table.columns = std::move(cells);
      table.head_line = row.line;
      head = false;
    } else {
      AddLine(row.line, std::move(cells), table);
    }
  }
  if (head) return InvalidField("FILE", path, "record_file_empty");
  return table;
}

// What stands in JSON as a cell; "" for null, false when it is neither text nor a whole number.
bool CellOf(const rapidjson::Value& value, std::string* cell) {
  if (value.IsString()) {
    *cell = std::string(value.GetString(), value.GetStringLength());
  } else if (value.IsInt64()) {
    *cell = absl::StrCat(value.GetInt64());
  } else {
    return value.IsNull();
  }
  return true;
}

StatusOr<RecordTable> OfJson(const std::string& path, const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.data(), text.size());
  if (document.HasParseError())
    return InvalidField("FILE", path, absl::StrCat("record_json:", document.GetErrorOffset()));
  const bool ours = document.IsObject() && document.HasMember("format") && document["format"].IsString() &&
                    absl::string_view(document["format"].GetString()) == record::kJsonFormat &&
                    document.HasMember("group") && document["group"].IsString() &&
                    document.HasMember("records") && document["records"].IsArray();
  RecordTable table;
  if (!ours || !h::RecordGroup_Parse(document["group"].GetString(), &table.group) ||
      table.group == h::RECORD_GROUP_UNSPECIFIED) {
    return InvalidField("FILE", path, "record_json");
  }
  const auto& columns = record::ColumnsOf(table.group);
  for (const record::Column& column : columns) table.columns.emplace_back(column.field);
  int number = 0;
  for (const auto& value : document["records"].GetArray()) {
    ++number;
    if (!value.IsObject()) {
      table.problems.push_back({number, "", "", "json_object"});
      continue;
    }
    std::vector<std::string> cells(columns.size());
    for (const auto& member : value.GetObject()) {
      const std::string name(member.name.GetString(), member.name.GetStringLength());
      size_t at = 0;
      while (at < columns.size() && name != columns[at].field) ++at;
      if (at == columns.size()) {
        table.problems.push_back({number, name, "", "record_column"});
      } else if (!CellOf(member.value, &cells[at])) {
        table.problems.push_back({number, name, "", "instance_text"});
      }
    }
    AddLine(number, std::move(cells), table);
  }
  return table;
}

StatusOr<std::vector<RecordTable>> OfXlsx(const std::string& path) {
  std::vector<RecordTable> tables;
  const Status status = record::ReadXlsx(path, {}, [&](record::XlsxRow row) {
    const bool fresh = tables.empty() || tables.back().sheet != row.sheet;
    if (fresh && Blank(row.cells)) return absl::OkStatus();
    RecordTable& table = fresh ? tables.emplace_back() : tables.back();
    for (const int column : row.formulas) {
      const auto at = static_cast<size_t>(column);
      const std::string head = at < table.columns.size() ? table.columns[at] : "";
      table.problems.push_back({row.number, head, "", "record_formula"});
    }
    if (fresh) {
      table.sheet = row.sheet;
      table.head_line = row.number;
      table.columns = std::move(row.cells);
    } else if (!Blank(row.cells)) {
      AddLine(row.number, std::move(row.cells), table);
    }
    return absl::OkStatus();
  });
  DD_RETURN_IF_ERROR(status);
  if (tables.empty()) return InvalidField("FILE", path, "record_file_empty");
  for (RecordTable& table : tables) {
    for (const h::RecordGroup group : kGroups) {
      if (table.sheet == record::TitleOf(group)) table.group = group;
    }
  }
  return tables;
}

}  // namespace

StatusOr<RecordFile> ReadRecordFile(const std::string& path) {
  RecordFile file;
  const std::string lower = absl::AsciiStrToLower(path);
  const bool json = absl::EndsWith(lower, ".json"), csv = absl::EndsWith(lower, ".csv");
  if (!json && !csv && !absl::EndsWith(lower, ".xlsx")) return InvalidField("FILE", path, "record_file");
  DD_ASSIGN_OR_RETURN(std::string bytes, Bytes(path));
  file.digest = ToHex(Sha256(bytes));
  if (!json && !csv) {
    DD_ASSIGN_OR_RETURN(file.tables, OfXlsx(path));
  } else {
    const TextFile text = ToUtf8(std::move(bytes));
    if (text.encoding == Encoding::kUnknown) return InvalidField("FILE", path, "utf8");
    file.was_gbk = text.encoding == Encoding::kGbk;
    DD_ASSIGN_OR_RETURN(RecordTable table, json ? OfJson(path, text.text) : OfCsv(path, text.text));
    file.tables.push_back(std::move(table));
  }
  for (RecordTable& table : file.tables) {
    if (table.group == h::RECORD_GROUP_UNSPECIFIED) table.group = GroupOfHeads(table.columns);
  }
  return file;
}

h::RecordGroup GroupOfHeads(const std::vector<std::string>& columns) {
  h::RecordGroup found = h::RECORD_GROUP_UNSPECIFIED;
  for (const h::RecordGroup group : kGroups) {
    std::vector<record::CellProblem> problems;
    record::Heads::Of(group, columns, problems);
    if (!problems.empty()) continue;
    if (found != h::RECORD_GROUP_UNSPECIFIED) return h::RECORD_GROUP_UNSPECIFIED;
    found = group;
  }
  return found;
}

}  // namespace diandan::cli
