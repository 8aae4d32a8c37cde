#include "services/hours/preview_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"
#include "services/hours/preview_words.h"

namespace diandan::hours {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

PolicyRow Under(void (*change)(v1::PolicySettings&)) {
  v1::PolicySettings settings = BuiltInSettings();
  change(settings);
  PolicyRow row;
  PutSettings(settings, row);
  return row;
}
const auto kAsBuiltIn = [](v1::PolicySettings&) {};
const auto kAPasses = [](v1::PolicySettings& s) { s.add_pass_grades(v1::A); };

// Somebody's service planned for two hours, from so many minutes after nine.
PastEntry Served(const std::string& who, int from, int minutes, std::vector<std::string> doubts = {}) {
  PastEntry entry;
  entry.id = Id(absl::StrCat(who, " at ", from));
  entry.volunteer_id = Id(who);
  entry.order_number = "7K3M";
  entry.state = v1::PENDING;
  entry.start_at = kNine + absl::Minutes(from);
  entry.reported_minutes = entry.session_minutes = minutes;
  entry.planned_minutes = 120;
  entry.doubts = std::move(doubts);
  return entry;
}

struct RouteCase {
  const char* words;
  PastEntry entry;
  int before;
  v1::PreviewedWay way;
  std::vector<std::string> reasons;
};

TEST(PreviewTest, EachEntryGoesWhereItWouldInEarnest) {
  const PolicyRow policy = Under(kAPasses);
  const RouteCase kCases[] = {
      {"clean", Served("赵", 0, 120), 0, v1::BY_RULE, {}},
      {"by the leader: B does not pass",
       Served("赵", 0, 120, {"NOT_OWN_CODE"}),
       0,
       v1::BY_REVIEWER,
       {"GRADE_NOT_PASSED"}},
      {"too little of the plan", Served("赵", 0, 60), 0, v1::BY_REVIEWER, {"BELOW_PLANNED_SHARE"}},
      {"off the roster", Served("赵", 0, 120, {"OFF_ROSTER"}), 0, v1::BY_REVIEWER, {"OFF_ROSTER"}},
      {"a long day", Served("赵", 400, 120), 400, v1::BY_TWO, {"LONG_DAY"}},
      {"a very long day", Served("赵", 620, 120), 620, v1::BY_COUNTY, {"VERY_LONG_DAY"}},
      {"from memory", Served("赵", 0, 120, {"ENTERED_FROM_MEMORY"}), 0, v1::BY_TWO, {"ENTERED_FROM_MEMORY"}},
  };
  for (const RouteCase& c : kCases) {
    const PreviewedRoute route = RouteUnder(policy, c.entry, c.before);
    EXPECT_EQ(route.way, c.way) << c.words;
    EXPECT_EQ(route.reasons, c.reasons) << c.words;
  }
}

TEST(PreviewTest, CountsWhatWouldChangeAndShowsTheLatest) {
  PolicyPreview preview(Under(kAsBuiltIn), Under(kAPasses));
  for (int day = 0; day < 5; ++day) preview.AddDay({Served(absl::StrCat(day), 24 * 60 * day, 120)}, {});
  PastEntry rejected = Served("孙", 24 * 60 * 6, 120);
  rejected.state = v1::VOIDED;
  rejected.reason = v1::NOT_PRESENT;
  preview.AddDay({Served("赵", 24 * 60 * 6, 120, {"NOT_OWN_CODE"}), rejected}, {});

  EXPECT_EQ(preview.entries(), 7);
  EXPECT_EQ(preview.outcomes_now().by_reviewer(), 7);
  EXPECT_EQ(preview.outcomes_then().by_rule(), 6);
  EXPECT_EQ(preview.outcomes_then().minutes_by_rule(), 720);
  EXPECT_EQ(preview.outcomes_then().by_rule_but_cut(), 1) << "a reviewer found that nobody was there";
  const auto told = ReadOut(preview, kCounty, kNine + absl::Hours(24 * 30), Language::kChinese);
  EXPECT_THAT(told.headline(), HasSubstr("7 人有 7 段服务"));
  EXPECT_THAT(told.headline(), HasSubstr("现在 0 段，改了以后 6 段"));
  ASSERT_EQ(told.changes_size(), 1);
  EXPECT_EQ(told.changes(0).words(), "6 段从“要一个人看”变成“不用人看”，按规则多记 12 小时");
  ASSERT_EQ(told.changes(0).examples_size(), 3);
  EXPECT_EQ(
      told.changes(0).examples(0).words(),
      "12 月 2 日 周三 9:00，2 小时，凭据 A 级：现在要一个人看（凭据不在免看之列），改了以后不用人看。");
  EXPECT_THAT(told.notes(0), HasSubstr("有 1 段会不用人看就记入"));
  const auto english = ReadOut(preview, kCounty, kNine, Language::kEnglish);
  EXPECT_THAT(english.changes(0).words(), HasSubstr("6: “one reviewer looks” becomes “passes by rule”"));
}

TEST(PreviewTest, ADayHoldsWhatStandsElsewhereAndNotWhatWasVoided) {
  PolicyPreview preview(Under(kAsBuiltIn), Under(kAPasses));
  PastEntry voided = Served("赵", 0, 120);
  voided.state = v1::VOIDED;
  preview.AddDay({voided, Served("赵", 200, 120), Served("钱", 0, 120)}, {{Id("赵"), 400}, {Id("李"), 900}});
  EXPECT_EQ(preview.outcomes_then().by_rule(), 1);
  EXPECT_EQ(preview.outcomes_then().by_two(), 2) << "each alone makes the day 8 hours 40; together 10:40";
  EXPECT_EQ(preview.outcomes_then().by_county(), 0);
}

TEST(PreviewTest, SaysWhatTheCapCuts) {
  PolicyPreview preview(Under(kAPasses), Under([](v1::PolicySettings& s) {
                          s.add_pass_grades(v1::A);
                          s.set_day_cap_minutes(480);
                        }));
  preview.AddDay({Served("赵", 0, 100)}, {{Id("赵"), 420}});
  EXPECT_EQ(preview.outcomes_then().capped(), 1);
  EXPECT_EQ(preview.outcomes_then().capped_minutes(), 40);
  EXPECT_EQ(preview.outcomes_then().by_rule(), 1) << "the capped day is no long day";
}

TEST(PreviewTest, NothingToCompareIsSaid) {
  PolicyPreview preview(Under(kAsBuiltIn), Under(kAPasses));
  EXPECT_THAT(ReadOut(preview, kCounty, kNine, Language::kChinese).headline(), HasSubstr("比不出来"));
  preview.AddDay({Served("赵", 0, 120, {"OFF_ROSTER"})}, {});
  EXPECT_THAT(ReadOut(preview, kCounty, kNine, Language::kChinese).headline(), HasSubstr("都和现在一样"));
}

}  // namespace
}  // namespace diandan::hours
