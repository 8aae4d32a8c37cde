#include "clients/cli/one_line.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

const std::vector<MenuWord>& Menu() {
  static const auto* menu = new std::vector<MenuWord>{{"上门理发", "haircut"},
                                                      {"量血压", "health_check"},
                                                      {"换灯泡修电路", "electrics"},
                                                      {"政策宣讲", "policy_talk"},
                                                      {"理论宣讲", "theory_talk"}};
  return *menu;
}

const absl::TimeZone kChina = absl::FixedTimeZone(8 * 3600);
// A Monday.
const absl::Time kNow = absl::FromCivil(absl::CivilMinute(2026, 11, 23, 10, 30), kChina);

// "王奶奶 | 上门理发 | 2026-11-26 09:00 | 90 分 2 人 | 不懂"; what was not said is left out.
std::string Heard(const std::string& line) {
  const OneLine said = ParseOneLine(line, Menu(), kNow);
  std::string text = said.person;
  if (said.menu >= 0) absl::StrAppend(&text, " | ", Menu()[said.menu].title);
  if (said.when.day || said.when.start_minute >= 0) {
    absl::StrAppend(&text, " | ", absl::FormatTime("%Y-%m-%d %H:%M", said.when.Start(kNow), kChina));
  }
  if (said.when.minutes > 0) absl::StrAppend(&text, " | ", said.when.minutes, " min");
  if (said.people > 0) absl::StrAppend(&text, " | ", said.people, " people");
  if (!said.unknown.empty()) absl::StrAppend(&text, " | ?", absl::StrJoin(said.unknown, ","));
  return text;
}

TEST(OneLineTest, HearsWhatPeopleSay) {
  const std::pair<const char*, const char*> kTable[] = {
      {"王奶奶 周四 理发", "王奶奶 | 上门理发 | 2026-11-26 09:00"},
      {"王奶奶周四下午理发", "王奶奶 | 上门理发 | 2026-11-26 14:30"},
      {"给王奶奶，周四，剪头", "王奶奶 | 上门理发 | 2026-11-26 09:00"},
      {"李婶 明天 9:30 换灯泡", "李婶 | 换灯泡修电路 | 2026-11-24 09:30"},
      {"李婶 后天下午3点半 修电", "李婶 | 换灯泡修电路 | 2026-11-25 15:30"},
      {"张大爷 11月26日 9:00-11:00 量血压", "张大爷 | 量血压 | 2026-11-26 09:00 | 120 min"},
      {"张大爷 12 月 3 日 九点 血压 两人", "张大爷 | 量血压 | 2026-12-03 09:00 | 2 people"},
      {"张大爷 2026-12-03 十点半 血压 一个半小时", "张大爷 | 量血压 | 2026-12-03 10:30 | 90 min"},
      {"王奶奶 下周三 上午 理发 2 人 1小时", "王奶奶 | 上门理发 | 2026-12-02 09:00 | 60 min | 2 people"},
      {"王奶奶 今晚 理发", "王奶奶 | 上门理发 | 2026-11-23 19:00"},
      {"王奶奶 周日 理发", "王奶奶 | 上门理发 | 2026-11-29 09:00"},
      {"王奶奶 １１月２６日 １４：００ 理发", "王奶奶 | 上门理发 | 2026-11-26 14:00"},
      {"Wang Thu 2pm haircut", "Wang | 上门理发 | 2026-11-26 14:00"},
      {"Wang tomorrow 9:30am haircut 2 people", "Wang | 上门理发 | 2026-11-24 09:30 | 2 people"},
  };
  for (const auto& [line, heard] : kTable) EXPECT_EQ(Heard(line), heard) << line;
}

TEST(OneLineTest, AWeekdayThatHasPassedTodayMeansTheNextOne) {
  EXPECT_EQ(Heard("王奶奶 周一 9:00 理发"), "王奶奶 | 上门理发 | 2026-11-30 09:00");
  EXPECT_EQ(Heard("王奶奶 周一 14:00 理发"), "王奶奶 | 上门理发 | 2026-11-23 14:00");
}

TEST(OneLineTest, SaysWhatItDidNotUnderstand) {
  EXPECT_EQ(Heard("王奶奶 周四 理发 哈哈"), "王奶奶 | 上门理发 | 2026-11-26 09:00 | ?哈哈");
  EXPECT_EQ(Heard("王奶奶 周四"), "王奶奶 | 2026-11-26 09:00");
  EXPECT_EQ(Heard(""), "");
}

TEST(OneLineTest, DoesNotChooseBetweenTwoServices) {
  EXPECT_EQ(Heard("王奶奶 周四 宣讲"), "王奶奶 | 2026-11-26 09:00 | ?宣讲");
  EXPECT_EQ(MatchMenu("宣讲", Menu()).size(), 2u);
}

TEST(OneLineTest, BadDatesDoNotCrash) {
  for (const char* line : {"99月99日", "2026-13-45", "99:99", "周九", "点半", "\xff\xfe 周四"})
    (void)Heard(line);
  EXPECT_EQ(Heard("王奶奶 2026-13-45 理发"), "王奶奶 | 上门理发");
}

}  // namespace
}  // namespace diandan::cli
