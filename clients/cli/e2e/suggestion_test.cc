// `diandan suggestion`: a need placed twice merged, a trip asked for or set aside, from a terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SuggestionByTerminal : public ::testing::Test {
 protected:
  SuggestionByTerminal() { MakeTown(town); }
  std::string Open(const std::string& what) {
    const std::string plain = town.Must("站员", "order place '" + what + "' --on-behalf --yes --plain");
    const std::string number = FirstCell(plain);
    town.Must("派单员", "order approve " + number);  // whoever reads it reads what they wrote themselves
    return number;
  }

  Terminals town;
};

TEST_F(SuggestionByTerminal, OneOfTwoStaysAndEachNamesTheOther) {
  const std::string first = Open("王奶奶 周四 理发"), again = Open("王奶奶 周四 理发");
  EXPECT_THAT(town.Must("派单员", "suggestion list --plain"), HasSubstr("称呼相同但没写门牌"))
      << "which is no proof of one household";
  EXPECT_EQ(town.Run("派单员", "suggestion ask " + first + " " + again).exit, 2) << "they are no trip";
  town.Must("派单员", absl::StrCat("suggestion merge ", first, " ", again, " --yes"));
  EXPECT_THAT(town.Must("站员", "order show " + again), HasSubstr(first));
  EXPECT_THAT(town.Must("站员", "order show " + first), HasSubstr(again));
  EXPECT_THAT(town.Must("派单员", "suggestion list --plain"), Not(HasSubstr(first)));
}

TEST_F(SuggestionByTerminal, ATripIsSetAsideOrAskedFor) {
  // Who is being asked for by a wave is in no trip.
  town.Must("管理员", "policy weights set automatic=0 --without automatic-switch");
  const std::string a = Open("王奶奶 周四 理发"), b = Open("李奶奶 周四 理发");
  EXPECT_THAT(town.Must("派单员", "suggestion list --kind one-trip --plain"),
              HasSubstr("小白杨理发队能一趟去"));
  const Said asked = town.Run("派单员", absl::StrCat("suggestion ask ", a, " ", b));
  EXPECT_EQ(asked.exit, 0) << asked.talk;
  EXPECT_THAT(asked.talk, HasSubstr("派出 2 单"));
  EXPECT_THAT(town.Must("派单员", "suggestion list --settled --plain"), HasSubstr("小白杨理发队"));

  const std::string c = Open("赵奶奶 周五 理发"), d = Open("孙奶奶 周五 理发");
  EXPECT_EQ(town.Run("派单员", absl::StrCat("suggestion dismiss ", c, " --reason better-apart")).exit, 2);
  town.Must("派单员", absl::StrCat("suggestion dismiss ", c, " ", d, " --reason better-apart"));
  EXPECT_THAT(town.Must("派单员", "suggestion list --plain"), Not(HasSubstr(c)));
}

}  // namespace
}  // namespace diandan::cli
