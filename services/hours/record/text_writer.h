// A group of records as CSV or JSON, piece by piece: Head, a Line each, Foot. The same records give the same
// bytes. CSV: UTF-8 with its mark, CRLF, every cell guarded (guard.h); JSON: one record a line, keys are
// field names, spans are whole minutes. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/record.pb.h"
#include "services/hours/record/columns.h"

namespace diandan::hours::record {

enum class FileFormat { kCsv, kJson, kXlsx };

class TextWriter {
 public:
  // CSV or JSON.
  TextWriter(FileFormat format, v1::RecordGroup group) : json_(format == FileFormat::kJson), group_(group) {}
  std::string Head() const;
  std::string Line(const v1::Record& record);
  std::string Foot() const;

 private:
  const bool json_;
  const v1::RecordGroup group_;
  bool first_ = true;
};

// One line of any CSV file, guarded; and what such a file begins with.
std::string CsvLine(const std::vector<std::string>& cells);
inline constexpr char kCsvMark[] = "\xEF\xBB\xBF";

// What says in a JSON file that it holds records.
inline constexpr char kJsonFormat[] = "diandan-records-1";

// ".csv", ".json", ".xlsx".
const char* EndingOf(FileFormat format);

}  // namespace diandan::hours::record
