#include "services/base/text.h"

#include "gtest/gtest.h"

namespace diandan {
namespace {

TEST(InspectTextTest, CountsCodePoints) {
  EXPECT_EQ(InspectText("").code_points, 0);
  EXPECT_EQ(InspectText("王奶奶 abc").code_points, 7);
  EXPECT_EQ(InspectText("𠮷😀").code_points, 2);
}

TEST(InspectTextTest, OnlyUtf8IsValid) {
  for (const char* good : {"a", "é", "王", "𠮷", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBD"}) {
    EXPECT_TRUE(InspectText(good).valid_utf8) << good;
  }
  for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE7\x8E",
                          "\xE7\x8E"
                          "a",
                          "\xC3"}) {
    EXPECT_FALSE(InspectText(bad).valid_utf8) << bad;
  }
}

TEST(InspectTextTest, InvisibleCharactersAreControl) {
  for (const std::string& text :
       {std::string("\0", 1), std::string("\x1b[31m"), std::string("\x7f"), std::string("\u0085"),
        std::string("\u2028"), std::string("\u202e"), std::string("\u2066"), std::string("\ufeff")}) {
    EXPECT_TRUE(InspectText(text).control) << text;
  }
  for (const char* text : {"王奶奶，您好", "a b", "👨‍👩‍👧", "ᠮᠣᠩᠭᠣᠯ", "\n\t"})
    EXPECT_FALSE(InspectText(text).control) << text;
}

TEST(InspectTextTest, LineBreaksAndBlanksAreTold) {
  EXPECT_TRUE(InspectText("a\nb").line_break);
  EXPECT_TRUE(InspectText("a\tb").line_break);
  EXPECT_FALSE(InspectText("a b").line_break);
  EXPECT_TRUE(InspectText(" 　\n").blank);
  EXPECT_FALSE(InspectText(" a ").blank);
}

TEST(ShortenTest, KeepsWholeCharacters) {
  EXPECT_EQ(Shorten("王奶奶家", 4), "王奶奶家");
  EXPECT_EQ(Shorten("王奶奶家的", 4), "王奶奶…");
  EXPECT_EQ(Shorten("a\nb\x01\xff", 9), "a b\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(Shorten("", 4), "");
}

TEST(DisplayWidthTest, ChineseTakesTwoColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("小白杨理发队"), 12);
  EXPECT_EQ(DisplayWidth("（A）“”，·…"), 4 + 1 + 2 + 2 + 2);
  EXPECT_EQ(DisplayWidth("ＡＢ　"), 6);
  EXPECT_EQ(DisplayWidth("é"), 1);
  EXPECT_EQ(DisplayWidth("😀"), 2);
  EXPECT_EQ(DisplayWidth("\xff"), 1);
}

TEST(DisplayWidthTest, ColumnsLineUp) {
  EXPECT_EQ(PadRight("王奶奶", 8) + "|", "王奶奶  |");
  EXPECT_EQ(PadLeft("7", 3), "  7");
  EXPECT_EQ(PadRight("王奶奶", 5), "王奶奶");
  EXPECT_EQ(CutToWidth("王奶奶", 6), "王奶奶");
  EXPECT_EQ(CutToWidth("王奶奶家", 6), "王奶…");
  EXPECT_EQ(CutToWidth("abcdef", 4), "abc…");
  EXPECT_EQ(CutToWidth("王奶奶", 1), "…");
  for (int width = 1; width < 12; ++width) EXPECT_LE(DisplayWidth(CutToWidth("a王b奶c奶d", width)), width);
}

TEST(MaskTest, ShowsEnoughToRecogniseAndNoMore) {
  EXPECT_EQ(MaskPhone("13800000000"), "138****0000");
  EXPECT_EQ(MaskIdNumber("15052519600101001X"), "150525********001X");
  for (const char* other : {"", "138", "1380000000x", "138000000000", "+8613800000"})
    EXPECT_EQ(MaskPhone(other), "***");
  EXPECT_EQ(MaskIdNumber("1505251960010100"), "***");
}

}  // namespace
}  // namespace diandan
