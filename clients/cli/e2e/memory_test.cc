// Time entered from memory, and the rules of hours, at the terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;

// Taken by two, of whom one was checked in; seen done by the station. Thursday, 9:00 to 10:00.
std::string Served(Terminals& town) {
  const std::string order =
      FirstCell(town.Must("站员", "order place '王奶奶 周四 9:00 理发' --phone 13800138000 --yes --plain"));
  town.Must("镇干部", "order approve " + order);
  town.Must("队长", "order accept " + order + " --team 小白杨理发队");
  town.Must("队长", "order roster " + order + " 小满 阿古拉");
  town.At(9, 0, 3);
  town.Must("队长", "order checkin " + order + " 小满");
  town.At(10, 0, 3);
  town.Must("站员", "order complete " + order + " --witness");
  return order;
}

TEST(MemoryTest, OneEntersAnotherAgreesAndItIsMarked) {
  Terminals town;
  MakeTown(town);
  const std::string order = Served(town);
  const std::string words = "attendance backfill propose " + order + " 阿古拉 --cause phone-failed ";
  EXPECT_EQ(town.Run("站员", words + "--time 早上 --resident").exit, 2) << "from when to when?";
  EXPECT_EQ(town.Run("站员", words + "--time 9:00-10:00").exit, 2) << "no witness";
  EXPECT_THAT(town.Run("站员", words + "--time 9:00-10:00 --resident --dry-run").answer,
              HasSubstr("\"residentWitness\": true"));
  const std::string id = FirstCell(town.Must("站员", words + "--time 9:00-10:00 --resident --plain"));
  EXPECT_EQ(town.Run("站员", words + "--time 9:00-9:30 --resident").exit, 1) << "it is entered already";
  EXPECT_EQ(town.Run("站员", "attendance backfill approve " + id + " --called").exit, 3)
      << "not theirs to agree";
  EXPECT_EQ(town.Run("验单员", "attendance backfill approve " + id).exit, 2) << "nobody rang the witness";
  EXPECT_THAT(town.Must("验单员", "attendance backfill approve " + id + " --called"),
              HasSubstr("标着“补录”"));
  EXPECT_THAT(town.Must("验单员", "attendance backfill list"), HasSubstr("被服务的人"));
  EXPECT_THAT(town.Must("验单员", "attendance backfill list --state back-fill-approved --plain"),
              HasSubstr(order));
  EXPECT_THAT(town.Must("验单员", "entry list --order " + order), HasSubstr("补录"));
}

TEST(MemoryTest, RulesAreTriedOutRefusedByNameAndLoosenedByTwo) {
  Terminals town;
  MakeTown(town);
  const std::string order = Served(town);
  town.AwaitLines("验单员", "entry list --order " + order, 1);
  const Said preview = town.Run(
      "管理员",
      "policy hours preview pass_grades=a,b planned_share_percent=50 --from 2026-11-23 --until 2026-11-29");
  ASSERT_EQ(preview.exit, 0) << preview.talk;
  EXPECT_THAT(preview.answer, HasSubstr("1 人有 1 段服务"));
  EXPECT_THAT(preview.answer, HasSubstr("要一个人看"));
  EXPECT_THAT(preview.talk, HasSubstr("pass_grades, planned_share_percent"));
  EXPECT_THAT(town.Must("管理员", "policy hours preview notice_days=3"), HasSubstr("比不出来"))
      << "last month";

  const Said forbidden = town.Run("管理员", "policy hours set asked=daily-check-in");
  EXPECT_EQ(forbidden.exit, 1);
  EXPECT_THAT(forbidden.talk, HasSubstr("国办函〔2026〕12号"));
  EXPECT_EQ(town.Run("管理员", "policy hours confirm").exit, 1) << "nothing waits";
  town.Must("管理员", "policy hours set notice_days=3");
  const Said looser = town.Run("管理员", "policy hours set notice_days=1");
  EXPECT_EQ(looser.exit, 0);
  EXPECT_THAT(looser.talk, HasSubstr("notice_days"));
  EXPECT_THAT(town.Run("管理员", "policy hours show").talk, HasSubstr("policy hours confirm"));
  EXPECT_THAT(town.Run("管理员", "policy hours confirm").talk, HasSubstr("是您提出的"));
  EXPECT_THAT(town.Must("管理员", "policy hours show"), HasSubstr("notice_days            3"));
}

}  // namespace
}  // namespace diandan::cli
