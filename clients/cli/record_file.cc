#include "clients/cli/record_file.h"

#include <rapidjson/error/error.h>
#include <rapidjson/istreamwrapper.h>
#include <rapidjson/reader.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

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

using EachPart = std::function<Status(RecordPart part)>;

constexpr uintmax_t kLargestText = 256u << 20;
constexpr h::RecordGroup kGroups[] = {h::PERSON_RECORDS, h::SERVICE_RECORDS, h::TRAINING_RECORDS,
                                      h::AWARD_RECORDS, h::EVALUATION_RECORDS};

bool Blank(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    if (!absl::StripAsciiWhitespace(cell).empty()) return false;
  }
  return true;
}

// Lines and problems until there are enough of them.
class Collected {
 public:
  explicit Collected(const EachPart& each) : each_(each) {}
  void Wrong(int line, std::string column, const char* want) {
    part_.problems.push_back({line, std::move(column), "", want});
  }
  Status Line(int number, std::vector<std::string> cells) {
    h::FileLine& line = part_.lines.emplace_back();
    line.set_number(number);
    for (std::string& cell : cells) line.add_cells(std::move(cell));
    return part_.lines.size() < kRecordLinesOfPart ? absl::OkStatus() : HandOn();
  }
  Status Finish() { return part_.lines.empty() && part_.problems.empty() ? absl::OkStatus() : HandOn(); }

 private:
  Status HandOn() { return each_(std::exchange(part_, {})); }
  const EachPart& each_;
  RecordPart part_;
};

StatusOr<std::string> DigestOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return InvalidField("FILE", path, "file_readable");
  return ToHex(Sha256Of([&](char* into, size_t most) {
    in.read(into, static_cast<std::streamsize>(most));
    return static_cast<size_t>(in.gcount());
  }));
}

// Text as it stands, its mark passed over; what is GBK is converted as a whole.
StatusOr<std::unique_ptr<std::istream>> TextIn(const std::string& path, bool gbk) {
  if (gbk) {
    DD_ASSIGN_OR_RETURN(std::string bytes, ReadWholeFile(path));
    return std::make_unique<std::istringstream>(ToUtf8(std::move(bytes)).text);
  }
  auto in = std::make_unique<std::ifstream>(path, std::ios::binary);
  SkipMark(*in);
  return in;
}

// A CSV row whose guards are taken off; false for those with nothing in them.
bool Row(CsvRow& row) {
  if (Blank(row.cells)) return false;
  for (std::string& cell : row.cells) cell = record::Unguarded(std::move(cell));
  return true;
}

// A file of records in JSON as it is read: what it says it is, and each record's fields.
class Records : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Records> {
 public:
  // `lines`: where they go; null counts them only.
  Records(const std::vector<std::string>* columns, Collected* lines) : columns_(columns), lines_(lines) {}

  bool ours() const { return format_ == record::kJsonFormat && has_records_; }
  const std::string& group() const { return group_; }
  int count() const { return count_; }
  const Status& status() const { return status_; }

  bool Null() { return Value("", true); }
  bool Bool(bool) { return Value("", false); }
  bool Int(int number) { return Value(absl::StrCat(number), true); }
  bool Uint(unsigned number) { return Value(absl::StrCat(number), true); }
  bool Int64(int64_t number) { return Value(absl::StrCat(number), true); }
  bool Uint64(uint64_t) { return Value("", false); }
  bool Double(double) { return Value("", false); }
  bool String(const char* text, rapidjson::SizeType size, bool) { return Value({text, size}, true); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    if (inner_ == 0) key_.assign(text, size);
    return true;
  }
  bool StartObject() {
    if (inner_ > 0 || at_ == kInRecord) return Enter();
    if (at_ == kBefore) return at_ = kInFile, true;
    if (at_ == kInFile) return Enter();
    ++count_;
    cells_.assign(columns_ == nullptr ? 0 : columns_->size(), "");
    return at_ = kInRecord, true;
  }
  bool EndObject(rapidjson::SizeType) {
    if (inner_ > 0) return --inner_, true;
    if (at_ == kInFile) return at_ = kBehind, true;
    at_ = kInRecords;
    return EndRecord();
  }
  bool StartArray() {
    if (inner_ > 0 || at_ != kInFile || key_ != "records") return at_ != kBefore && Enter();
    has_records_ = true;
    return at_ = kInRecords, true;
  }
  bool EndArray(rapidjson::SizeType) {
    if (inner_ > 0) return --inner_, true;
    return at_ = kInFile, true;
  }

