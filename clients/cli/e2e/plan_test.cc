// `diandan plan`: the county's open orders planned, changed, compared and offered from a terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;

class PlanByTerminal : public ::testing::Test {
 protected:
  PlanByTerminal() { MakeTown(town); }
  std::string Open(const std::string& what) {
    const std::string number =
        FirstCell(town.Must("站员", "order place '" + what + "' --on-behalf --yes --plain"));
    town.Must("派单员", "order approve " + number);  // whoever plans it reads what they wrote themselves
    return number;
  }

  Terminals town;
};

TEST_F(PlanByTerminal, FromTheFirstLookToTheOffers) {
  const std::string a = Open("王奶奶 周四 理发"), b = Open("李奶奶 周四 理发");
  const std::string first = town.Must("派单员", "plan make");
  EXPECT_THAT(first, HasSubstr("已证明是最好的"));
  EXPECT_THAT(first, HasSubstr("2 = 2 + 0"));
  const std::string lines = town.Must("派单员", "plan show --plain");
  EXPECT_THAT(lines, HasSubstr("小白杨理发队"));
  EXPECT_THAT(lines, HasSubstr("柳湾镇青年队"));
  EXPECT_THAT(lines, HasSubstr("单看这一单更合适"));

  const std::string other = town.Must(
      "派单员", absl::StrCat("plan make --compare ", FirstCell(town.Must("派单员", "plan list --plain")),
                             " --ban ", a, "=小白杨理发队 --ban ", b, "=小白杨理发队"));
  EXPECT_THAT(other, HasSubstr("2 = 1 + 1"));
  EXPECT_THAT(town.Must("派单员", "plan show --unserved --plain"), HasSubstr("就能接"));
  EXPECT_THAT(town.Must("派单员", "plan why " + a + " 小白杨理发队"), HasSubstr("小白杨理发队"));
  EXPECT_EQ(town.Run("派单员", "plan make --pin " + a + "=没有的队").exit, 3);
  EXPECT_EQ(town.Run("派单员", "plan make --weight nonsense=3").exit, 2);
  EXPECT_EQ(town.Run("站员", "plan make").exit, 3);

  town.Must("派单员", "plan make --weight evenness=0");
  const Said done = town.Run("派单员", "plan commit");
  EXPECT_EQ(done.exit, 0) << done.talk;
  EXPECT_THAT(done.talk, HasSubstr("派出 2 单"));
  EXPECT_THAT(town.Must("队长", "order list --plain --all"), HasSubstr("\t"));
  EXPECT_THAT(town.Must("派单员", "plan list --plain"), HasSubstr("\t2\t0\t2\t"));
}

TEST_F(PlanByTerminal, FarAwayTheStreamGoesThroughTheGateway) {
  Open("王奶奶 周四 理发");
  const std::string there = absl::StrCat(" --server http://127.0.0.1:", town.server().http_port());
  town.Must("远方", "signin hong-dispatcher --password-file " + town.File("password", kTownPassword) + there);
  EXPECT_THAT(town.Must("远方", "plan make" + there), HasSubstr("1 = 1 + 0"));
  const Said refused = town.Run("远方", "plan make --seed 3 --county 150525" + there);
  EXPECT_EQ(refused.exit, 3) << refused.talk;
}

}  // namespace
}  // namespace diandan::cli
