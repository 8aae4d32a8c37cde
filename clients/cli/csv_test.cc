#include "clients/cli/csv.h"

#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

std::string Cells(const std::string& text) {
  std::string all;
  for (const CsvRow& row : ParseCsv(text)) {
    all += std::to_string(row.line) + ":";
    for (const std::string& cell : row.cells) all += "<" + cell + ">";
    if (row.open_quote) all += "!";
    all += " ";
  }
  return all;
}

TEST(CsvTest, ReadsCellsAsOfficesWriteThem) {
  EXPECT_EQ(Cells("a,b\n1,2\n"), "1:<a><b> 2:<1><2> ");
  EXPECT_EQ(Cells("a,b\r\n1,2"), "1:<a><b> 2:<1><2> ");
  EXPECT_EQ(Cells("a,\"b,c\",\"d\"\"e\"\n"), "1:<a><b,c><d\"e> ");
  EXPECT_EQ(Cells("\"two\nlines\",x\nnext,y\n"), "1:<two\nlines><x> 3:<next><y> ");
  EXPECT_EQ(Cells("a,\n\n\nb,\n"), "1:<a><> 4:<b><> ");
  EXPECT_EQ(Cells("a,\"never closed\nb\n"), "1:<a><never closed\nb\n>! ");
  EXPECT_EQ(Cells(""), "");
}

TEST(CsvTest, TakesOffTheMarkAndConvertsGbk) {
  EXPECT_EQ(ToUtf8("\xEF\xBB\xBFname").text, "name");
  const TextFile gbk = ToUtf8("\xC4\xCE\xC2\xFC\xC6\xEC");
  EXPECT_EQ(gbk.encoding, Encoding::kGbk);
  EXPECT_EQ(gbk.text, "奈曼旗");
  EXPECT_EQ(ToUtf8("奈曼旗").encoding, Encoding::kUtf8);
  EXPECT_EQ(ToUtf8(std::string("\xff\xff\x00", 3)).encoding, Encoding::kUnknown);
}

}  // namespace
}  // namespace diandan::cli
