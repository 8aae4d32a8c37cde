#include "services/hours/redemption_rules.h"

#include <fstream>
#include <set>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "gmock/gmock.h"
#include "services/hours/points_testing.h"
#include "services/hours/redemption_transitions.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::RefusedWith;

std::string SourceText(const std::string& path) {
  std::ifstream file(std::string(DIANDAN_SOURCE_DIR) + "/" + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RedemptionTransitionsTest, CodeSqlAndProtoSayTheSame) {
  std::set<std::string> code, sql, proto;
  for (const auto& [from, to] : kRedemptionSteps)
    code.insert(v1::RedemptionState_Name(from) + ">" + v1::RedemptionState_Name(to));
  std::string text = SourceText("services/hours/schema/009_points.sql");
  const size_t start = text.find("INSERT INTO redemption_transition");
  ASSERT_NE(start, std::string::npos);
  const std::vector<std::string> quoted =
      absl::StrSplit(text.substr(start, text.find(';', start) - start), '\'');
  for (size_t i = 1; i + 2 < quoted.size(); i += 4) sql.insert(quoted[i] + ">" + quoted[i + 2]);
  for (absl::string_view line : absl::StrSplit(SourceText("proto/diandan/hours/v1/reward.proto"), '\n')) {
    if (!absl::ConsumePrefix(&line, "//   ")) continue;
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() < 3 || words[1] != "→") continue;
    proto.insert((words[0] == "—" ? "REDEMPTION_STATE_UNSPECIFIED" : words[0]) + ">" + words[2]);
  }
  EXPECT_EQ(code, sql);
  EXPECT_EQ(code, proto);
}

class RedemptionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK(desk_.GovernPoints(TenAnHour()));
    desk_.Serve("赵", 600);
  }
  void TearDown() override { desk_.CheckPointBooks(); }
  v1::Redemption Redeemed() {
    const auto one = desk_.Redeem("赵", towels_);
    EXPECT_OK(one);
    return *one;
  }
  const RewardRow& Row() { return *desk_.rows.Rows<RewardRow>().Find(kCounty, IdOf(towels_)); }

  PointsDesk desk_;
  const std::string towels_ = desk_.Offer(Towels(), 3);
};

TEST_F(RedemptionTest, PointsAndStockAreHeldTogetherAndSpentOnce) {
  const v1::Redemption one = Redeemed();
  EXPECT_EQ(one.state(), v1::TO_PICK_UP);
  EXPECT_TRUE(ClosingCodeWellFormed(one.pick_up_code()));
  EXPECT_EQ(desk_.Balance("赵"), 80);
  EXPECT_EQ(Row().stock, 2);
  ASSERT_OK(desk_.PickUp(one.name(), one.pick_up_code()));
  EXPECT_EQ(Row().handed, 1);
  EXPECT_THAT(desk_.PickUp(one.name(), one.pick_up_code()), Refused(errors::v1::REDEMPTION_WRONG_STATE));
  EXPECT_THAT(desk_.Cancel(one.name(), Volunteer(Id("赵")), v1::NO_LONGER_WANTED),
              Refused(errors::v1::REDEMPTION_WRONG_STATE));
}

TEST_F(RedemptionTest, WhatCannotBeHadIsRefusedAndNothingMoves) {
  v1::RewardSettings limited = Towels();
  limited.set_per_person(1);
  const std::string one_each = desk_.Offer(limited, 5), none = desk_.Offer(Towels(), 0);
  const std::string dear = desk_.Offer(Towels(101), 5), closed = desk_.Offer(Towels(), 5);
  v1::CloseRewardRequest close;
  close.set_name(closed);
  ASSERT_OK(desk_.Run(CloseRewardVerb(), desk_.admin, close));
  ASSERT_OK(desk_.Redeem("赵", one_each));
  EXPECT_THAT(desk_.Redeem("赵", one_each), Refused(errors::v1::REWARD_LIMIT_REACHED));
  EXPECT_THAT(desk_.Redeem("赵", none), Refused(errors::v1::REWARD_OUT_OF_STOCK));
  EXPECT_THAT(desk_.Redeem("赵", dear, 101), RefusedWith(errors::v1::POINTS_TOO_FEW, "balance", "80"));
  EXPECT_THAT(desk_.Redeem("赵", dear, 20), RefusedWith(errors::v1::REWARD_PRICE_CHANGED, "points", "101"));
  EXPECT_THAT(desk_.Redeem("赵", closed), Refused(errors::v1::REWARD_IS_CLOSED));
  EXPECT_THAT(desk_.Redeem("钱", towels_), RefusedWith(errors::v1::POINTS_TOO_FEW, "balance", "0"));
  EXPECT_THAT(desk_.Redeem("赵", "counties/150525/rewards/" + Id("no such").ToString()),
              Refused(errors::v1::NOT_FOUND));
  EXPECT_EQ(desk_.Balance("赵"), 80);
}

TEST_F(RedemptionTest, WhatIsGivenBackCountsForNothing) {
  v1::RewardSettings limited = Towels();
  limited.set_per_person(1);
  const std::string one_each = desk_.Offer(limited, 1);
  const auto one = desk_.Redeem("赵", one_each);
  ASSERT_OK(one);
  ASSERT_OK(desk_.Cancel(one->name(), Volunteer(Id("赵")), v1::NO_LONGER_WANTED));
  EXPECT_EQ(desk_.Balance("赵"), 100);
  EXPECT_OK(desk_.Redeem("赵", one_each));
}

