#include "services/hours/points_rules.h"

#include <random>

#include "gmock/gmock.h"
#include "services/base/clock.h"
#include "services/hours/points_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PointsTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_OK(desk_.GovernPoints(TenAnHour())); }
  void TearDown() override { desk_.CheckPointBooks(); }

  PointsDesk desk_;
};

TEST_F(PointsTest, PointsFollowFromMinutesGradeThemeAndRating) {
  v1::PointsSettings settings = TenAnHour();
  auto* grade = settings.add_grade_shares();
  grade->set_grade(v1::D);
  grade->set_percent(50);
  auto* theme = settings.add_theme_shares();
  theme->set_skill("night_watch");
  theme->set_percent(150);
  settings.set_well_rated_percent(20);
  const struct {
    const char* what;
    int32_t minutes;
    v1::Grade grade;
    const char* skill;
    bool well;
    int32_t points;
  } kCases[] = {
      {"an hour", 60, v1::A, "haircut", false, 10},
      {"rounded down", 65, v1::A, "haircut", false, 10},
      {"too short for a point", 5, v1::A, "haircut", false, 0},
      {"from memory", 60, v1::D, "haircut", false, 5},
      {"what the county lacks", 60, v1::A, "night_watch", false, 15},
      {"well rated", 60, v1::A, "haircut", true, 12},
      {"all of it, rounded once", 100, v1::D, "night_watch", true, 15},
      {"a whole day", 1440, v1::A, "haircut", false, 240},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(PointsOf(settings, c.minutes, c.grade, c.skill, c.well), c.points) << c.what;
}

TEST_F(PointsTest, WhatIsPostedEarnsAndWhatIsCorrectedIsTakenBack) {
  const Uuid entry = desk_.Serve("赵", 120);
  EXPECT_EQ(desk_.Balance("赵"), 20);
  desk_.CorrectTo(entry, 180);
  EXPECT_EQ(desk_.Balance("赵"), 30);
  desk_.CorrectTo(entry, 0);
  EXPECT_EQ(desk_.Balance("赵"), 0);
  desk_.CorrectTo(entry, 60);
  EXPECT_EQ(desk_.Balance("赵"), 10);
}

TEST_F(PointsTest, WhatWasSpentMeanwhileIsOwedAndPaidFromWhatIsEarnedNext) {
  const std::string towels = desk_.Offer(Towels(), 5);
  const Uuid entry = desk_.Serve("赵", 120);
  ASSERT_OK(desk_.Redeem("赵", towels));
  desk_.CorrectTo(entry, 30);
  EXPECT_EQ(desk_.Balance("赵"), 0);
  EXPECT_EQ(desk_.Owed("赵"), 15);
  desk_.Serve("赵", 60);
  EXPECT_EQ(desk_.Balance("赵"), 0);
  EXPECT_EQ(desk_.Owed("赵"), 5);
  desk_.Serve("赵", 60);
  EXPECT_EQ(desk_.Balance("赵"), 5);
  EXPECT_EQ(desk_.Owed("赵"), 0);
}

TEST_F(PointsTest, AMonthHasACapAndTheNextOneItsOwn) {
  v1::PointsSettings capped = TenAnHour();
  capped.set_month_cap(25);
  ASSERT_OK(desk_.GovernPoints(capped));
  const Uuid first = desk_.Serve("赵", 120);
  desk_.Serve("赵", 120);
  EXPECT_EQ(desk_.Balance("赵"), 25);
  desk_.Serve("钱", 120);
  EXPECT_EQ(desk_.Balance("钱"), 20) << "everybody's own";
  desk_.CorrectTo(first, 60);
  EXPECT_EQ(desk_.Balance("赵"), 15);
  desk_.now += absl::Hours(24 * 31);
  desk_.Serve("赵", 120);
  EXPECT_EQ(desk_.Balance("赵"), 35);
}

TEST_F(PointsTest, PointsKeepTheVersionTheyWereEarnedUnder) {
  const Uuid entry = desk_.Serve("赵", 120);
  v1::PointsSettings fewer = TenAnHour();
  fewer.set_points_per_hour(6);
  ASSERT_OK(desk_.GovernPoints(fewer));
  desk_.CorrectTo(entry, 180);
  EXPECT_EQ(desk_.Balance("赵"), 30);
  desk_.Serve("钱", 60);
  EXPECT_EQ(desk_.Balance("钱"), 6);
}

TEST_F(PointsTest, ARatingOfThePeopleServedAddsAndItsAnnulmentTakesBack) {
  v1::PointsSettings settings = TenAnHour();
  settings.set_well_rated_percent(50);
  ASSERT_OK(desk_.GovernPoints(settings));
  const Uuid entry = desk_.Serve("赵", 120);
  desk_.Rate(entry, "five", 5);
  EXPECT_EQ(desk_.Balance("赵"), 30);
  desk_.Rate(entry, "five", 5);
  EXPECT_EQ(desk_.Balance("赵"), 30) << "once";
  desk_.Rate(entry, "one", 1);
  EXPECT_EQ(desk_.Balance("赵"), 20) << "three on average";
  desk_.Annul("one");
  EXPECT_EQ(desk_.Balance("赵"), 30);
  desk_.Annul("five");
  EXPECT_EQ(desk_.Balance("赵"), 20) << "no rating takes nothing";
}

TEST_F(PointsTest, TheFirstToExpireAreTakenFirst) {
  desk_.Serve("赵", 60);
  v1::PointsSettings longer = TenAnHour();
  longer.set_valid_years(2);
  ASSERT_OK(desk_.GovernPoints(longer));
  desk_.Serve("赵", 120);
  ASSERT_OK(desk_.Redeem("赵", desk_.Offer(Towels(), 1)));
  // Of the first lot all 10 are gone, of the second 10 of 20.
  desk_.now = ExpiryOf(desk_.now, 1);
  desk_.Tick();
  EXPECT_EQ(desk_.Balance("赵"), 10 + 20) << "and the reward nobody fetched went back";
  desk_.now = ExpiryOf(kNine, 2);
  desk_.Tick();
  EXPECT_EQ(desk_.Balance("赵"), 0);
}

TEST_F(PointsTest, APointIsGoodUntilTheEndOfTheNextYearAndNotAMomentLonger) {
  const std::string towels = desk_.Offer(Towels(), 5);
  desk_.Serve("赵", 240);
  const absl::Time expiry = ExpiryOf(desk_.now, 1);
  EXPECT_EQ(absl::FormatTime("%Y-%m-%d %H:%M", expiry, ChinaTime()), "2028-01-01 00:00");
  desk_.now = expiry - absl::Seconds(1);
  EXPECT_OK(desk_.Redeem("赵", towels));
  desk_.now = expiry;
  EXPECT_THAT(desk_.Redeem("赵", towels), Refused(errors::v1::POINTS_TOO_FEW))
      << "before the clock was there";
  desk_.Tick();
  EXPECT_EQ(desk_.Balance("赵"), 0);
}

TEST_F(PointsTest, WhatComesBackAfterItsDateIsGoodForThirtyDaysMore) {
  const std::string towels = desk_.Offer(Towels(), 5);
  desk_.Serve("赵", 120);
  desk_.now = ExpiryOf(desk_.now, 1) - absl::Hours(24);
  const auto redeemed = desk_.Redeem("赵", towels);
  ASSERT_OK(redeemed);
  desk_.now += absl::Hours(24 * 10);
  desk_.Tick();
  ASSERT_OK(desk_.Cancel(redeemed->name(), desk_.clerk, v1::NOT_IN_STOCK));
  desk_.Tick();
  EXPECT_EQ(desk_.Balance("赵"), 20);
  desk_.now += absl::Hours(24 * 30);
  desk_.Tick();
  EXPECT_EQ(desk_.Balance("赵"), 0);
}

// Whatever happens in whatever order, of several people at once: the books are right after every step, and
// what was earned is what stands, short of what is owed.
TEST_F(PointsTest, RandomOperationsLeaveTheBooksRight) {
  const std::vector<std::string> people = {"赵", "钱", "孙", "李"};
  for (const uint32_t seed : {1u, 7u, 42u, 2026u}) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    PointsDesk desk;
    v1::PointsSettings settings = TenAnHour();
    settings.set_month_cap(200);
    settings.set_well_rated_percent(30);
    ASSERT_OK(desk.GovernPoints(settings));
    std::vector<std::string> rewards = {desk.Offer(Towels(20), 3), desk.Offer(Towels(35), 2)};
    std::vector<Uuid> entries;
    std::vector<std::pair<std::string, v1::Redemption>> redeemed;
    std::mt19937 random(seed);
    auto any = [&](auto& list) -> auto& { return list[random() % list.size()]; };
    for (int step = 0; step < 400; ++step) {
      const std::string who = any(people);
      switch (random() % 10) {
        case 0:
        case 1:
          entries.push_back(desk.Serve(who, 1 + int(random() % 300)));
          break;
        case 2:
          if (!entries.empty()) desk.CorrectTo(any(entries), int(random() % 300));
          break;
        case 3:
          if (!entries.empty()) desk.Rate(any(entries), absl::StrCat("rating ", step), 1 + int(random() % 5));
          break;
        case 4:
          desk.Annul(absl::StrCat("rating ", random() % (step + 1)));
          break;
        case 5:
        case 6: {
          const size_t which = random() % rewards.size();
          const auto one = desk.Redeem(who, rewards[which], which == 0 ? 20 : 35);
          if (one.ok()) redeemed.emplace_back(who, *one);
          break;
        }
        case 7:
          if (redeemed.empty()) break;
          if (random() % 2 == 0) {
            const auto& [owner, one] = any(redeemed);
            (void)desk.Cancel(one.name(), Volunteer(Id(owner)), v1::NO_LONGER_WANTED);
          } else {
            const auto& [owner, one] = any(redeemed);
            (void)desk.PickUp(one.name(), random() % 4 == 0 ? "000000" : one.pick_up_code());
          }
          break;
        case 8:
          (void)desk.Restock(any(rewards), 1);
          break;
        case 9:
          desk.now += absl::Hours(24 * (random() % 20 == 0 ? 400 : random() % 8));
          desk.Tick();
          break;
      }
      desk.CheckPointBooks();
      if (HasFailure()) FAIL() << "at step " << step;
    }
    EXPECT_GT(redeemed.size(), 5u) << "the operations are no idle ones";
  }
}