 private:
  enum At { kBefore, kInFile, kInRecords, kInRecord, kBehind };

  // Something within a field, or a record that is none: told once, and passed over.
  bool Enter() {
    if (inner_++ == 0 && at_ != kInFile) Unfit();
    return true;
  }
  void Unfit() {
    if (at_ == kInRecords) ++count_;
    if (lines_ == nullptr) return;
    if (at_ == kInRecords) {
      lines_->Wrong(count_, "", "json_object");
    } else {
      lines_->Wrong(count_, key_, "instance_text");
    }
  }
  bool Value(std::string text, bool fits) {
    if (inner_ > 0) return true;
    if (at_ == kInFile) {
      if (key_ == "format")
        format_ = std::move(text);
      else if (key_ == "group")
        group_ = std::move(text);
      return true;
    }
    if (at_ != kInRecord || !fits) return at_ != kBefore && (Unfit(), true);
    if (lines_ == nullptr) return true;
    size_t at = 0;
    while (at < columns_->size() && key_ != (*columns_)[at]) ++at;
    if (at == columns_->size()) {
      lines_->Wrong(count_, key_, "record_column");
    } else {
      cells_[at] = std::move(text);
    }
    return true;
  }
  bool EndRecord() {
    if (lines_ != nullptr) status_ = lines_->Line(count_, std::move(cells_));
    return status_.ok();
  }

  const std::vector<std::string>* const columns_;
  Collected* const lines_;
  At at_ = kBefore;
  int inner_ = 0, count_ = 0;
  bool has_records_ = false;
  std::string key_, format_, group_;
  std::vector<std::string> cells_;
  Status status_;
};

Status ReadRecords(const std::string& path, bool gbk, Records& records) {
  DD_ASSIGN_OR_RETURN(const auto in, TextIn(path, gbk));
  rapidjson::IStreamWrapper stream(*in);
  rapidjson::Reader reader;
  const auto result = reader.Parse<rapidjson::kParseIterativeFlag>(stream, records);
  DD_RETURN_IF_ERROR(records.status());
  if (result.IsError() && result.Code() != rapidjson::kParseErrorTermination)
    return InvalidField("FILE", path, absl::StrCat("record_json:", result.Offset()));
  return !result.IsError() && records.ours() ? absl::OkStatus() : InvalidField("FILE", path, "record_json");
}

}  // namespace

StatusOr<RecordFile> RecordFile::Open(const std::string& path) {
  const std::string lower = absl::AsciiStrToLower(path);
  RecordFile file;
  file.path_ = path;
  file.kind_ = absl::EndsWith(lower, ".json")  ? Kind::kJson
               : absl::EndsWith(lower, ".csv") ? Kind::kCsv
                                               : Kind::kXlsx;
  if (file.kind_ == Kind::kXlsx && !absl::EndsWith(lower, ".xlsx"))
    return InvalidField("FILE", path, "record_file");
  if (file.kind_ != Kind::kXlsx) {
    std::error_code problem;
    const auto size = std::filesystem::file_size(path, problem);
    if (!problem && size > kLargestText)
      return InvalidField("FILE", path, absl::StrCat("xlsx_within:", kLargestText >> 20, " MB"));
    DD_ASSIGN_OR_RETURN(const Encoding encoding, EncodingOf(path));
    if (encoding == Encoding::kUnknown) return InvalidField("FILE", path, "utf8");
    file.was_gbk_ = encoding == Encoding::kGbk;
  }
  DD_RETURN_IF_ERROR(file.FindTables());
  DD_ASSIGN_OR_RETURN(file.digest_, DigestOf(path));
  for (RecordTable& table : file.tables_) {
    for (const h::RecordGroup group : kGroups) {
      if (table.sheet == record::TitleOf(group)) table.group = group;
    }
    if (table.group == h::RECORD_GROUP_UNSPECIFIED) table.group = GroupOfHeads(table.columns);
  }
  return file;
}