TEST_F(RedemptionTest, NobodyFetchedItSoItGoesBack) {
  const v1::Redemption one = Redeemed();
  desk_.now += absl::Hours(24 * 30) - absl::Seconds(1);
  desk_.Tick();
  EXPECT_EQ(Row().held, 1);
  desk_.now += absl::Seconds(1);
  desk_.Tick();
  desk_.Tick();
  EXPECT_EQ(Row().stock, 3);
  EXPECT_EQ(desk_.Balance("赵"), 100);
  EXPECT_EQ(desk_.Last<v1::RedemptionChanged>("REDEMPTION_CANCELLED").state(), "REDEMPTION_LAPSED");
  EXPECT_EQ(desk_.Said("REDEMPTION_CANCELLED"), 1);
  EXPECT_THAT(desk_.PickUp(one.name(), one.pick_up_code()), Refused(errors::v1::REDEMPTION_WRONG_STATE));
}

TEST_F(RedemptionTest, FiveWrongCodesLockIt) {
  const v1::Redemption one = Redeemed();
  const std::string wrong = one.pick_up_code() == "000000" ? "000001" : "000000";
  for (int left = 4; left >= 0; --left) {
    EXPECT_THAT(desk_.PickUp(one.name(), wrong),
                RefusedWith(errors::v1::PICK_UP_CODE_WRONG, "tries_left", absl::StrCat(left)));
  }
  EXPECT_THAT(desk_.PickUp(one.name(), one.pick_up_code()), Refused(errors::v1::PICK_UP_CODE_LOCKED));
  EXPECT_OK(desk_.Cancel(one.name(), Volunteer(Id("赵")), v1::NO_LONGER_WANTED));
}

TEST_F(RedemptionTest, WhoMayDoWhat) {
  const v1::Redemption one = Redeemed();
  v1::ConfirmPickUpRequest confirm;
  confirm.set_name(one.name());
  confirm.set_pick_up_code(one.pick_up_code());
  Caller elsewhere = Someone("clerk of another village", Role::kClerk);
  elsewhere.grants[0].org_path = "c.t.w";
  Caller own = Someone("clerk 赵", Role::kClerk);
  own.volunteer = Id("赵");
  auto by = [&](const Caller& caller) {
    return desk_.Run(ConfirmPickUpVerb(), caller, confirm, nullptr, &desk_.key);
  };
  EXPECT_THAT(by(elsewhere), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(by(Someone("reviewer", Role::kReviewer)), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(by(Volunteer(Id("赵"))), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(by(own), Refused(errors::v1::CONFLICT_OF_INTEREST));
  EXPECT_THAT(desk_.Cancel(one.name(), Volunteer(Id("钱")), v1::NO_LONGER_WANTED),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(desk_.Cancel(one.name(), Volunteer(Id("赵")), v1::DAMAGED), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(desk_.Cancel(one.name(), desk_.clerk, v1::NO_LONGER_WANTED),
              Refused(errors::v1::FIELD_INVALID));
  const RedemptionRow& row = *desk_.rows.Rows<RedemptionRow>().Find(kCounty, IdOf(one.name()));
  EXPECT_EQ(ToProto(row, desk_.clerk, &desk_.key).pick_up_code(), "") << "for the volunteer alone";
  EXPECT_OK(by(desk_.clerk));
  EXPECT_EQ(ToProto(row, Volunteer(Id("赵")), &desk_.key).pick_up_code(), "") << "while it waits";
}

TEST_F(RedemptionTest, OnlyTheCountysAdminMakesRewardsAndNoneIsMoney) {
  v1::CreateRewardRequest create;
  create.set_parent("counties/150525");
  create.set_request_id(Id("money").ToString());
  *create.mutable_settings() = Towels();
  EXPECT_THAT(desk_.Run(CreateRewardVerb(), desk_.clerk, create), Refused(errors::v1::NOT_ALLOWED));
  create.mutable_settings()->set_kind(v1::REWARD_MONEY);
  EXPECT_THAT(desk_.Run(CreateRewardVerb(), desk_.admin, create),
              RefusedWith(errors::v1::POLICY_BREAKS_RULE, "rule", "REGULATIONS_2"));
  v1::UpdateRewardRequest update;
  update.set_name(towels_);
  *update.mutable_settings() = Towels(25);
  update.set_etag("7");
  EXPECT_THAT(desk_.Run(UpdateRewardVerb(), desk_.admin, update), Refused(errors::v1::ETAG_MISMATCH));
  const v1::Redemption before = Redeemed();
  update.clear_etag();
  ASSERT_OK(desk_.Run(UpdateRewardVerb(), desk_.admin, update));
  EXPECT_THAT(desk_.Redeem("赵", towels_, 20), Refused(errors::v1::REWARD_PRICE_CHANGED));
  ASSERT_OK(desk_.Cancel(before.name(), desk_.clerk, v1::DAMAGED));
  EXPECT_EQ(desk_.Balance("赵"), 100) << "what was redeemed before keeps its price";
  Caller elsewhere = Someone("clerk of another village", Role::kClerk);
  elsewhere.grants[0].org_path = "c.t.w";
  v1::RestockRewardRequest restock;
  restock.set_name(towels_);
  restock.set_add(1);
  EXPECT_THAT(desk_.Run(RestockRewardVerb(), elsewhere, restock), Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::hours
