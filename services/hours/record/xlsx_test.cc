// Workbooks written and read: by ourselves, by an independent program, and those that mean harm.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <zip.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "absl/strings/str_cat.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/guard.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_reader.h"
#include "services/hours/record/xlsx_writer.h"

namespace diandan::hours::record {
namespace {

using ::testing::ElementsAre;

// What names and texts may hold.
const std::vector<std::string>& HostileTexts() {
  static const auto* all = new std::vector<std::string>{
      "𠮷田𡈽𠀋",  // beyond the first plane
      "阿卜杜·热合曼·买买提",
      "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",  // Mongolian script
      "=HYPERLINK(\"http://x\",\"y\")",
      "+86 138",
      "-2",
      "@SUM(A1)",
      "'quoted",
      "a,b;\"c\"",
      "two\nlines",
      "_x000D_ is a text",
      "_x005F_",
      "<&>]]>",
      "00150525",
      "1e5",
      "TRUE",
      "👨‍👩‍👧 🐎",
      "e\u0301",
      " blank ",
  };
  return *all;
}

class Folder : public ::testing::Test {
 protected:
  Folder() {
    std::string pattern = ::testing::TempDir() + "/xlsx-XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() override { std::filesystem::remove_all(path_); }
  std::string File(const std::string& name) const { return path_ + "/" + name; }

  // As openpyxl sees it; `kinds`: types of all cells.
  std::vector<std::vector<std::string>> Independent(const std::string& file, std::string* kinds) {
    const std::string command = absl::StrCat("/usr/bin/python3 ", DIANDAN_XLSX_READER, " '", file, "'");
    FILE* out = popen(command.c_str(), "r");
    std::string text;
    for (char piece[4096]; size_t got = fread(piece, 1, sizeof piece, out);) text.append(piece, got);
    EXPECT_EQ(pclose(out), 0);
    std::vector<std::vector<std::string>> rows;
    for (size_t at = 0; at < text.size();) {
      const size_t end = text.find('\n', at);
      rapidjson::Document line;
      line.Parse(text.substr(at, end - at).c_str());
      std::vector<std::string> row;
      for (const auto& cell : line[1].GetArray()) row.emplace_back(cell.IsString() ? cell.GetString() : "?");
      for (const auto& kind : line[2].GetArray()) kinds->append(kind.GetString());
      rows.push_back(std::move(row));
      at = end + 1;
    }
    return rows;
  }

  StatusOr<std::vector<XlsxRow>> Read(const std::string& file, const XlsxLimits& limits = {}) {
    std::vector<XlsxRow> rows;
    const Status status = ReadXlsx(file, limits, [&](XlsxRow row) {
      rows.push_back(std::move(row));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return rows;
  }
  std::string WhyNot(const std::string& file, const XlsxLimits& limits = {}) {
    const auto read = Read(file, limits);
    if (read.ok()) return "read";
    const auto info = InfoOf(read.status());
    return info.fields_size() == 0 ? read.status().ToString() : info.fields(0).want();
  }

  void Pack(const std::string& file, const std::vector<std::pair<std::string, std::string>>& entries) {
    int error = 0;
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& [name, content] : entries) {
      zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), 0);
    }
    ASSERT_EQ(zip_close(zip), 0);
  }
  // A workbook with one sheet of this XML.
  std::string Book(const std::string& sheet, const std::string& styles = "", const std::string& shared = "") {
    const std::string file = File("made.xlsx");
    std::vector<std::pair<std::string, std::string>> entries = {
        {"xl/workbook.xml",
         "<workbook xmlns:r='r'><sheets><sheet name='one' sheetId='1' r:id='rId1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"},
        {"xl/worksheets/sheet1.xml", sheet}};
    if (!styles.empty()) entries.emplace_back("xl/styles.xml", styles);
    if (!shared.empty()) entries.emplace_back("xl/sharedStrings.xml", shared);
    Pack(file, entries);
    return file;
  }

