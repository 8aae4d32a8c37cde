// The files as others see them: the workbook by openpyxl, the PDF by poppler, the CSV byte by byte.
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/hours/report/csv.h"
#include "services/hours/report/pdf.h"
#include "services/hours/report/report_testing.h"
#include "services/hours/report/sheets.h"
#include "services/hours/report/workbook.h"
#include "tests/support/matchers.h"

namespace diandan::report {
namespace {

namespace h = hours::v1;
namespace o = orders::v1;

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

h::Report Busy(h::ReportTier tier = h::VILLAGES) {
  County county;
  county.Person("赵", "c.t1.v1", 0, 2, 1)
      .Person("钱", "c.t1.v2", 1)
      .Served("赵", "c.t1.v1", 1230)
      .Served("钱", "c.t2.v3", 45);
  county.Project("红柳夜校", o::BRAND, "v1");
  auto& counts = county.Orders("c.t1.v1");
  counts.set_placed(12);
  counts.set_answered(11);
  counts.set_accepted(10);
  counts.set_served(9);
  counts.set_completed(8);
  counts.set_people_served(40);
  counts.set_answer_seconds(5400);
  *county.facts.orders.mutable_all() = counts;
  auto& typed = *county.facts.orders.add_typed();
  typed.set_path(o::BY_STATION);
  typed.set_orders(8);
  typed.set_placing(20);
  typed.set_closing(8);
  for (int day = 1; day <= 30; ++day) {
    auto& step = county.facts.steps.emplace_back();
    step.mutable_start_time()->set_seconds(absl::ToUnixSeconds(China(2026, 11, day)));
    step.set_minutes(day % 7 * 90);
  }
  return county.Report(tier);
}

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    std::string name = ::testing::TempDir() + "report-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~FilesTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  // What a command says when it is run in the folder; it has to succeed.
  std::string Run(const std::string& command) {
    EXPECT_EQ(std::system(absl::StrCat("cd ", folder_, " && ", command, " > said 2> trouble").c_str()), 0)
        << command << "\n"
        << Read("trouble");
    return Read("said");
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(Path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // Runs a script of Debian's own Python on book.xlsx, which it knows as `book`.
  std::string Python(const std::string& script) {
    std::ofstream(Path("look.py")) << "import openpyxl\nbook = openpyxl.load_workbook('book.xlsx')\n"
                                   << script;
    return Run("/usr/bin/python3 look.py");
  }
  void WriteBook(const std::vector<Sheet>& sheets) {
    ASSERT_OK(WriteWorkbook(sheets, "奈曼旗", Path("book.xlsx")));
  }

  std::string folder_;
};

TEST_F(FilesTest, TheWorkbookIsOpenedByOthers) {
  WriteBook(AllSheets(Busy(), Language::kChinese));
  EXPECT_EQ(Python("print(book.sheetnames)\n"), "['服务情况', '职责落实', '任务清单', '录入量']\n");
  const std::string sheet = Python(R"(
sheet = book['服务情况']
for row in sheet.iter_rows(values_only=True):
    print(row)
)");
  EXPECT_THAT(
      sheet, AllOf(HasSubstr("奈曼旗2026年11月志愿服务情况统计表"), HasSubstr("期间：2026年11月1日—11月30日"),
                   HasSubstr("数据截至：2026-12-01 09:00（志愿者 7、点单 8、时长 9）"),
                   HasSubstr("(1, '红柳村', 12, 11, 10, 9, 8, 40, 1, 1, 20.5, 1.5, None, 1, 1, 1,"),
                   HasSubstr("(None, '合计', 12,"), HasSubstr("填表人："), HasSubstr("审核人：")));
  EXPECT_THAT(Python(R"(
sheet = book['服务情况']
print(sorted(str(r) for r in sheet.merged_cells.ranges))
print(sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows, sheet.freeze_panes)
print(sheet['A1'].font.name, sheet['A1'].font.sz, sheet['A3'].value, sheet['B3'].value, sheet['C3'].value, sheet['C4'].value)
print(sheet['A5'].border.left.style, sheet['K5'].number_format)
)"),
              AllOf(HasSubstr("'A1:R1'"), HasSubstr("'A3:A4'"), HasSubstr("landscape 9 $3:$4 C5"),
                    HasSubstr("方正小标宋简体 20.0 序号 地方 点单（单） 点单"), HasSubstr("thin #,##0.0")));
}

TEST_F(FilesTest, TheTaskListSaysWhereSomethingIsMissing) {
  WriteBook(AllSheets(Busy(), Language::kChinese));
  const std::string duties = Python(R"(
for row in book['任务清单'].iter_rows(values_only=True):
    print(row)
)");
  EXPECT_THAT(duties,
              HasSubstr("'岗位配齐', '所、站、点各岗都有人', '个岗位', 21, 17, 0.809, '白杨村（0/3）'"));
  EXPECT_THAT(duties,
              HasSubstr("'乡镇品牌项目', '每个乡镇（苏木）至少一个', '个乡镇', 2, 1, 0.5, '八仙筒镇'"));
  EXPECT_THAT(Python("print([c.value for c in book['录入量'][5]])\n"),
              HasSubstr("['站里代点', 8, 20, 8, 0, 0, 28, 3.5]"));
}

TEST_F(FilesTest, UnitsHaveColumnsOfTheirOwn) {
  WriteBook(AllSheets(Busy(h::UNITS), Language::kEnglish));
  EXPECT_THAT(Python("print(book.sheetnames, [c.value for c in book['By place'][5]][:6])\n"),
              HasSubstr("['Services', 'By place', 'Duties'] [1, '税务局', 10, 1, 0.1, 1]"));
}

TEST_F(FilesTest, ManyRowsComeAsTheyAreAskedFor) {
  Sheet sheet = RecordsSheet(Busy(), Language::kChinese);
  int page = 0;
  sheet.more = [&]() -> StatusOr<std::vector<CellRow>> {
    std::vector<CellRow> rows;
    if (++page > 3) return rows;
    for (int i = 0; i < 400; ++i) {
      Record record;
      record.start = China(2026, 11, 3, 9);
      record.end = China(2026, 11, 3, 11);
      record.order_number = "7K3M";
      record.place = "红柳村";
      record.minutes = 120;
      record.grade = "A";
      record.recorded = China(2026, 11, 4);
      record.in_time = true;
      rows.push_back(RowOf(record, (page - 1) * 400 + i + 1, Language::kChinese));
    }
    return rows;
  };
  WriteBook({sheet});
  EXPECT_THAT(Python("s = book['服务记录明细']\nprint(s.max_row, [c.value for c in s[1203]])\n"),
              HasSubstr("1205 [1200, '2026-11-03', '09:00–11:00', '7K3M', '红柳村', None, None, 2, 'A', "
                        "'2026-11-04', '是']"));
}

TEST_F(FilesTest, ABrokenSourceIsNoHalfWorkbook) {
  Sheet sheet = RecordsSheet(Busy(), Language::kChinese);
  sheet.more = []() -> StatusOr<std::vector<CellRow>> { return Refuse(errors::v1::DATABASE_UNAVAILABLE); };
  EXPECT_EQ(ReasonOf(WriteWorkbook({sheet}, "", Path("book.xlsx"))), errors::v1::DATABASE_UNAVAILABLE);
}

TEST_F(FilesTest, CsvIsPlainAndHarmless) {
  Sheet sheet;
  sheet.columns = {
      {"服务", "地方", 8, Kind::kText}, {"", "时长", 8, Kind::kMinutes}, {"", "率", 8, Kind::kPerMille}};
  sheet.rows = {{std::string("红柳村, \"东\""), int64_t{95}, int64_t{833}},
                {std::string("=cmd()"), int64_t{0}, Cell()}};
  std::string text;
  ASSERT_OK(WriteCsv(sheet, [&](const std::string& bytes) {
    text += bytes;
    return true;
  }));
  EXPECT_EQ(text, "\xEF\xBB\xBF服务 地方,时长,率\r\n\"红柳村, \"\"东\"\"\",1.6,83.3%\r\n'=cmd(),0.0,\r\n");
}

TEST_F(FilesTest, NobodyWantsMore) {
  EXPECT_EQ(
      WriteCsv(ServicesSheet(Busy(), Language::kChinese), [](const std::string&) { return false; }).code(),
      absl::StatusCode::kCancelled);
}

TEST_F(FilesTest, ThePdfIsOpenedByOthers) {
  const auto pdf = DrawReport(Busy(), Language::kChinese);
  ASSERT_OK(pdf);
  std::ofstream(Path("report.pdf"), std::ios::binary) << *pdf;
  const std::string text = Run("pdftotext -layout report.pdf -");
  EXPECT_THAT(text,
              AllOf(HasSubstr("奈曼旗2026年11月志愿服务情况统计表"), HasSubstr("任务清单（本年累计）"),
                    HasSubstr("白杨村 0/3"), HasSubstr("缺口在哪里"), HasSubstr("志愿者 7、点单 8、时长 9")));
  EXPECT_THAT(Run("pdffonts report.pdf"), HasSubstr("NotoSerifCJK"));
  EXPECT_THAT(Run("pdfinfo report.pdf"), AllOf(HasSubstr("A4"), HasSubstr("奈曼旗")));
  // Bars are there: red in the picture.
  Run("pdftoppm -r 40 -singlefile report.pdf page");
  const std::string picture = Read("page.ppm");
  int red = 0;
  for (size_t i = picture.size() % 3; i + 2 < picture.size(); i += 3) {
    const auto at = [&](size_t k) { return static_cast<unsigned char>(picture[k]); };
    if (at(i) > 140 && at(i + 1) < 80 && at(i + 2) < 80) ++red;
  }
  EXPECT_GT(red, 500);
}

TEST_F(FilesTest, APdfOfManyPlacesGoesOver) {
  County county;
  for (int i = 0; i < 300; ++i) {
    auto& place = *county.facts.people.add_places();
    place.set_path(absl::StrCat("c.t1.w", i));
    place.set_tier(volunteers::v1::STATION);
    place.set_display_name(absl::StrCat("第", i, "村"));
  }
  const auto pdf = DrawReport(county.Report(h::VILLAGES), Language::kEnglish);
  ASSERT_OK(pdf);
  std::ofstream(Path("report.pdf"), std::ios::binary) << *pdf;
  EXPECT_THAT(Run("pdftotext -layout report.pdf -"), AllOf(HasSubstr("第299村"), HasSubstr("in all 303")));
}

}  // namespace
}  // namespace diandan::report
