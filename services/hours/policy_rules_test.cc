#include "services/hours/policy_rules.h"

#include "gmock/gmock.h"
#include "services/base/words.h"
#include "services/hours/desk_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PolicyTest : public ::testing::Test {
 protected:
  StatusOr<v1::Policy> Set(const v1::PolicySettings& settings, const std::string& etag = "") {
    v1::SetPolicyRequest request;
    request.set_parent("counties/150525");
    request.set_etag(etag);
    *request.mutable_settings() = settings;
    v1::Policy policy;
    DD_RETURN_IF_ERROR(desk_.Run(SetPolicyVerb(), admin_, request, &policy));
    return policy;
  }
  StatusOr<v1::Policy> Confirm(const std::string& etag, const Caller& by) {
    v1::ConfirmPolicyRequest request;
    request.set_parent("counties/150525");
    request.set_proposal_etag(etag);
    v1::Policy policy;
    DD_RETURN_IF_ERROR(desk_.Run(ConfirmPolicyVerb(), by, request, &policy));
    return policy;
  }
  // The built-in settings with something changed.
  template <typename Change>
  v1::PolicySettings With(Change change) {
    v1::PolicySettings settings = BuiltInSettings();
    change(settings);
    return settings;
  }

  Desk desk_;
  const Caller admin_ = Someone("admin", Role::kCountyAdmin);
  const Caller second_ = Someone("second admin", Role::kCountyAdmin);
};

TEST_F(PolicyTest, StarsClimb) {
  const struct {
    const char* what;
    std::vector<int32_t> asked;
    bool taken;
  } kCases[] = {
      {"the state's", {100, 300, 600, 1000, 1500}, true}, {"a county's own", {50, 150, 300, 500, 800}, true},
      {"one too few", {50, 150, 300, 500}, false},        {"two alike", {50, 150, 150, 500, 800}, false},
      {"falling", {800, 500, 300, 150, 50}, false},
  };
  for (const auto& c : kCases) {
    const auto set =
        Set(With([&](auto& s) { s.mutable_star_hours()->Assign(c.asked.begin(), c.asked.end()); }));
    EXPECT_EQ(set.ok(), c.taken) << c.what << ": " << set.status();
    if (!c.taken) {
      EXPECT_THAT(set, Refused(errors::v1::FIELD_INVALID)) << c.what;
    }
  }
}

TEST_F(PolicyTest, TheLadderClimbsAndFromMemoryNeverPasses) {
  EXPECT_THAT(Set(With([](auto& s) { s.set_very_long_day_minutes(s.long_day_minutes() - 1); })),
              Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Set(With([](auto& s) { s.add_pass_grades(v1::D); })), Refused(errors::v1::FIELD_INVALID));
}

TEST_F(PolicyTest, TighterIsInForceAtOnceAndTheOldVersionStays) {
  auto first = Set(With([](auto& s) { s.set_notice_days(3); }));
  ASSERT_OK(first);
  EXPECT_EQ(first->version(), 1);
  EXPECT_FALSE(first->has_waiting());
  auto next = Set(With([](auto& s) { s.set_notice_days(5); }), first->etag());
  ASSERT_OK(next);
  EXPECT_EQ(next->version(), 2);
  EXPECT_EQ(desk_.rows.Rows<PolicyRow>().Find(kCounty, PolicyId(kCounty, 1))->notice_days, 3);
  EXPECT_THAT(Set(BuiltInSettings(), first->etag()), Refused(errors::v1::ETAG_MISMATCH));
}

struct Looser {
  const char* setting;
  void (*change)(v1::PolicySettings&);
};

TEST_F(PolicyTest, EachWayOfLoosingItIsNoticed) {
  const Looser kCases[] = {
      {"pass_grades", [](auto& s) { s.add_pass_grades(v1::B); }},
      {"notice_days", [](auto& s) { s.set_notice_days(2); }},
      {"memory_notice_days", [](auto& s) { s.set_memory_notice_days(1); }},
      {"minimum_minutes", [](auto& s) { s.set_minimum_minutes(0); }},
      {"planned_share_percent", [](auto& s) { s.set_planned_share_percent(59); }},
      {"overtime_minutes", [](auto& s) { s.set_overtime_minutes(61); }},
      {"long_day_minutes", [](auto& s) { s.set_long_day_minutes(481); }},
      {"very_long_day_minutes", [](auto& s) { s.set_very_long_day_minutes(721); }},
      {"day_cap_minutes", [](auto& s) { s.set_day_cap_minutes(0); }},
      {"own_part_refused", [](auto& s) { s.set_own_part_refused(false); }},
      {"asked", [](auto& s) { s.clear_asked(); }},
  };
  v1::PolicySettings strict = BuiltInSettings();
  strict.set_notice_days(3);
  strict.set_minimum_minutes(10);
  strict.set_day_cap_minutes(720);
  strict.set_own_part_refused(true);
  strict.add_asked(v1::PHOTO_OF_RISKY_SERVICES);
  for (const Looser& c : kCases) {
    v1::PolicySettings looser = strict;
    c.change(looser);
    EXPECT_THAT(Loosened(strict, looser), ElementsAre(c.setting));
    EXPECT_THAT(Loosened(looser, strict), IsEmpty()) << "back is tighter: " << c.setting;
  }
}

