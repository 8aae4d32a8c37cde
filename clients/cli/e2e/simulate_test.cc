// A county replays its own orders under other weights, keeps what was found, and reads it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;

TEST(SimulateTest, ACountysOwnOrdersAreReplayedAndTheReportIsMadeAgain) {
  Terminals town;
  MakeTown(town);
  const std::string placed = town.Must("站员", "order place '王奶奶 周四 理发' --yes --plain");
  const std::string order = FirstCell(placed);
  town.Must("镇干部", "order approve " + order);
  while (town.Run("管理员", "rank " + order).exit != 0) {
    // Matching has not followed yet.
  }
  const std::string words = "simulate --history --days 7 --seeds 3 --quick --b load=300 ";
  EXPECT_THAT(town.Run("管理员", words + "--dry-run").answer, HasSubstr("\"history\": true"));
  EXPECT_EQ(town.Run("站员", words).exit, 3) << "not theirs to run";
  const std::string report = town.File("report.html", "");
  const Said said = town.Run("管理员", words + "--report " + report);
  ASSERT_EQ(said.exit, 0) << said.talk;
  EXPECT_THAT(said.answer, HasSubstr("轮得均不均"));
  const size_t at = said.talk.find("counties/990101/simulations/");
  ASSERT_NE(at, std::string::npos) << said.talk;
  const std::string name = said.talk.substr(at, std::string("counties/990101/simulations/").size() + 36);

  EXPECT_THAT(town.Must("管理员", "simulation list --plain"), HasSubstr(name));
  const Said again = town.Run("管理员", "simulation report " + name);
  EXPECT_EQ(again.exit, 0);
  EXPECT_EQ(again.answer, said.answer);

  const Said other = town.Run("管理员", "policy weights set load=299 --simulation " + name);
  EXPECT_EQ(other.exit, 2) << "simulated were others";
  EXPECT_THAT(other.talk, HasSubstr("先模拟再改"));
  EXPECT_EQ(town.Run("管理员", "policy weights set load=300").exit, 2) << "nothing to rest on";
  EXPECT_EQ(town.Run("管理员", "policy weights set load=300 --without no-history").exit, 2)
      << "there is an order";
  town.Must("管理员", "policy weights set load=300 --simulation " + name);
  EXPECT_THAT(town.Run("管理员", "policy weights show").talk, HasSubstr(name));
}

}  // namespace
}  // namespace diandan::cli
