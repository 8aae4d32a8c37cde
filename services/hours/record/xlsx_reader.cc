#include "services/hours/record/xlsx_reader.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "services/hours/record/guard.h"
#include "services/hours/record/xml_reader.h"
#include "services/hours/record/zip_entries.h"

namespace diandan::hours::record {
namespace {

using Attributes = std::map<std::string, std::string>;

std::string Of(const Attributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

void AppendUtf8(uint32_t unit, std::string& out) {
  if (unit < 0x80) {
    out += static_cast<char>(unit);
  } else if (unit < 0x800) {
    out += static_cast<char>(0xC0 | unit >> 6);
    out += static_cast<char>(0x80 | (unit & 63));
  } else {
    out += static_cast<char>(0xE0 | unit >> 12);
    out += static_cast<char>(0x80 | (unit >> 6 & 63));
    out += static_cast<char>(0x80 | (unit & 63));
  }
}

// "_x000D_" is a character by its number.
std::string Unescaped(const std::string& text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    uint32_t unit = 0;
    if (text.size() - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_' &&
        absl::SimpleHexAtoi(text.substr(i + 2, 4), &unit) && (unit < 0xD800 || unit > 0xDFFF)) {
      AppendUtf8(unit, out);
      i += 6;
    } else {
      out += text[i];
    }
  }
  return out;
}

// Texts that cells share; phonetic hints left out.
class SharedTexts {
 public:
  Status Read(ZipEntries& zip, const std::string& path, const XlsxLimits& limits) {
    if (!zip.Has("xl/sharedStrings.xml")) return absl::OkStatus();
    int64_t bytes = 0;
    std::string text;
    bool in_text = false;
    int hints = 0;
    XmlReader xml({[&](absl::string_view name, const Attributes&) {
                     if (name == "rPh") ++hints;
                     if (name == "si") text.clear();
                     if (name == "t" && hints == 0) in_text = true;
                     return absl::OkStatus();
                   },
                   [&](absl::string_view name) {
                     if (name == "rPh") --hints;
                     if (name == "t") in_text = false;
                     if (name == "si") texts_.push_back(Unescaped(text));
                     return absl::OkStatus();
                   },
                   [&](absl::string_view piece) {
                     if (!in_text) return absl::OkStatus();
                     bytes += static_cast<int64_t>(piece.size());
                     if (bytes > limits.shared_bytes)
                       return BeyondLimit(path, absl::StrCat(limits.shared_bytes >> 20, " MB"));
                     text.append(piece.data(), piece.size());
                     return absl::OkStatus();
                   }});
    return zip.Read("xl/sharedStrings.xml",
                    [&](absl::string_view b, bool last) { return xml.Feed(b, last); });
  }
  // Null when there is none of that number.
  const std::string* At(const std::string& number) const {
    size_t index = 0;
    return absl::SimpleAtoi(number, &index) && index < texts_.size() ? &texts_[index] : nullptr;
  }

