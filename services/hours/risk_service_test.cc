// What looks like fraud is found by the clock, stands beside the entry, comes first in the queue, does not
// pass by rule, and is told to who reviews and to nobody else.
#include "absl/strings/str_cat.h"
#include "services/hours/policy_settings_rules.h"
#include "services/hours/risk_desk_testing.h"

namespace diandan::hours {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class RiskTest : public RiskDesk {
 protected:
  void LetPass(v1::Grade grade) {
    v1::PolicySettings settings = BuiltInSettings();
    settings.add_pass_grades(grade);
    ASSERT_OK(hours_.Govern(kCounty, settings));
  }
  static std::string Posted(const char* who) {
    return absl::StrCat("SELECT count(*) FROM entry WHERE state = 'POSTED' AND volunteer_id = '",
                        Id(who).ToString(), "'");
  }
};

// Two teams say that 赵 was with them at the same time; nothing is wrong with 钱.
TEST_F(RiskTest, TwoPlacesAtOnceComeFirstWithTheirSentence) {
  hours_.Settle(Told("first").With("钱", 0, 120, orders::v1::BY_LEADER));
  hours_.world.clock.Advance(absl::Minutes(1));
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(Told("third").With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(second.With("赵", 60, 180, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);

  auto reviewer = hours_.Reviewer(kCounty);
  reviewer.language = Language::kChinese;
  const v1::ListEntriesResponse queue = Queue(reviewer);
  ASSERT_THAT(queue.entries(), SizeIs(3));
  EXPECT_GE(queue.entries(0).risk().points(), 50);
  ASSERT_EQ(queue.entries(0).risk().flags_size(), 1);
  const v1::RiskFlag& flag = queue.entries(0).risk().flags(0);
  EXPECT_EQ(flag.kind(), v1::OVERLAP_TEAMS);
  EXPECT_THAT(flag.sentence(), HasSubstr("重叠 60 分钟"));
  EXPECT_EQ(flag.others(0), queue.entries(1).name());
  EXPECT_FALSE(queue.entries(2).has_risk());
  EXPECT_FALSE(Queue(reviewer, "create_time").entries(0).has_risk()) << "the oldest first, if asked so";
}

TEST_F(RiskTest, IsToldToWhoReviewsOnly) {
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  const Told first = Told("first").With("赵", 0, 120, orders::v1::BY_LEADER);
  hours_.Settle(first);
  hours_.Settle(second.With("赵", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);
  const Uuid entry = first.entry();
  EXPECT_TRUE(hours_.Entry(hours_.Reviewer(kCounty), kCounty, entry)->has_risk());
  EXPECT_FALSE(hours_.Entry(hours_.Person(Id("赵")), kCounty, entry)->has_risk());
  const auto officer = hours_.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c"));
  EXPECT_FALSE(hours_.Entry(officer, kCounty, entry)->has_risk());
}

TEST_F(RiskTest, WhatLooksWrongDoesNotPassByRule) {
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(Told("first").With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(second.With("赵", 10, 130, orders::v1::BY_LEADER));
  hours_.Settle(Told("third").With("钱", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);
  LetPass(v1::B);
  for (Told told : {Told("first").With("赵", 0, 120, orders::v1::BY_LEADER), second,
                    Told("third").With("钱", 0, 120, orders::v1::BY_LEADER)}) {
    hours_.Settle(told.Revision(2));  // graded anew, by the policy that lets them pass
  }
  EXPECT_EQ(TickUntil(kCounty, Posted("钱"), 1), 1);
  EXPECT_EQ(hours_.Number(kCounty, Posted("赵")), 0);
  EXPECT_EQ(hours_.Number(kCounty, "SELECT count(*) FROM entry WHERE passes_by_rule AND state = 'PENDING'"),
            2);
}

// A look that cannot be recorded, here because somebody holds its row, is none.
TEST_F(RiskTest, NothingPassesBeforeItWasLookedAt) {
  LetPass(v1::B);
  const Told told = Told("first").With("赵", 0, 120, orders::v1::BY_LEADER);
  const Status held =
      db::Transact(*hours_.world.home("hours").pool, {kCounty}, false, [&](db::Connection& db) {
        db.Run("INSERT INTO risk_look VALUES ($1, $2, 1)", db::Params().Add(kCounty).Add(told.acceptance()));
        hours_.Settle(told);
        EXPECT_OK(hours_.hours->clockwork().Tick());
        EXPECT_EQ(hours_.Number(kCounty, Posted("赵")), 0);
        return Refuse(errors::v1::INTERNAL_ERROR);  // takes the row back
      });
  EXPECT_FALSE(held.ok());
  EXPECT_EQ(TickUntil(kCounty, Posted("赵"), 1), 1);
}

// Whoever waits a season does not pass because nobody remembers the season.
TEST_F(RiskTest, WhatNobodyHasLookedAtStaysDoubted) {
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(Told("first").With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(second.With("赵", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);
  // More was found a month later.
  hours_.world.clock.Advance(absl::Hours(24 * 30));
  ASSERT_OK(hours_.Tamper(kCounty, "UPDATE risk SET points = points - 1, flags = ''"));
  hours_.Settle(Told("third").With("钱", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(TickUntil(kCounty, "SELECT count(*) FROM risk WHERE length(flags) > 0", 2), 2);
  hours_.world.clock.Advance(absl::Hours(24 * 70));
  hours_.Settle(Told("fourth").With("孙", 0, 120, orders::v1::BY_LEADER));
  for (int i = 0; i < 3; ++i) ASSERT_OK(hours_.hours->clockwork().Tick());
  EXPECT_EQ(hours_.Number(kCounty, "SELECT count(*) FROM risk WHERE points >= 50"), 2);
}

TEST_F(RiskTest, WhatIsDoubtedOnNoticeGoesToAReviewer) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.add_pass_grades(v1::B);
  settings.set_notice_days(3);
  ASSERT_OK(hours_.Govern(kCounty, settings));
  const std::string on_notice = "SELECT count(*) FROM entry WHERE state = 'NOTICE'";
  hours_.Settle(Told("first").With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(Told("third").With("钱", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(TickUntil(kCounty, on_notice, 2), 2);
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(second.With("赵", 10, 130, orders::v1::BY_LEADER));
  EXPECT_EQ(TickUntil(kCounty, on_notice, 1), 1) << "钱 alone";
  hours_.world.clock.Advance(absl::Hours(24 * 4));
  EXPECT_EQ(TickUntil(kCounty, Posted("钱"), 1), 1);
  EXPECT_EQ(hours_.Number(kCounty, Posted("赵")), 0);
}

TEST_F(RiskTest, ALaterPictureTakesItBack) {
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(Told("first").With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(second.With("赵", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);
  Told corrected("second");
  corrected->set_team_id(Id("another team").ToString());
  corrected.Revision(2);
  hours_.Settle(corrected.With("孙", 0, 120, orders::v1::BY_LEADER));
  EXPECT_EQ(AwaitRisks(0), 0);
}

TEST_F(RiskTest, AnotherCountyCountsOnBothSides) {
  Told abroad("abroad");
  hours_.Settle(Told("here").With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(abroad.With("赵", 30, 150, orders::v1::BY_LEADER), kNeighbour);
  EXPECT_EQ(AwaitRisks(1, kNeighbour), 1);
  EXPECT_EQ(AwaitRisks(1), 1);
  const v1::ListEntriesResponse queue = Queue(hours_.Reviewer(kCounty));
  EXPECT_EQ(queue.entries(0).risk().flags(0).kind(), v1::OVERLAP_COUNTIES);
  EXPECT_EQ(queue.entries(0).risk().flags(0).others_size(), 0) << "what lies in another county is not named";
}

TEST_F(RiskTest, APhotoOfAnotherDayAndTheJourneyAreSeen) {
  Told first("first"), second("second");
  for (Told* told : {&first, &second}) (*told)->mutable_evidence()->add_photo_looks(0x1234'5678'9abc'def0);
  first->mutable_point()->set_lat_milli(43'000);
  second->mutable_point()->set_lat_milli(43'400);
  auto* session = second->mutable_sessions(0);
  for (auto* time : {session->mutable_start_time(), session->mutable_end_time()})
    time->set_seconds(time->seconds() + 86400);
  hours_.Settle(first.With("赵", 0, 120, orders::v1::BY_LEADER));
  hours_.Settle(second.With("钱", 24 * 60, 26 * 60, orders::v1::BY_LEADER));
  EXPECT_EQ(AwaitRisks(1), 1);
  const v1::ListEntriesResponse queue = Queue(hours_.Reviewer(kCounty));
  EXPECT_EQ(queue.entries(0).risk().flags(0).kind(), v1::REUSED_PHOTO);
  EXPECT_EQ(queue.entries(0).order_number(), "7K3M");
}

TEST_F(RiskTest, AfterARestartNothingIsForgotten) {
  hours_.Settle(Told("first").With("赵", 0, 120, orders::v1::BY_LEADER));
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(second.With("赵", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(AwaitRisks(2), 2);
  ASSERT_OK(hours_.Tamper(kCounty, "DELETE FROM risk"));
  hours_.Restart();
  EXPECT_EQ(AwaitRisks(2), 2);
}

}  // namespace
}  // namespace diandan::hours
