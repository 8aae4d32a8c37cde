#include "services/hours/report/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "services/base/log.h"

namespace diandan::report {
namespace {

// Official papers are titled in 方正小标宋; where it is not installed the next font of Song type stands in.
constexpr char kTitleFont[] = "方正小标宋简体", kHeadFont[] = "黑体", kFont[] = "仿宋";

struct Formats {
  lxw_format *title, *about, *head, *text, *number, *tenths, *percent, *note;
  lxw_format *total_text, *total_number, *total_tenths, *total_percent;
};

lxw_format* Format(lxw_workbook* book, const char* font, double size) {
  lxw_format* format = workbook_add_format(book);
  format_set_font_name(format, font);
  format_set_font_size(format, size);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format* Boxed(lxw_workbook* book, const char* font, const char* shown, bool total) {
  lxw_format* format = Format(book, font, 11);
  format_set_border(format, LXW_BORDER_THIN);
  if (shown != nullptr) format_set_num_format(format, shown);
  if (shown == nullptr) format_set_text_wrap(format);
  format_set_align(format, shown == nullptr ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
  if (!total) return format;
  format_set_bold(format);
  format_set_bg_color(format, 0xF2F2F2);
  return format;
}

Formats MakeFormats(lxw_workbook* book) {
  Formats f;
  f.title = Format(book, kTitleFont, 20);
  format_set_align(f.title, LXW_ALIGN_CENTER);
  f.about = Format(book, kFont, 11);
  f.note = Format(book, kFont, 10);
  f.head = Format(book, kHeadFont, 11);
  format_set_align(f.head, LXW_ALIGN_CENTER);
  format_set_border(f.head, LXW_BORDER_THIN);
  format_set_text_wrap(f.head);
  f.text = Boxed(book, kFont, nullptr, false);
  f.number = Boxed(book, kFont, "#,##0", false);
  f.tenths = Boxed(book, kFont, "#,##0.0", false);
  f.percent = Boxed(book, kFont, "0.0%", false);
  f.total_text = Boxed(book, kHeadFont, nullptr, true);
  f.total_number = Boxed(book, kHeadFont, "#,##0", true);
  f.total_tenths = Boxed(book, kHeadFont, "#,##0.0", true);
  f.total_percent = Boxed(book, kHeadFont, "0.0%", true);
  return f;
}

void WriteCell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, Kind kind,
               const Formats& f, bool total) {
  lxw_format* const number = total ? f.total_number : f.number;
  lxw_format* const tenths = total ? f.total_tenths : f.tenths;
  lxw_format* const percent = total ? f.total_percent : f.percent;
  lxw_format* const text = total ? f.total_text : f.text;
  if (cell.blank) {
    worksheet_write_blank(sheet, row, column, text);
  } else if (kind == Kind::kText) {
    worksheet_write_string(sheet, row, column, cell.text.c_str(), text);
  } else if (kind == Kind::kMinutes) {
    worksheet_write_number(sheet, row, column, double(cell.number) / 60, tenths);
  } else if (kind == Kind::kSeconds) {
    worksheet_write_number(sheet, row, column, double(cell.number) / 3600, tenths);
  } else if (kind == Kind::kTenths) {
    worksheet_write_number(sheet, row, column, double(cell.number) / 10, tenths);
  } else if (kind == Kind::kPerMille) {
    worksheet_write_number(sheet, row, column, double(cell.number) / 1000, percent);
  } else {
    worksheet_write_number(sheet, row, column, double(cell.number), number);
  }
}

// Rows are on their way to disk as soon as the next one begins. So each is written cell by cell, and what is
// to be one cell over two rows is said while the second is open: what that writes into the first comes too
// late and is dropped.
class SheetDrawing {
 public:
  SheetDrawing(lxw_workbook* book, const Sheet& sheet, const Formats& formats)
      : sheet_(sheet), f_(formats), to_(workbook_add_worksheet(book, sheet.name.c_str())) {}

  Status Draw() {
    SetPage();
    Titles();
    Heads();
    worksheet_freeze_panes(to_, row_, sheet_.columns.size() > 1 ? 2 : 0);
    worksheet_repeat_rows(to_, first_head_, row_ - 1);
    for (const CellRow& cells : sheet_.rows) Row(cells, false);
    while (sheet_.more) {
      DD_ASSIGN_OR_RETURN(const std::vector<CellRow> rows, sheet_.more());
      if (rows.empty()) break;
      for (const CellRow& cells : rows) Row(cells, false);
    }
    if (!sheet_.total.empty()) Row(sheet_.total, true);
    Foot();
    return absl::OkStatus();
  }

 private:
  lxw_col_t last() const { return static_cast<lxw_col_t>(std::max<size_t>(sheet_.columns.size(), 1) - 1); }

  void SetPage() {
    worksheet_set_landscape(to_);
    worksheet_set_paper(to_, 9);  // A4
    worksheet_set_margins(to_, 0.5, 0.5, 0.6, 0.6);
    worksheet_fit_to_pages(to_, 1, 0);
    worksheet_center_horizontally(to_);
    worksheet_set_footer(to_, "&C&9&P / &N");
    for (size_t i = 0; i < sheet_.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(to_, column, column, sheet_.columns[i].width, nullptr);
    }
  }

  void Across(const std::string& text, double height, lxw_format* format) {
    worksheet_set_row(to_, row_, height, nullptr);
    if (last() == 0) {
      worksheet_write_string(to_, row_, 0, text.c_str(), format);
    } else {
      worksheet_merge_range(to_, row_, 0, row_, last(), text.c_str(), format);
    }
    ++row_;
  }

  void Titles() {
    Across(sheet_.title, 34, f_.title);
    Across(sheet_.about, 20, f_.about);
  }

  void Heads() {
    first_head_ = row_;
    const auto& columns = sheet_.columns;
    const bool grouped =
        std::any_of(columns.begin(), columns.end(), [](const Column& c) { return !c.group.empty(); });
    if (grouped) GroupHeads();
    worksheet_set_row(to_, row_, grouped ? 32 : 26, nullptr);
    for (size_t i = 0; i < columns.size(); ++i) {
      const bool above = grouped && columns[i].group.empty();
      worksheet_write_string(to_, row_, static_cast<lxw_col_t>(i), above ? "" : columns[i].head.c_str(),
                             f_.head);
    }
    for (size_t i = 0; grouped && i < columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      if (columns[i].group.empty())
        worksheet_merge_range(to_, row_ - 1, column, row_, column, columns[i].head.c_str(), f_.head);
    }
    ++row_;
  }

  void GroupHeads() {
    const auto& columns = sheet_.columns;
    worksheet_set_row(to_, row_, 22, nullptr);
    for (size_t from = 0, to = 0; from < columns.size(); from = to + 1) {
      to = from;
      const std::string& group = columns[from].group;
      while (!group.empty() && to + 1 < columns.size() && columns[to + 1].group == group) ++to;
      const std::string& said = group.empty() ? columns[from].head : group;
      const auto first = static_cast<lxw_col_t>(from), end = static_cast<lxw_col_t>(to);
      if (from == to) {
        worksheet_write_string(to_, row_, first, said.c_str(), f_.head);
      } else {
        worksheet_merge_range(to_, row_, first, row_, end, said.c_str(), f_.head);
      }
    }
    ++row_;
  }

  void Row(const CellRow& cells, bool total) {
    for (size_t i = 0; i < sheet_.columns.size(); ++i) {
      WriteCell(to_, row_, static_cast<lxw_col_t>(i), i < cells.size() ? cells[i] : Cell(),
                sheet_.columns[i].kind, f_, total);
    }
    ++row_;
  }

  void Foot() {
    for (const std::string& note : sheet_.notes) Across(note, 16, f_.note);
    if (sheet_.signature.empty()) return;
    ++row_;
    Across(sheet_.signature, 22, f_.about);
  }

  const Sheet& sheet_;
  const Formats& f_;
  lxw_worksheet* const to_;
  lxw_row_t row_ = 0, first_head_ = 0;
};

}  // namespace

Status WriteWorkbook(const std::vector<Sheet>& sheets, const std::string& author, const std::string& file) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = nullptr, .use_zip64 = LXW_FALSE};
  lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
  lxw_doc_properties about = {};
  std::string by = author, title = sheets.empty() ? "" : sheets[0].title;
  about.author = by.data();
  about.title = title.data();
  workbook_set_properties(book, &about);
  const Formats formats = MakeFormats(book);
  Status drawn;
  for (const Sheet& sheet : sheets) {
    drawn = SheetDrawing(book, sheet, formats).Draw();
    if (!drawn.ok()) break;
  }
  const lxw_error error = workbook_close(book);
  if (!drawn.ok()) return drawn;
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  LogWarning("workbook not written", {{"problem", lxw_strerror(error)}});
  return Refuse(errors::v1::INTERNAL_ERROR);
}

}  // namespace diandan::report
