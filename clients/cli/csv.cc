#include "clients/cli/csv.h"

#include <iconv.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "services/base/text.h"

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

class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}

  bool Next(CsvRow& row) {
    if (at_ >= text_.size()) return false;
    row = CsvRow();
    row.line = line_;
    row.cells.emplace_back();
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      // Lines end with \n or \r\n; a \r alone is how old Macs ended theirs.
      const bool old_mac = c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n');
      if (c == '\n' || old_mac) ++line_;
      if (quoted) {
        quoted = InQuotes(row.cells.back());
      } else if (c == '"' && row.cells.back().empty()) {
        quoted = true;
      } else if (c == ',') {
        row.cells.emplace_back();
      } else if (c == '\n' || old_mac) {
        ++at_;
        return true;
      } else if (c != '\r') {
        row.cells.back() += c;
      }
    }
    row.open_quote = quoted;
    return true;
  }

 private:
  // True while the quote stays open after the character at hand.
  bool InQuotes(std::string& cell) {
    if (text_[at_] != '"') {
      cell += text_[at_];
      return true;
    }
    if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      cell += '"';
      ++at_;
      return true;
    }
    return false;
  }

  const std::string& text_;
  size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

TextFile ToUtf8(std::string bytes) {
  constexpr char kBom[] = "\xEF\xBB\xBF";
  TextFile file;
  if (absl::StartsWith(bytes, kBom)) bytes.erase(0, sizeof(kBom) - 1);
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
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  if (in && in.peek() != EOF) text << in.rdbuf();
  if (kind == std::filesystem::file_type::directory || in.bad() || !in.is_open()) {
    return InvalidField("FILE", path, "file_readable");
  }
  return text.str();
}

Status WriteWholeFile(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  return out.flush() ? absl::OkStatus() : InvalidField("FILE", path, "file_writable");
}

std::vector<CsvRow> ParseCsv(const std::string& text) {
  std::vector<CsvRow> rows;
  Reader reader(text);
  CsvRow row;
  while (reader.Next(row)) {
    const bool blank = row.cells.size() == 1 && row.cells[0].empty() && !row.open_quote;
    if (!blank) rows.push_back(row);
  }
  return rows;
}

}  // namespace diandan::cli