 private:
  std::vector<std::string> texts_;
};

// Which cell styles show a number as a day.
class DayStyles {
 public:
  Status Read(ZipEntries& zip) {
    if (!zip.Has("xl/styles.xml")) return absl::OkStatus();
    std::set<int> own;
    bool in_cells = false;
    XmlReader xml({[&](absl::string_view name, const Attributes& given) {
                     int id = 0;
                     if (!absl::SimpleAtoi(Of(given, "numFmtId"), &id)) id = 0;
                     if (name == "numFmt" && ShowsDays(Of(given, "formatCode"))) own.insert(id);
                     if (name == "cellXfs") in_cells = true;
                     if (name == "xf" && in_cells)
                       days_.push_back((id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
                                       (id >= 50 && id <= 58) || own.contains(id));
                     return absl::OkStatus();
                   },
                   [&](absl::string_view name) {
                     if (name == "cellXfs") in_cells = false;
                     return absl::OkStatus();
                   },
                   nullptr});
    return zip.Read("xl/styles.xml", [&](absl::string_view b, bool last) { return xml.Feed(b, last); });
  }
  bool Shows(const std::string& style) const {
    size_t index = 0;
    return absl::SimpleAtoi(style, &index) && index < days_.size() && days_[index];
  }

 private:
  // Years or days outside of quotes and brackets.
  static bool ShowsDays(const std::string& code) {
    char until = 0;
    for (const char c : code) {
      if (until != 0) {
        if (c == until) until = 0;
      } else if (c == '"') {
        until = '"';
      } else if (c == '[') {
        until = ']';
      } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
        return true;
      }
    }
    return false;
  }
  std::vector<bool> days_;
};

struct SheetPlace {
  std::string name, entry;
};

struct Book {
  std::vector<SheetPlace> sheets;
  bool from_1904 = false;
};

StatusOr<Book> ReadBook(ZipEntries& zip, const std::string& path) {
  std::map<std::string, std::string> targets;
  XmlReader relations({[&](absl::string_view name, const Attributes& given) {
                         if (name == "Relationship") targets[Of(given, "Id")] = Of(given, "Target");
                         return absl::OkStatus();
                       },
                       nullptr, nullptr});
  if (!zip.Has("xl/workbook.xml") || !zip.Has("xl/_rels/workbook.xml.rels")) return NoWorkbook(path);
  DD_RETURN_IF_ERROR(zip.Read("xl/_rels/workbook.xml.rels",
                              [&](absl::string_view b, bool last) { return relations.Feed(b, last); }));
  Book book;
  XmlReader sheets({[&](absl::string_view name, const Attributes& given) {
                      const std::string since = Of(given, "date1904");
                      if (name == "workbookPr") book.from_1904 = since == "1" || since == "true";
                      if (name != "sheet") return absl::OkStatus();
                      std::string target = targets[Of(given, "id")];
                      target = target.substr(0, 1) == "/" ? target.substr(1) : "xl/" + target;
                      book.sheets.push_back({Of(given, "name"), std::move(target)});
                      return absl::OkStatus();
                    },
                    nullptr, nullptr});
  DD_RETURN_IF_ERROR(
      zip.Read("xl/workbook.xml", [&](absl::string_view b, bool last) { return sheets.Feed(b, last); }));
  if (book.sheets.empty()) return NoWorkbook(path);
  return book;
}

// A day and, when it has one, its minute: spreadsheets count days since 1899-12-30, or 1904-01-01.
std::string SayDay(double serial, bool from_1904) {
  const absl::CivilDay first = from_1904 ? absl::CivilDay(1904, 1, 1) : absl::CivilDay(1899, 12, 30);
  const auto minutes = static_cast<int64_t>(std::llround(serial * 24 * 60));
  const absl::CivilDay day = first + minutes / (24 * 60);
  const auto rest = static_cast<int>(minutes % (24 * 60));
  std::string said = absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
  if (rest != 0) absl::StrAppendFormat(&said, " %02d:%02d", rest / 60, rest % 60);
  return said;
}

// As the sheet shows it, without its format: whole numbers in full.
std::string SayNumber(const std::string& text) {
  double number = 0;
  if (text.find_first_of("eE.") == std::string::npos || !absl::SimpleAtod(text, &number)) return text;
  if (std::abs(number) < 9e15 && number == std::floor(number)) return absl::StrFormat("%.0f", number);
  return text;
}

// "AB12" → 27; -1 for what is no place.
int ColumnOf(const std::string& place) {
  int column = 0;
  for (const char c : place) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + (c - 'A' + 1);
    if (column > 20000) return -1;
  }
  return column - 1;
}

class SheetReader {
 public:
  SheetReader(const std::string& path, const XlsxLimits& limits, const SharedTexts& texts,
              const DayStyles& days, bool from_1904, std::string sheet,
              const std::function<Status(XlsxRow)>& each)
      : path_(path), limits_(limits), texts_(texts), days_(days), from_1904_(from_1904), each_(each) {
    row_.sheet = std::move(sheet);
  }

  Status Read(ZipEntries& zip, const std::string& entry) {
    XmlReader xml({[this](absl::string_view name, const Attributes& given) { return Begin(name, given); },
                   [this](absl::string_view name) { return End(name); },
                   [this](absl::string_view text) { return Text(text); }});
    return zip.Read(entry, [&](absl::string_view bytes, bool last) { return xml.Feed(bytes, last); });
  }

