// `diandan draw` from a terminal: committed to, drawn, recomputed without a server, called back. And `rating
// rates`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class DrawByTerminal : public ::testing::Test {
 protected:
  DrawByTerminal() { MakeTown(town); }
  // Served on Thursday at two and verified.
  void Served() {
    order = FirstCell(town.Must("站员", "order place '赵婶 周四 14:00 理发' --yes --plain"));
    town.Must("镇干部", "order approve " + order);
    town.Must("队长", "order accept " + order + " --team 小白杨理发队");
    town.Must("队长", "order roster " + order + " 小满");
    town.At(14, 0, 3);
    town.Must("队长", "order checkin " + order);
    town.At(15, 0, 3);
    town.Must("队长", "order checkout " + order);
    town.Must("站员", "order complete " + order + " --witness --headcount 1");
    town.AwaitLines("验单员", "entry list --order " + order, 1);
    town.Must("验单员", "entry verify --order " + order);
  }
  static std::string TextIn(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }

  Terminals town;
  std::string order;
};

TEST_F(DrawByTerminal, CommittedToDrawnRecomputedAndCalledBack) {
  EXPECT_EQ(town.Run("验单员", "draw plan --from 2026-11-20 --until 2026-11-26 --size 1").exit, 2)
      << "a period that has begun";
  EXPECT_EQ(town.Run("镇干部", "draw plan --from 2026-11-26 --until 2026-11-26 --size 1").exit, 3);
  const std::string plain =
      town.Must("验单员", "draw plan --from 2026-11-26 --until 2026-11-26 --size 1 --plain");
  const std::string commitment = plain.substr(plain.find('\t') + 1, 64);
  EXPECT_THAT(town.Must("站员", "draw list"), AllOf(HasSubstr("2026-11-26"), HasSubstr("等着抽")));
  Served();
  EXPECT_EQ(town.Run("验单员", "draw make").exit, 1) << "the period runs";
  EXPECT_EQ(town.Run("验单员", "draw download").exit, 1);
  town.At(0, 6, 4);
  EXPECT_THAT(town.Must("验单员", "draw make"), HasSubstr("1 条里抽出 1 条"));

  const std::string proof = absl::StrCat(town.data_dir(), "/proof.json");
  const std::string draw = FirstCell(town.Must("验单员", "draw show --plain"));
  town.Must("站员", absl::StrCat("draw download ", draw, " ", proof));
  EXPECT_THAT(town.Must("验单员", "draw calls"),
              AllOf(HasSubstr(order), HasSubstr("您不能打（是您核对的时长）")));
  EXPECT_EQ(town.Run("验单员", "draw record --call 1 --result confirmed").exit, 1);
  const Said recorded = town.Run("验单员二", "draw record --call 1 --result minutes-differ --minutes 30");
  EXPECT_EQ(recorded.exit, 0) << recorded.talk;
  EXPECT_THAT(recorded.talk, HasSubstr("换一个人来定"));
  EXPECT_THAT(town.Must("验单员", "draw show"), AllOf(HasSubstr("办完了"), HasSubstr("时长不符 1")));
  EXPECT_THAT(town.Must("镇干部", "rating rates"), AllOf(HasSubstr("小白杨理发队"), HasSubstr("1 单里 0")));

  town.Stop();
  EXPECT_THAT(town.Must("过路人", "draw verify " + proof), HasSubstr("对得上"));
  EXPECT_EQ(town.Run("过路人", absl::StrCat("draw verify ", proof, " --commitment ", commitment)).exit, 0);
  const Said other =
      town.Run("过路人", absl::StrCat("draw verify ", proof, " --commitment ", std::string(64, '0')));
  EXPECT_EQ(other.exit, 1);
  EXPECT_THAT(other.talk, HasSubstr("承诺不是您手里的那一个"));
  const std::string altered = absl::StrReplaceAll(TextIn(proof), {{" 10\\n", " 50\\n"}});
  ASSERT_NE(altered, TextIn(proof));
  const Said changed = town.Run("过路人", "draw verify " + town.File("altered.json", altered));
  EXPECT_EQ(changed.exit, 1);
  EXPECT_THAT(changed.talk, HasSubstr("被改动过"));
  EXPECT_EQ(town.Run("过路人", "draw verify " + town.File("none.json", "{]")).exit, 2);
}

}  // namespace
}  // namespace diandan::cli
