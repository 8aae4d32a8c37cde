// Reading CSV files as offices make them: BOM, CRLF, quotes, GBK. Pure but for files as a whole.
#pragma once

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
// NOT_FOUND when there is none, FIELD_INVALID for FILE when it cannot be read.
StatusOr<std::string> ReadWholeFile(const std::string& path);
// FIELD_INVALID for FILE when it cannot be written.
Status WriteWholeFile(const std::string& path, const std::string& bytes);

struct CsvRow {
  int line = 0;  // where it begins in the file, from 1
  std::vector<std::string> cells;
  bool open_quote = false;  // a quote was never closed: the last row of the file
};
// RFC 4180: quoted cells may hold commas, quotes (doubled) and line breaks. Empty lines are skipped.
std::vector<CsvRow> ParseCsv(const std::string& text);

}  // namespace diandan::cli
