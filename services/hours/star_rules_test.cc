// Stars in words: reached with the hours, kept when the policy asks for more, lowered only by a correction,
// and said.
#include "services/hours/star_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"
#include "services/hours/ledger_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;

const std::vector<int32_t> kHours = {100, 300, 600, 1000, 1500};

TEST(StarsTest, ByTheHoursThatTheNationUses) {
  EXPECT_EQ(StarsOf(100 * 60 - 1, kHours), 0);
  EXPECT_EQ(StarsOf(100 * 60, kHours), 1);
  EXPECT_EQ(StarsOf(999 * 60, kHours), 3);
  EXPECT_EQ(StarsOf(1500 * 60, kHours), 5);
}

class StarTest : public ::testing::Test {
 protected:
  Status Look(int64_t minutes_here, int32_t elsewhere = 0) {
    const Uuid account = VolunteerAccount(Id("赵"));
    auto& accounts = desk.rows.Rows<AccountRow>();
    if (auto* row = accounts.Change(kCounty, account)) {
      row->balance = minutes_here;
    } else {
      AccountRow fresh;
      fresh.county_id = kCounty;
      fresh.id = account;
      fresh.volunteer_id = Id("赵");
      fresh.balance = minutes_here;
      accounts.Insert(fresh);
    }
    v1::LookAtStar look;
    look.set_volunteer_id(Id("赵").ToString());
    look.set_minutes_elsewhere(elsewhere);
    Caller hours;
    hours.kind = Caller::Kind::kService;
    hours.service = "hours";
    return desk.Run(LookAtStarVerb(), hours, look);
  }
  const StarRow* Held() { return desk.rows.Rows<StarRow>().Find(kCounty, StarId(Id("赵"))); }
  Desk desk;
};

TEST_F(StarTest, IsReachedOverAllCountiesAndSaidOnce) {
  ASSERT_OK(Look(99 * 60));
  EXPECT_EQ(Held(), nullptr);
  ASSERT_OK(Look(99 * 60, 60));
  EXPECT_EQ(Held()->stars, 1);
  EXPECT_EQ(Held()->held_from_hours, 100);
  ASSERT_OK(Look(110 * 60, 60));
  EXPECT_EQ(desk.Said("STAR_CHANGED"), 1);
}

TEST_F(StarTest, APolicyThatAsksForMoreTakesNothingAway) {
  ASSERT_OK(Look(100 * 60));
  v1::PolicySettings settings = BuiltInSettings();
  settings.clear_star_hours();
  for (const int hours : {200, 400, 800, 1200, 2000}) settings.add_star_hours(hours);
  ASSERT_OK(desk.Govern(settings));
  ASSERT_OK(Look(120 * 60));
  EXPECT_EQ(Held()->stars, 1);
  ASSERT_OK(Look(400 * 60));
  EXPECT_EQ(Held()->stars, 2);
  EXPECT_EQ(Held()->held_from_hours, 400);
}

TEST_F(StarTest, ACorrectionThatLowersItSaysSo) {
  ASSERT_OK(Look(300 * 60));
  ASSERT_EQ(Held()->stars, 2);
  ASSERT_OK(Look(299 * 60));
  EXPECT_EQ(Held()->stars, 1);
  EXPECT_EQ(Held()->lowered_from, 2);
  EXPECT_EQ(desk.Last<v1::StarChanged>("STAR_CHANGED").from_stars(), 2);
  ASSERT_OK(Look(300 * 60));
  EXPECT_EQ(Held()->lowered_from, 0);
  ASSERT_OK(Look(10));
  EXPECT_EQ(Held()->stars, 0);
  EXPECT_FALSE(Held()->since.has_value());
}

TEST_F(StarTest, NobodyElseLooks) {
  v1::LookAtStar look;
  look.set_volunteer_id(Id("赵").ToString());
  look.set_minutes_elsewhere(100000);
  EXPECT_THAT(desk.Run(LookAtStarVerb(), Someone("admin", Role::kCountyAdmin), look),
              Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::hours
