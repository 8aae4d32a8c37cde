// `diandan fairness show`: what became of a small county's orders, by township and by language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;

TEST(FairnessByTerminal, SaysHowOftenResidentsAreServedAndWhoIsStillWaiting) {
  Terminals town;
  MakeTown(town);
  EXPECT_THAT(town.Must("站员", "fairness show"), HasSubstr("本县 90 天内 0 单，还没有一单有结果。"));

  std::vector<std::string> numbers;
  for (const char* what : {"王奶奶 周四 理发", "李奶奶 周四 理发"}) {
    const std::string placed =
        town.Must("站员", "order place '" + std::string(what) + "' --on-behalf --yes --plain");
    numbers.push_back(FirstCell(placed));
    town.Must("镇干部", "order approve " + numbers.back());
  }
  town.Must("派单员", "order close " + numbers[0] + " --yes");

  const std::string said = town.Must("派单员", "fairness show --days 30");
  EXPECT_THAT(said, HasSubstr("本县 30 天内 2 单，办成率 0%。\n"))
      << "one township has nothing to be compared with";
  EXPECT_THAT(said, HasSubstr("\n柳湾镇"));
  EXPECT_THAT(said, HasSubstr("\n全县"));
  EXPECT_THAT(said, HasSubstr("\n没要求"));
  EXPECT_THAT(town.Must("派单员", "fairness show --plain"),
              HasSubstr("county\t-\t2\t0\t0\t1\t1\t0\t0%\t-\t-\n"));
  EXPECT_THAT(town.Must("派单员", "fairness show --json"), HasSubstr("\"unserved\": 1"));
  EXPECT_THAT(town.Must("站员", "fairness show --lang en"), HasSubstr("2 orders in 90 days, 0% served.\n"));
  EXPECT_EQ(town.Run("派单员", "fairness show --days 366").exit, 2);
  EXPECT_EQ(town.Run("队长", "fairness show").exit, 3) << "a desk's figures";
}

}  // namespace
}  // namespace diandan::cli