TEST_F(PointsTest, MorePointsTakeTwoPeopleAndFewerOne) {
  v1::PointsSettings settings = TenAnHour();
  const struct {
    const char* loosened;
    void (*change)(v1::PointsSettings&);
  } kCases[] = {
      {"points_per_hour", [](v1::PointsSettings& s) { s.set_points_per_hour(11); }},
      {"well_rated_percent", [](v1::PointsSettings& s) { s.set_well_rated_percent(5); }},
      {"valid_years", [](v1::PointsSettings& s) { s.set_valid_years(2); }},
      {"theme_shares",
       [](v1::PointsSettings& s) {
         auto* share = s.add_theme_shares();
         share->set_skill("haircut");
         share->set_percent(120);
       }},
  };
  for (const auto& c : kCases) {
    v1::PointsSettings to = settings;
    c.change(to);
    EXPECT_THAT(PointsLoosened(settings, to), ElementsAre(c.loosened));
    EXPECT_THAT(PointsLoosened(to, settings), IsEmpty());
  }
  v1::PointsSettings capped = settings;
  capped.set_month_cap(100);
  EXPECT_THAT(PointsLoosened(settings, capped), IsEmpty());
  EXPECT_THAT(PointsLoosened(capped, settings), ElementsAre("month_cap"));
}

