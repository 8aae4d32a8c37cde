#include "clients/cli/output.h"

#include <sstream>

#include "gtest/gtest.h"
#include "services/base/text.h"

namespace diandan::cli {
namespace {

TEST(OutputTest, ColumnsStandUnderEachOtherWhateverTheScript) {
  const std::string text =
      Aligned({{"单号", "状态", "what"}, {{"7K3M", "等人接", "上门理发"}, {"9M4TQ", "open", "x"}}});
  EXPECT_EQ(text,
            "单号   状态    what\n"
            "7K3M   等人接  上门理发\n"
            "9M4TQ  open    x\n");
}

TEST(OutputTest, FiguresAreRightAligned) {
  EXPECT_EQ(Aligned({{"名", "分"}, {{"a", "120"}, {"b", "5"}}, {1}}),
            "名   分\n"
            "a   120\n"
            "b     5\n");
}

TEST(OutputTest, TheLastColumnIsCutToTheTerminal) {
  const std::string text = Aligned({{}, {{"7K3M", "一二三四五六七八九十"}}}, 16);
  EXPECT_LE(DisplayWidth(text.substr(0, text.size() - 1)), 16);
  EXPECT_NE(text.find("…"), std::string::npos);
}

TEST(OutputTest, PlainIsOneRecordALine) {
  EXPECT_EQ(Tabbed({{"head"}, {{"a\tb", "c\nd"}, {"e", ""}}}), "a b\tc d\ne\t\n");
}

TEST(OutputTest, QuietSilencesTheTalkOnly) {
  std::ostringstream answer, talk;
  Output out(answer, talk);
  Settings settings;
  settings.quiet = true;
  out.Configure(settings, 0, /*animate=*/false, "nothing");
  out.Note("talk");
  out.Line("answer");
  EXPECT_EQ(talk.str(), "");
  EXPECT_EQ(answer.str(), "answer\n");
}

}  // namespace
}  // namespace diandan::cli
