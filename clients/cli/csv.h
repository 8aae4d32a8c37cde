// Reading CSV files as offices make them: BOM, CRLF, quotes, GBK. Pure but for files as a whole.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::cli {

enum class Encoding { kUtf8, kGbk, kUnknown };

struct TextFile {
  std::string text;  // UTF-8 without BOM
  Encoding encoding = Encoding::kUtf8;
};
// GBK (GB 18030) is recognised because it is not valid UTF-8, and converted. kUnknown when it is neither, or
// holds NULs.
TextFile ToUtf8(std::string bytes);
// What ToUtf8 would say of a file, read line by line; errors as ReadWholeFile.
StatusOr<Encoding> EncodingOf(const std::string& path);
// Passes over UTF-8's mark where a text begins with it.
void SkipMark(std::istream& in);
// NOT_FOUND when there is none, FIELD_INVALID for FILE when it cannot be read.
StatusOr<std::string> ReadWholeFile(const std::string& path);
// FIELD_INVALID for FILE when it cannot be written.
Status WriteWholeFile(const std::string& path, const std::string& bytes);

struct CsvRow {
  int line = 0;  // where it begins in the file, from 1
  std::vector<std::string> cells;
  bool open_quote = false;  // a quote was never closed: the last row of the file
};
// RFC 4180, row by row: quoted cells may hold commas, quotes (doubled) and line breaks.
class CsvReader {
 public:
  // UTF-8 without its mark; lives longer.
  explicit CsvReader(std::istream& in) : in_(in) {}
  // False behind the last row. Empty lines are skipped.
  bool Next(CsvRow& row);

 private:
  bool ReadRow(CsvRow& row);
  bool InQuotes(char c, std::string& cell);

  std::istream& in_;
  int line_ = 1;
};
std::vector<CsvRow> ParseCsv(const std::string& text);

}  // namespace diandan::cli
