#include "services/hours/record/xlsx_writer.h"

#include <xlsxwriter.h>

#include <cctype>
#include <filesystem>
#include <limits>

#include "services/base/text.h"
#include "services/hours/record/guard.h"

namespace diandan::hours::record {
namespace {

constexpr int kNarrowest = 10, kWidest = 40;

// Spreadsheets read "_x000D_" as a character by its number: a text that happens to look so has its first
// underline written by number.
std::string LiteralUnderlines(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    bool number = text.size() - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_';
    for (size_t k = 2; number && k < 6; ++k)
      number = std::isxdigit(static_cast<unsigned char>(text[i + k])) != 0;
    if (number) out += "_x005F";
    out += text[i];
  }
  return out;
}

class Writer final : public XlsxWriter {
 public:
  explicit Writer(const std::string& path) : folder_(std::filesystem::path(path).parent_path().string()) {
    if (folder_.empty()) folder_ = ".";
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) return;
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bg_color(head_, 0xF2ECE2);
    format_set_bottom(head_, LXW_BORDER_THIN);
    text_ = workbook_add_format(book_);
    format_set_num_format(text_, "@");
    format_set_text_wrap(text_);
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
  }
  ~Writer() override {
    if (book_ != nullptr) workbook_close(book_);
  }
  bool open() const { return book_ != nullptr; }

  Status Sheet(const std::string& name, const std::vector<std::string>& heads) override {
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    if (sheet_ == nullptr) return Refuse(errors::v1::INTERNAL_ERROR);
    row_ = 0;
    for (size_t i = 0; i < heads.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      const int width = std::clamp(DisplayWidth(heads[i]) + 6, kNarrowest, kWidest);
      worksheet_set_column(sheet_, column, column, width, text_);
      worksheet_write_string(sheet_, 0, column, heads[i].c_str(), head_);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    row_ = 1;
    return absl::OkStatus();
  }

  Status Row(const std::vector<std::string>& cells) override {
    if (row_ >= LXW_ROW_MAX) return Refuse(errors::v1::TOO_MANY_ROWS);
    for (size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      const std::string safe = LiteralUnderlines(Guarded(cells[i]));
      const lxw_error error =
          worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(i), safe.c_str(), text_);
      if (error != LXW_NO_ERROR) return Refuse(errors::v1::INTERNAL_ERROR);
    }
    ++row_;
    return absl::OkStatus();
  }

  Status Close() override {
    const lxw_error error = workbook_close(book_);
    book_ = nullptr;
    return error == LXW_NO_ERROR ? absl::OkStatus() : InvalidField("FILE", "", "file_writable");
  }

 private:
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format *head_ = nullptr, *text_ = nullptr;
  lxw_row_t row_ = 0;
};

}  // namespace

StatusOr<std::unique_ptr<XlsxWriter>> XlsxWriter::Open(const std::string& path) {
  auto writer = std::make_unique<Writer>(path);
  if (!writer->open()) return InvalidField("FILE", path, "file_writable");
  return writer;
}

}  // namespace diandan::hours::record