 private:
  Status Begin(absl::string_view name, const Attributes& given) {
    if (name == "row") {
      if (!absl::SimpleAtoi(Of(given, "r"), &row_.number)) ++row_.number;
      row_.cells.clear();
      row_.formulas.clear();
      next_ = 0;
      if (++rows_ > limits_.rows) return BeyondLimit(path_, absl::StrCat(limits_.rows - 1));
    } else if (name == "c") {
      const std::string place = Of(given, "r");
      column_ = place.empty() ? next_ : ColumnOf(place);
      next_ = column_ + 1;
      type_ = Of(given, "t");
      style_ = Of(given, "s");
      value_.clear();
      formula_ = false;
      in_cell_ = true;
    } else if (name == "f" && in_cell_) {
      formula_ = true;
    } else if (name == "rPh") {
      ++hints_;
    } else if ((name == "v" || name == "t") && in_cell_ && hints_ == 0) {
      in_value_ = true;
    }
    return absl::OkStatus();
  }

  Status Text(absl::string_view text) {
    if (!in_value_) return absl::OkStatus();
    if (static_cast<int64_t>(value_.size() + text.size()) > limits_.cell_bytes)
      return BeyondLimit(path_, absl::StrCat(limits_.cell_bytes));
    value_.append(text.data(), text.size());
    return absl::OkStatus();
  }

  Status End(absl::string_view name) {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") --hints_;
    if (name == "c" && in_cell_) {
      in_cell_ = false;
      return EndCell();
    }
    if (name == "row" && (!row_.cells.empty() || !row_.formulas.empty())) return each_(row_);
    return absl::OkStatus();
  }

  Status EndCell() {
    if (!formula_ && value_.empty()) return absl::OkStatus();
    if (column_ < 0 || column_ >= limits_.columns) return BeyondLimit(path_, absl::StrCat(limits_.columns));
    if (static_cast<size_t>(column_) >= row_.cells.size()) row_.cells.resize(column_ + 1);
    if (formula_) {
      row_.formulas.push_back(column_);
      return absl::OkStatus();
    }
    std::string& cell = row_.cells[column_];
    if (type_ == "s") {
      const std::string* text = texts_.At(value_);
      if (text == nullptr) return NoWorkbook(path_);
      cell = Unguarded(*text);
    } else if (type_ == "inlineStr" || type_ == "str") {
      cell = Unguarded(Unescaped(value_));
    } else if (double number = 0; type_.empty() && days_.Shows(style_) && absl::SimpleAtod(value_, &number) &&
                                  number >= 1 && number < 3e6) {
      cell = SayDay(number, from_1904_);
    } else {
      cell = type_ == "d" ? value_ : SayNumber(value_);
    }
    return absl::OkStatus();
  }

  const std::string& path_;
  const XlsxLimits& limits_;
  const SharedTexts& texts_;
  const DayStyles& days_;
  const bool from_1904_;
  const std::function<Status(XlsxRow)>& each_;
  XlsxRow row_;
  std::string type_, style_, value_;
  int column_ = 0, next_ = 0, hints_ = 0;
  int64_t rows_ = 0;
  bool in_cell_ = false, in_value_ = false, formula_ = false;
};

}  // namespace

Status ReadXlsx(const std::string& path, const XlsxLimits& limits, const std::function<Status(XlsxRow)>& each,
                const std::string& only) {
  DD_ASSIGN_OR_RETURN(const auto zip, ZipEntries::Open(path, limits));
  auto read = [&]() -> Status {
    DD_ASSIGN_OR_RETURN(const Book book, ReadBook(*zip, path));
    SharedTexts texts;
    DD_RETURN_IF_ERROR(texts.Read(*zip, path, limits));
    DayStyles days;
    DD_RETURN_IF_ERROR(days.Read(*zip));
    for (const SheetPlace& sheet : book.sheets) {
      if (!zip->Has(sheet.entry)) continue;  // a chart
      if (!only.empty() && sheet.name != only) continue;
      SheetReader reader(path, limits, texts, days, book.from_1904, sheet.name, each);
      DD_RETURN_IF_ERROR(reader.Read(*zip, sheet.entry));
    }
    return absl::OkStatus();
  };
  const Status status = read();
  // What the XML itself has wrong.
  const bool ours = status.ok() || ReasonOf(status) != errors::v1::REASON_UNSPECIFIED;
  return ours ? status : NoWorkbook(path);
}

}  // namespace diandan::hours::record
