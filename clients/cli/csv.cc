#include "clients/cli/csv.h"

#include <iconv.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "services/base/text.h"
#include "services/base/whole_file.h"

namespace diandan::cli {
namespace {

// "" when the bytes are no GB 18030.
std::string FromGbk(std::string bytes) {
  iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return "";
  std::string text(bytes.size() * 2 + 4, '\0');
  char* in = bytes.data();
  char* out = text.data();
  size_t in_left = bytes.size(), out_left = text.size();
  const bool whole = iconv(converter, &in, &in_left, &out, &out_left) != static_cast<size_t>(-1);
  iconv_close(converter);
  text.resize(text.size() - out_left);
  return whole ? text : "";
}

constexpr absl::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

TextFile ToUtf8(std::string bytes) {
  TextFile file;
  if (absl::StartsWith(bytes, kMark)) bytes.erase(0, kMark.size());
  // No text has them; UTF-16 is full of them.
  if (absl::StrContains(bytes, absl::string_view("\0", 1))) {
    file.encoding = Encoding::kUnknown;
    return file;
  }
  if (InspectText(bytes).valid_utf8) {
    file.text = std::move(bytes);
    return file;
  }
  file.text = FromGbk(std::move(bytes));
  file.encoding = file.text.empty() ? Encoding::kUnknown : Encoding::kGbk;
  return file;
}

StatusOr<std::string> ReadWholeFile(const std::string& path) {
  std::error_code problem;
  const auto kind = std::filesystem::status(path, problem).type();
  if (kind == std::filesystem::file_type::not_found) return Refuse(errors::v1::NOT_FOUND, {{"what", path}});
  auto bytes = FileBytes(path);
  if (!bytes) return InvalidField("FILE", path, "file_readable");
  return *std::move(bytes);
}

Status WriteWholeFile(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  return out.flush() ? absl::OkStatus() : InvalidField("FILE", path, "file_writable");
}

void SkipMark(std::istream& in) {
  char first[3] = {};
  in.read(first, sizeof first);
  if (in.gcount() == 3 && absl::string_view(first, 3) == kMark) return;
  in.clear();
  in.seekg(0);
}

StatusOr<Encoding> EncodingOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(path)) {
    DD_RETURN_IF_ERROR(ReadWholeFile(path).status());  // says why
  }
  SkipMark(in);
  bool utf8 = true;
  for (std::string line; std::getline(in, line);) {
    if (absl::StrContains(line, absl::string_view("\0", 1))) return Encoding::kUnknown;
    utf8 = utf8 && InspectText(line).valid_utf8;
  }
  if (utf8) return Encoding::kUtf8;
  DD_ASSIGN_OR_RETURN(std::string bytes, ReadWholeFile(path));
  return ToUtf8(std::move(bytes)).encoding;
}

// True while the quote stays open after this character.
bool CsvReader::InQuotes(char c, std::string& cell) {
  if (c != '"') {
    cell += c;
    return true;
  }
  if (in_.peek() != '"') return false;
  cell += '"';
  in_.get();
  return true;
}

bool CsvReader::ReadRow(CsvRow& row) {
  if (in_.peek() == EOF) return false;
  row = CsvRow();
  row.line = line_;
  row.cells.emplace_back();
  bool quoted = false;
  for (char c = 0; in_.get(c);) {
    // Lines end with \n or \r\n; a \r alone is how old Macs ended theirs.
    const bool old_mac = c == '\r' && in_.peek() != '\n';
    if (c == '\n' || old_mac) ++line_;
    if (quoted) {
      quoted = InQuotes(c, row.cells.back());
    } else if (c == '"' && row.cells.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      row.cells.emplace_back();
    } else if (c == '\n' || old_mac) {
      return true;
    } else if (c != '\r') {
      row.cells.back() += c;
    }
  }
  row.open_quote = quoted;
  return true;
}

bool CsvReader::Next(CsvRow& row) {
  while (ReadRow(row)) {
    const bool blank = row.cells.size() == 1 && row.cells[0].empty() && !row.open_quote;
    if (!blank) return true;
  }
  return false;
}

std::vector<CsvRow> ParseCsv(const std::string& text) {
  std::vector<CsvRow> rows;
  std::istringstream in(text);
  CsvReader reader(in);
  for (CsvRow row; reader.Next(row);) rows.push_back(row);
  return rows;
}

}  // namespace diandan::cli
