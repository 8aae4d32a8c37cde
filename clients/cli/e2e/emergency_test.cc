// The dispatcher declares an emergency, and an urgent order asks over the county, though the county asks by
// hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;

TEST(EmergencyTest, AnUrgentOrderIsAskedAndTheWaveSaysWhy) {
  Terminals town;
  MakeTown(town);
  const std::string placed =
      town.Must("站员", "order place '王奶奶 周四 理发' --urgent --on-behalf --yes --plain");
  const std::string order = FirstCell(placed);
  town.Must("镇干部", "order approve " + order);
  while (town.Run("派单员", "rank " + order).exit != 0) {
    // Matching has not followed yet.
  }
  const std::string words = "emergency declare --reason 暴雪 --yes";
  EXPECT_EQ(town.Run("站员", words).exit, 3) << "not theirs to declare";
  EXPECT_THAT(town.Run("派单员", words + " --dry-run").answer, HasSubstr("暴雪"));
  const std::string declared = town.Must("派单员", words + " --plain");
  EXPECT_THAT(declared, HasSubstr("counties/990101/emergencies/"));
  const std::string name = FirstCell(declared);
  EXPECT_THAT(town.Must("派单员", "waves " + order), HasSubstr("应急：全县合适的队一起问"));
  EXPECT_THAT(town.Must("站员", "emergency list --standing"), HasSubstr("暴雪"));
  town.Must("派单员", "emergency end " + name);
  EXPECT_THAT(town.Must("站员", "emergency list --standing --plain"), ::testing::Not(HasSubstr("暴雪")));
  EXPECT_THAT(town.Must("站员", "emergency list"), HasSubstr("提前结束了"));
}

}  // namespace
}  // namespace diandan::cli