TEST_F(PointsTest, WhatThePolicyMayNotDoIsRefusedByTheRulesName) {
  const struct {
    v1::PointsWish wish;
    const char* rule;
  } kCases[] = {
      {v1::PAID_OUT_IN_MONEY, "REGULATIONS_2"},    {v1::SOLD_OR_GIVEN_ON, "REGULATIONS_2"},
      {v1::TAKEN_FOR_DECLINING, "REGULATIONS_25"}, {v1::GIVEN_FOR_LOGINS, "GBH_2026_12"},
      {v1::GIVEN_FOR_POSTS, "GBH_2026_12"},        {v1::GIVEN_FOR_PHOTOS, "GBH_2026_12"},
      {v1::RANKED_BY_POINTS, "GBH_2026_12"},
  };
  for (const auto& c : kCases) {
    v1::PointsSettings settings = TenAnHour();
    settings.add_wishes(c.wish);
    EXPECT_THAT(desk_.GovernPoints(settings),
                diandan::testing::RefusedWith(errors::v1::POLICY_BREAKS_RULE, "rule", c.rule));
  }
  v1::PointsSettings twice = TenAnHour();
  for (int i = 0; i < 2; ++i) {
    auto* share = twice.add_grade_shares();
    share->set_grade(v1::B);
    share->set_percent(50);
  }
  EXPECT_THAT(desk_.GovernPoints(twice), diandan::testing::InvalidAt("settings.grade_shares", "unique"));
}

TEST_F(PointsTest, NobodyAgreesToTheirOwnProposal) {
  v1::SetPointsPolicyRequest set;
  set.set_parent("counties/150525");
  *set.mutable_settings() = TenAnHour();
  set.mutable_settings()->set_points_per_hour(20);
  v1::PointsPolicy policy;
  ASSERT_OK(desk_.Run(SetPointsPolicyVerb(), desk_.admin, set, &policy));
  EXPECT_EQ(policy.settings().points_per_hour(), 10);
  EXPECT_THAT(policy.waiting().loosened(), ElementsAre("points_per_hour"));
  v1::ConfirmPointsPolicyRequest confirm;
  confirm.set_parent(set.parent());
  confirm.set_proposal_etag(policy.waiting().etag());
  EXPECT_THAT(desk_.Run(ConfirmPointsPolicyVerb(), desk_.admin, confirm),
              Refused(errors::v1::CONFLICT_OF_INTEREST));
  set.set_etag("0");
  EXPECT_THAT(desk_.Run(SetPointsPolicyVerb(), desk_.admin, set), Refused(errors::v1::ETAG_MISMATCH));
  desk_.now += absl::Hours(24 * kProposalDays);
  EXPECT_THAT(desk_.Run(ConfirmPointsPolicyVerb(), desk_.second, confirm),
              Refused(errors::v1::PROPOSAL_GONE));
}

}  // namespace
}  // namespace diandan::hours