Status RecordFile::FindTables() {
  if (kind_ == Kind::kCsv) {
    DD_ASSIGN_OR_RETURN(const auto in, TextIn(path_, was_gbk_));
    CsvReader reader(*in);
    for (CsvRow row; reader.Next(row);) {
      if (!Row(row)) continue;
      if (tables_.empty()) {
        tables_.push_back({.head_line = row.line, .columns = std::move(row.cells)});
      } else {
        ++tables_[0].lines;
      }
    }
  } else if (kind_ == Kind::kJson) {
    Records records(nullptr, nullptr);
    DD_RETURN_IF_ERROR(ReadRecords(path_, was_gbk_, records));
    RecordTable& table = tables_.emplace_back();
    table.lines = records.count();
    if (!h::RecordGroup_Parse(records.group(), &table.group) || table.group == h::RECORD_GROUP_UNSPECIFIED)
      return InvalidField("FILE", path_, "record_json");
    for (const record::Column& column : record::ColumnsOf(table.group))
      table.columns.emplace_back(column.field);
  } else {
    DD_RETURN_IF_ERROR(record::ReadXlsx(path_, {}, [&](record::XlsxRow row) {
      if (Blank(row.cells)) return absl::OkStatus();
      if (tables_.empty() || tables_.back().sheet != row.sheet) {
        tables_.push_back({.sheet = row.sheet, .head_line = row.number, .columns = std::move(row.cells)});
      } else {
        ++tables_.back().lines;
      }
      return absl::OkStatus();
    }));
  }
  return tables_.empty() ? InvalidField("FILE", path_, "record_file_empty") : absl::OkStatus();
}

Status RecordFile::Each(const RecordTable& table, const EachPart& each) const {
  return kind_ == Kind::kCsv    ? EachCsv(each)
         : kind_ == Kind::kJson ? EachJson(table, each)
                                : EachXlsx(table, each);
}

Status RecordFile::EachCsv(const EachPart& each) const {
  DD_ASSIGN_OR_RETURN(const auto in, TextIn(path_, was_gbk_));
  CsvReader reader(*in);
  Collected lines(each);
  bool head = true;
  for (CsvRow row; reader.Next(row);) {
    if (row.open_quote) lines.Wrong(row.line, "", "csv_quote");
    if (!Row(row)) continue;
    if (!head) DD_RETURN_IF_ERROR(lines.Line(row.line, std::move(row.cells)));
    head = false;
  }
  return lines.Finish();
}

Status RecordFile::EachJson(const RecordTable& table, const EachPart& each) const {
  Collected lines(each);
  Records records(&table.columns, &lines);
  DD_RETURN_IF_ERROR(ReadRecords(path_, was_gbk_, records));
  return lines.Finish();
}

Status RecordFile::EachXlsx(const RecordTable& table, const EachPart& each) const {
  Collected lines(each);
  DD_RETURN_IF_ERROR(record::ReadXlsx(
      path_, {},
      [&](record::XlsxRow row) {
        for (const int column : row.formulas) {
          const auto at = static_cast<size_t>(column);
          lines.Wrong(row.number, at < table.columns.size() ? table.columns[at] : "", "record_formula");
        }
        const bool below = row.number > table.head_line && !Blank(row.cells);
        return below ? lines.Line(row.number, std::move(row.cells)) : absl::OkStatus();
      },
      table.sheet));
  return lines.Finish();
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
