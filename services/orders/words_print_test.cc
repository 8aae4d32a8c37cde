#include "services/orders/words_print.h"

#include <gtest/gtest.h>

#include <string>

namespace diandan::orders {
namespace {

constexpr char kReport[] =
    "上午九点到村里给12位老人理发，又帮两户独居老人打扫了院子、擦了窗户，量了血压，老人们都很高兴。";
constexpr char kOther[] =
    "下午在活动室教孩子们剪纸和写毛笔字，家长也来了不少，结束后一起收拾了桌椅，把作品贴在了墙上。";

class WordsPrintTest : public ::testing::Test {
 protected:
  const Key key_ = Key::FromBytes(std::string(32, 'k')).value();
  int Apart(absl::string_view a, absl::string_view b) {
    return __builtin_popcountll(uint64_t(PrintOf(key_, a).print ^ PrintOf(key_, b).print));
  }
};

TEST_F(WordsPrintTest, TheSameWordsAreTheSameWhateverStandsBetweenThem) {
  std::string loose = kReport;
  loose.insert(0, "  ");
  loose.replace(loose.find("，"), 3, " ,\n");
  EXPECT_EQ(Apart(kReport, loose), 0);
  EXPECT_EQ(PrintOf(key_, loose).length, PrintOf(key_, kReport).length);
}

TEST_F(WordsPrintTest, AnotherDateOrCountIsNoOtherText) {
  std::string later = kReport;
  later.replace(later.find("12"), 2, "８");
  EXPECT_EQ(Apart(kReport, later), 0);
}

TEST_F(WordsPrintTest, AnotherWordIsNearAndAnotherTextIsFar) {
  std::string another_day = kReport;
  another_day.replace(another_day.find("上午"), 6, "下午");
  EXPECT_GT(Apart(kReport, another_day), 0);
  EXPECT_LE(Apart(kReport, another_day), 4);
  EXPECT_GE(Apart(kReport, kOther), 16);
}

TEST_F(WordsPrintTest, SaysNothingWithoutTheKey) {
  const Key other = Key::FromBytes(std::string(32, 'o')).value();
  EXPECT_NE(PrintOf(key_, kReport).print, PrintOf(other, kReport).print);
}

TEST_F(WordsPrintTest, CountsCharactersOfAnyAlphabetAndTakesAnyBytes) {
  EXPECT_EQ(PrintOf(key_, "打扫卫生").length, 4);
  EXPECT_EQ(PrintOf(key_, "Öl und 5 Äpfel").length, 11);
  EXPECT_EQ(PrintOf(key_, "老人 很高兴。").length, 6);
  EXPECT_EQ(PrintOf(key_, "").print, 0);
  PrintOf(key_, "\xe6\x89");
  PrintOf(key_, "\xff\xff");
}

}  // namespace
}  // namespace diandan::orders