 private:
  std::string path_;
};

using Xlsx = Folder;

TEST_F(Xlsx, HostileTextsComeBackAndAreNoFormulas) {
  const std::string file = File("a.xlsx");
  auto writer = XlsxWriter::Open(file);
  ASSERT_TRUE(writer.ok());
  const std::vector<std::string> heads = {"姓名", "second"};
  ASSERT_TRUE((*writer)->Sheet("个人基本信息", heads).ok());
  std::vector<std::vector<std::string>> wanted = {heads};
  for (const std::string& text : HostileTexts()) {
    wanted.push_back({text, absl::StrCat("x", text)});
    ASSERT_TRUE((*writer)->Row(wanted.back()).ok());
  }
  ASSERT_TRUE((*writer)->Close().ok());

  const auto rows = Read(file);
  ASSERT_TRUE(rows.ok()) << rows.status();
  std::vector<std::vector<std::string>> cells;
  for (const XlsxRow& row : *rows) {
    EXPECT_EQ(row.sheet, "个人基本信息");
    EXPECT_TRUE(row.formulas.empty());
    cells.push_back(row.cells);
  }
  EXPECT_EQ(cells, wanted);
  EXPECT_EQ(rows->back().number, static_cast<int>(wanted.size()));

  std::string kinds;
  auto independent = Independent(file, &kinds);
  for (auto& row : independent) {
    for (std::string& cell : row) cell = Unguarded(cell);
  }
  EXPECT_EQ(independent, wanted);
  EXPECT_EQ(kinds.find_first_not_of('s'), std::string::npos) << "all of them texts, no formula: " << kinds;
}

TEST_F(Xlsx, WhatPeopleTypeInASpreadsheet) {
  const std::string styles =
      "<styleSheet><numFmts><numFmt numFmtId='164' "
      "formatCode='yyyy\"年\"m\"月\"d\"日\"'/></numFmts><cellXfs><xf "
      "numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='22'/></cellXfs></styleSheet>";
  const std::string shared = "<sst><si><r><t>分</t></r><r><t>段</t></r><rPh><t>ignored</t></rPh></si></sst>";
  const auto rows =
      Read(Book("<x:worksheet xmlns:x='x'><x:sheetData><x:row r='3'>"
                "<x:c r='A3' s='1'><x:v>46331</x:v></x:c><x:c r='B3' s='2'><x:v>46331</x:v></x:c>"
                "<x:c r='C3' s='3'><x:v>46331.375</x:v></x:c><x:c r='D3'><x:v>1.50525E+5</x:v></x:c>"
                "<x:c r='E3'><x:v>2.5</x:v></x:c><x:c r='F3' t='s'><x:v>0</x:v></x:c>"
                "<x:c r='H3' t='inlineStr'><x:is><x:t>八</x:t></x:is></x:c>"
                "</x:row><x:row r='9'/></x:sheetData></x:worksheet>",
                styles, shared));
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 1);
  EXPECT_EQ(rows->front().number, 3);
  EXPECT_THAT(rows->front().cells,
              ElementsAre("2026-11-05", "2026-11-05", "2026-11-05 09:00", "150525", "2.5", "分段", "", "八"));
}

TEST_F(Xlsx, FormulasAreNamedNeverTaken) {
  const auto rows =
      Read(Book("<worksheet><sheetData><row><c r='A1' t='str'><f>1+1</f><v>2</v></c><c "
                "r='B1'><v>7</v></c></row></sheetData></worksheet>"));
  ASSERT_TRUE(rows.ok());
  EXPECT_THAT(rows->front().formulas, ElementsAre(0));
  EXPECT_THAT(rows->front().cells, ElementsAre("", "7"));
}

TEST_F(Xlsx, WhatMeansHarmIsRefused) {
  std::ofstream(File("text.xlsx")) << "no zip";
  EXPECT_EQ(WhyNot(File("text.xlsx")), "xlsx_whole");
  EXPECT_EQ(WhyNot(File("none.xlsx")), "file_readable");
  Pack(File("other.xlsx"), {{"word/document.xml", "<a/>"}});
  EXPECT_EQ(WhyNot(File("other.xlsx")), "xlsx_whole");
  EXPECT_EQ(WhyNot(Book("<worksheet><sheetData><row>")), "xlsx_whole") << "broken off";
  EXPECT_EQ(WhyNot(Book("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>")), "xlsx_whole");
  EXPECT_EQ(
      WhyNot(Book("<worksheet><sheetData><row><c r='A1' t='s'><v>9</v></c></row></sheetData></worksheet>")),
      "xlsx_whole")
      << "a text that is not there";
  EXPECT_EQ(WhyNot(Book("<worksheet><sheetData><row><c r='XFD1'><v>9</v></c></row></sheetData></worksheet>")),
            "xlsx_within:60");

  const std::string bomb(64 << 20, ' ');
  EXPECT_EQ(WhyNot(Book(absl::StrCat("<worksheet>", bomb, "</worksheet>"))), "xlsx_within:200:1");
  XlsxLimits small;
  small.entry_bytes = 1 << 20;
  EXPECT_EQ(WhyNot(Book(absl::StrCat("<worksheet>", bomb.substr(0, 3 << 20), "</worksheet>")), small),
            "xlsx_within:1 MB");
  small = {};
  small.rows = 2;
  EXPECT_EQ(WhyNot(Book("<worksheet><sheetData><row/><row/><row/></sheetData></worksheet>"), small),
            "xlsx_within:1");
  small = {};
  small.entries = 2;
  EXPECT_EQ(WhyNot(Book("<worksheet/>"), small), "xlsx_within:2 files");
  small = {};
  small.cell_bytes = 10;
  EXPECT_EQ(WhyNot(Book("<worksheet><sheetData><row><c r='A1' "
                        "t='str'><v>01234567890</v></c></row></sheetData></worksheet>"),
                   small),
            "xlsx_within:10");
}

TEST_F(Xlsx, EveryHalfFileIsRefusedOrRead) {
  const std::string whole = File("whole.xlsx");
  auto writer = XlsxWriter::Open(whole);
  ASSERT_TRUE((*writer)->Sheet("s", {"a"}).ok());
  for (int i = 0; i < 200; ++i) ASSERT_TRUE((*writer)->Row({absl::StrCat("row ", i)}).ok());
  ASSERT_TRUE((*writer)->Close().ok());
  std::ifstream in(whole, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::mt19937 random(1);
  for (int i = 0; i < 400; ++i) {
    std::string broken = bytes;
    if (i % 2 == 0) broken.resize(random() % broken.size());
    for (int k = 0; k < 3 && !broken.empty(); ++k)
      broken[random() % broken.size()] = static_cast<char>(random());
    std::ofstream(File("broken.xlsx"), std::ios::binary) << broken;
    WhyNot(File("broken.xlsx"));  // no crash, no hang
  }
}

// As many as a county sees in a month.
TEST_F(Xlsx, ManyRowsComeBack) {
  const std::string file = File("many.xlsx");
  auto writer = XlsxWriter::Open(file);
  ASSERT_TRUE((*writer)->Sheet("s", {"n", "t"}).ok());
  constexpr int kRows = 20000;
  for (int i = 0; i < kRows; ++i) ASSERT_TRUE((*writer)->Row({absl::StrCat(i), "上门理发"}).ok());
  ASSERT_TRUE((*writer)->Close().ok());
  int at = -1;
  const Status status = ReadXlsx(file, {}, [&](const XlsxRow& row) {
    if (at >= 0) {
      EXPECT_EQ(row.cells[0], absl::StrCat(at));
    }
    ++at;
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(at, kRows);
}

TEST(Text, SameRecordsSameBytes) {
  v1::Record record;
  auto& award = *record.mutable_award();
  award.set_title("=最美,志愿者\"");
  award.set_date("2026-11-05");
  award.set_awarded_by("奈曼旗");
  award.set_person_source("counties/150525");
  award.set_person_number("150525-7K3M");
  award.set_source("x");
  award.set_source_number("1");
  TextWriter csv(FileFormat::kCsv, v1::AWARD_RECORDS);
  EXPECT_EQ(csv.Head() + csv.Line(record) + csv.Foot(),
            "\xEF\xBB\xBF表彰奖励名称,日期,授予单位,志愿者来源,志愿者编号,来源,来源编号\r\n"
            "\"'=最美,志愿者\"\"\",2026-11-05,奈曼旗,counties/150525,150525-7K3M,x,1\r\n");
  TextWriter json(FileFormat::kJson, v1::AWARD_RECORDS);
  const std::string first = json.Line(record), second = json.Line(record);
  EXPECT_EQ(
      json.Head() + first + second + json.Foot(),
      "{\"format\":\"diandan-records-1\",\"group\":\"AWARD_RECORDS\",\"records\":[\n"
      "{\"title\":\"=最美,志愿者\\\"\",\"date\":\"2026-11-05\",\"awarded_by\":\"奈曼旗\",\"person_source\":"
      "\"counties/150525\",\"person_number\":\"150525-7K3M\",\"source\":\"x\",\"source_number\":\"1\"},\n"
      "{\"title\":\"=最美,志愿者\\\"\",\"date\":\"2026-11-05\",\"awarded_by\":\"奈曼旗\",\"person_source\":"
      "\"counties/"
      "150525\",\"person_number\":\"150525-7K3M\",\"source\":\"x\",\"source_number\":\"1\"}\n]}\n");
}

}  // namespace
}  // namespace diandan::hours::record
