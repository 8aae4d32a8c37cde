#include "services/hours/paper/pages.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace diandan::paper {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::vector<std::pair<size_t, size_t>> Of(size_t lines, double height = 10) {
  return Pages(std::vector<double>(lines, height), {.first = 50, .further = 80, .closing = 25});
}

TEST(PagesTest, FewLinesAndTheirEndShareAPage) {
  EXPECT_THAT(Of(1), ElementsAre(Pair(0, 1)));
  EXPECT_THAT(Of(2), ElementsAre(Pair(0, 2)));
}

TEST(PagesTest, WhereTheEndDoesNotFitTheLastTwoLinesGoWithIt) {
  EXPECT_THAT(Of(3), ElementsAre(Pair(0, 1), Pair(1, 3)));
  EXPECT_THAT(Of(5), ElementsAre(Pair(0, 3), Pair(3, 5)));
}

TEST(PagesTest, ManyLinesFillPages) {
  EXPECT_THAT(Of(10), ElementsAre(Pair(0, 5), Pair(5, 10)));
  EXPECT_THAT(Of(11), ElementsAre(Pair(0, 5), Pair(5, 9), Pair(9, 11)));
  EXPECT_THAT(Of(14), ElementsAre(Pair(0, 5), Pair(5, 13), Pair(13, 14)));
}

TEST(PagesTest, NoPageIsLeftWithoutLines) {
  EXPECT_THAT(Of(2, 30), ElementsAre(Pair(0, 1), Pair(1, 2)));
  EXPECT_THAT(Of(1, 70), ElementsAre(Pair(0, 1), Pair(1, 1)));
}

TEST(PagesTest, EachLineStandsOnce) {
  for (size_t lines = 1; lines < 200; ++lines) {
    size_t next = 0;
    for (const auto& [from, to] : Of(lines)) {
      EXPECT_EQ(from, next);
      next = to;
    }
    EXPECT_EQ(next, lines);
  }
}

}  // namespace
}  // namespace diandan::paper