TEST_F(PolicyTest, LooserTakesTwoPeopleWhoSawTheSame) {
  auto proposed = Set(With([](auto& s) { s.add_pass_grades(v1::A); }));
  ASSERT_OK(proposed);
  EXPECT_EQ(proposed->version(), 0) << "not in force";
  EXPECT_THAT(proposed->waiting().loosened(), ElementsAre("pass_grades"));
  const std::string seen = proposed->waiting().etag();
  EXPECT_THAT(Confirm(seen, admin_), Refused(errors::v1::CONFLICT_OF_INTEREST)) << "one's own";

  auto again = Set(With([](auto& s) {
    s.add_pass_grades(v1::A);
    s.add_pass_grades(v1::B);
  }));
  ASSERT_OK(again);
  EXPECT_THAT(Confirm(seen, second_), Refused(errors::v1::ETAG_MISMATCH)) << "another one waits by now";
  auto agreed = Confirm(again->waiting().etag(), second_);
  ASSERT_OK(agreed);
  EXPECT_EQ(agreed->version(), 1);
  EXPECT_THAT(agreed->settings().pass_grades(), ElementsAre(v1::A, v1::B));
  EXPECT_EQ(agreed->set_by(), admin_.subject);
  EXPECT_EQ(agreed->confirmed_by(), second_.subject);
  EXPECT_FALSE(agreed->has_waiting());
  EXPECT_THAT(Confirm(again->waiting().etag(), second_), Refused(errors::v1::PROPOSAL_GONE));
}

TEST_F(PolicyTest, WhatNobodyAgreesToExpires) {
  auto proposed = Set(With([](auto& s) { s.add_pass_grades(v1::A); }));
  ASSERT_OK(proposed);
  desk_.now += absl::Hours(24 * kProposalDays) - absl::Seconds(1);
  auto tighter = Set(BuiltInSettings());
  ASSERT_OK(tighter);
  EXPECT_FALSE(tighter->has_waiting()) << "it was made from a version that is not in force any more";

  proposed = Set(With([](auto& s) { s.add_pass_grades(v1::A); }));
  ASSERT_OK(proposed);
  desk_.now += absl::Hours(24 * kProposalDays);
  EXPECT_THAT(Confirm(proposed->waiting().etag(), second_), Refused(errors::v1::PROPOSAL_GONE));
  Work work(desk_.rows, kCounty, admin_, {}, desk_.now, 0);
  EXPECT_FALSE(ShowPolicy(work).has_waiting());
}

struct Broken {
  const char* rule;  // as the refusal names it
  const char* about;
  void (*change)(v1::PolicySettings&);
};

TEST_F(PolicyTest, WhatARuleForbidsIsRefusedByItsName) {
  const Broken kCases[] = {
      {"国办函〔2026〕12号", "每天必须签到", [](auto& s) { s.add_asked(v1::DAILY_CHECK_IN); }},
      {"国办函〔2026〕12号", "每次服务都要照片", [](auto& s) { s.add_asked(v1::PHOTO_OF_EVERY_SERVICE); }},
      {"国办函〔2026〕12号", "签到要定位或轨迹", [](auto& s) { s.add_asked(v1::LOCATION_OF_PHONES); }},
      {"国办函〔2026〕12号", "排名", [](auto& s) { s.add_asked(v1::RANKING_OF_STATIONS); }},
      {"国办函〔2026〕12号", "在线时长", [](auto& s) { s.add_asked(v1::TIME_ONLINE); }},
      {"整治形式主义为基层减负若干规定", "再写一份报告",
       [](auto& s) { s.add_asked(v1::REPORT_TYPED_AGAIN); }},
      {"民政部令第67号", "公示超过 10 天", [](auto& s) { s.set_notice_days(11); }},
      {"民政部令第67号", "公示超过 10 天", [](auto& s) { s.set_memory_notice_days(11); }},
      {"志愿服务条例", "一天封顶不到 8 小时", [](auto& s) { s.set_day_cap_minutes(479); }},
  };
  for (const Broken& c : kCases) {
    const auto set = Set(With(c.change));
    ASSERT_THAT(set, Refused(errors::v1::POLICY_BREAKS_RULE)) << c.about;
    const auto told = Speak(set.status(), Language::kChinese);
    EXPECT_THAT(told.message(), HasSubstr(c.rule));
    EXPECT_THAT(told.message(), HasSubstr(c.about));
    ASSERT_EQ(told.fields_size(), 1) << "the form shows it where it was set";
    EXPECT_THAT(told.fields(0).want(), HasSubstr(c.rule));
  }
  EXPECT_OK(Set(With([](auto& s) { s.add_asked(v1::PHOTO_OF_RISKY_SERVICES); })));
}

}  // namespace
}  // namespace diandan::hours
