#include "clients/cli/divisions.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/say.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

constexpr char kHead[] = "code,tier,name,parent_code\n";

std::string Problems(const std::string& rows) {
  std::string all;
  for (const LineProblem& problem : ReadDivisions(rows, 0).problems) {
    absl::StrAppend(&all, problem.line, " ", problem.column, ": ", problem.want->en, "\n");
  }
  return all;
}

TEST(DivisionsTest, CutsAGoodFileIntoCountiesParentsFirst) {
  const DivisionFile file = ReadDivisions(absl::StrCat(kHead,
                                                       "150525100,township,甲镇,150525\n"
                                                       "150525,county,奈曼旗,\n"
                                                       "150525100201,village,甲村,150525100\n"
                                                       "110101,county,东城区,\n"),
                                          0);
  ASSERT_TRUE(file.problems.empty());
  EXPECT_EQ(file.rows, 4);
  EXPECT_EQ(file.counties, 2);
  ASSERT_EQ(file.parts.size(), 2u);
  EXPECT_EQ(file.parts[0].county, 110101);
  ASSERT_EQ(file.parts[1].divisions.size(), 3u);
  EXPECT_EQ(file.parts[1].divisions[0].code(), "150525");
  EXPECT_EQ(file.parts[1].divisions[2].code(), "150525100201");
}

TEST(DivisionsTest, OneCountyMayBeChosen) {
  const std::string rows = absl::StrCat(kHead, "150525,county,奈曼旗,\n110101,county,东城区,\n");
  EXPECT_EQ(ReadDivisions(rows, 150525).parts.size(), 1u);
  EXPECT_EQ(ReadDivisions(rows, 150526).problems.size(), 1u);
}

TEST(DivisionsTest, ALargeCountyGoesInPartsOfTwoHundred) {
  std::string rows = absl::StrCat(kHead, "150525,county,奈曼旗,\n");
  for (int i = 100; i < 500; ++i) absl::StrAppend(&rows, 150525, i, ",township,镇,150525\n");
  const DivisionFile file = ReadDivisions(rows, 0);
  ASSERT_EQ(file.parts.size(), 3u);
  EXPECT_EQ(file.parts[0].divisions.size(), 200u);
  EXPECT_EQ(file.parts[2].divisions.size(), 1u);
}

TEST(DivisionsTest, ListsEveryBadLine) {
  EXPECT_EQ(Problems(absl::StrCat(kHead,
                                  "150525,county,奈曼旗,\n"
                                  "15052,township,坏,\n"
                                  "150525100,village,甲镇,150525\n"
                                  "150525100,township,重,150525\n"
                                  "150526101,township,孤,150526\n"
                                  "150525102,township,,150525\n"
                                  "150525103,township,乙镇,150526\n"
                                  "150525104,township\n")),
            "3 code: 6, 9 or 12 digits\n"
            "4 tier: Does not fit the code: 6 digits county, 9 township, 12 village\n"
            "5 code: This code already stands in line {n}\n"
            "6 parent_code: The parent is not in this file\n"
            "7 name: Needed, at most 60 characters\n"
            "8 parent_code: The parent is the code without its last three digits\n"
            "9 : Not as many columns as the first line\n");
}

TEST(DivisionsTest, AFileWithoutItsHeadIsRefused) {
  EXPECT_EQ(ReadDivisions("150525,county,奈曼旗,\n", 0).problems.size(), 1u);
  EXPECT_EQ(ReadDivisions("", 0).problems.size(), 1u);
}

TEST(DivisionsTest, ExtraColumnsAndAnyOrderAreFine) {
  EXPECT_TRUE(ReadDivisions("name,code,province,parent_code,tier\n奈曼旗,150525,内蒙古,,county\n", 0)
                  .problems.empty());
}

}  // namespace
}  // namespace diandan::cli
