#include "services/hours/record/text_writer.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/guard.h"

namespace diandan::hours::record {
namespace {

std::string JsonLine(v1::RecordGroup group, const v1::Record& record) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> writer(out);
  const auto& part = PartOf(group, record);
  const std::vector<std::string> cells = CellsOf(group, record);
  const auto& columns = ColumnsOf(group);
  writer.StartObject();
  for (size_t i = 0; i < columns.size(); ++i) {
    writer.Key(columns[i].field);
    if (columns[i].kind == Kind::kSpan) {
      const auto* field = part.GetDescriptor()->FindFieldByName(columns[i].field);
      writer.Int(part.GetReflection()->GetInt32(part, field));
    } else {
      writer.String(cells[i].data(), static_cast<rapidjson::SizeType>(cells[i].size()));
    }
  }
  writer.EndObject();
  return std::string(out.GetString(), out.GetSize());
}

}  // namespace

std::string CsvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    const std::string safe = Guarded(cell);
    if (!line.empty() || &cell != &cells.front()) line += ',';
    if (safe.find_first_of(",\"\r\n") == std::string::npos) {
      line += safe;
    } else {
      absl::StrAppend(&line, "\"", absl::StrReplaceAll(safe, {{"\"", "\"\""}}), "\"");
    }
  }
  return line + "\r\n";
}

std::string TextWriter::Head() const {
  if (json_) {
    return absl::StrCat("{\"format\":\"", kJsonFormat, "\",\"group\":\"", v1::RecordGroup_Name(group_),
                        "\",\"records\":[");
  }
  std::vector<std::string> titles;
  for (const Column& column : ColumnsOf(group_)) titles.emplace_back(column.title);
  return kCsvMark + CsvLine(titles);
}

std::string TextWriter::Line(const v1::Record& record) {
  if (!json_) return CsvLine(CellsOf(group_, record));
  const char* before = first_ ? "\n" : ",\n";
  first_ = false;
  return before + JsonLine(group_, record);
}

std::string TextWriter::Foot() const { return json_ ? "\n]}\n" : ""; }

const char* EndingOf(FileFormat format) {
  return format == FileFormat::kCsv ? ".csv" : format == FileFormat::kJson ? ".json" : ".xlsx";
}

}  // namespace diandan::hours::record
