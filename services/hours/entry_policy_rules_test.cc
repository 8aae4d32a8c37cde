// What a county's policy changes about decisions: the ladder, the cap, who may decide, what is on notice.
#include "gmock/gmock.h"
#include "services/hours/claim_rules.h"
#include "services/hours/desk_testing.h"
#include "services/hours/entry_rules.h"
#include "services/hours/policy_settings_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;

class EntryPolicyTest : public ::testing::Test {
 protected:
  EntryPolicyTest() {
    clock_.kind = Caller::Kind::kService;
    clock_.subject = "service:hours";
  }
  v1::DecideEntriesRequest Verdict(const Uuid& entry, v1::Verdict verdict) {
    v1::DecideEntriesRequest request;
    request.set_parent("counties/150525");
    v1::Decision& decision = *request.add_decisions();
    decision.set_entry(ResourceNameOf(kCounty, "entries", entry));
    decision.set_verdict(verdict);
    return request;
  }
  Status Decide(const v1::DecideEntriesRequest& request, const Caller& by) {
    return desk_.Run(DecideEntriesVerb(), by, request);
  }
  Status Confirm(const Uuid& entry, bool agreed, const Caller& by) {
    v1::ConfirmSecondRequest request;
    request.set_name(ResourceNameOf(kCounty, "entries", entry));
    request.set_agreed(agreed);
    return desk_.Run(ConfirmSecondVerb(), by, request);
  }
  void LetPass(int notice_days) {
    v1::PolicySettings settings = BuiltInSettings();
    settings.add_pass_grades(v1::A);
    settings.set_notice_days(notice_days);
    ASSERT_OK(desk_.Govern(settings));
  }
  Status PassByRule(const Uuid& entry, int looked_revision = 1) {
    v1::PassByRule request;
    request.set_entry_id(entry.ToString());
    request.set_looked_revision(looked_revision);
    return desk_.Run(PassByRuleVerb(), clock_, request);
  }

  Desk desk_;
  Caller clock_;
  const Caller reviewer_ = Someone("reviewer", Role::kReviewer), other_ = Someone("other", Role::kReviewer);
};

TEST_F(EntryPolicyTest, ALongDayIsConfirmedAboveTheStation) {
  Told day = Told().With("赵", 0, 540);
  ASSERT_OK(desk_.Take(day));
  ASSERT_OK(Decide(Verdict(day.entry(), v1::VERIFY), reviewer_));
  Caller station = Someone("station reviewer", Role::kReviewer);
  station.grants[0].org_path = "c.t.v";
  EXPECT_THAT(Confirm(day.entry(), true, station), Refused(errors::v1::DAILY_LADDER));
  station.grants[0].org_path = "c.t";
  EXPECT_OK(Confirm(day.entry(), true, station));
}

TEST_F(EntryPolicyTest, TheLadderIsTheCountysOwn) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.set_long_day_minutes(240);
  settings.set_very_long_day_minutes(300);
  ASSERT_OK(desk_.Govern(settings));
  Told four = Told("four").With("赵", 0, 240), five = Told("five").With("钱", 0, 301);
  ASSERT_OK(desk_.Take(four));
  ASSERT_OK(desk_.Take(five));
  ASSERT_OK(Decide(Verdict(four.entry(), v1::VERIFY), reviewer_));
  EXPECT_EQ(desk_.entry(four.entry()).state, v1::POSTED);
  ASSERT_OK(Decide(Verdict(five.entry(), v1::VERIFY), reviewer_));
  EXPECT_THAT(desk_.entry(five.entry()).second_reasons, ElementsAre("VERY_LONG_DAY"));
}

TEST_F(EntryPolicyTest, APolicyMayKeepWhoHadAPartFromDecidingAtAll) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.set_own_part_refused(true);
  ASSERT_OK(desk_.Govern(settings));
  Told told = Told().With("赵", 0, 120);
  told->mutable_evidence()->set_placer(reviewer_.account.ToString());
  ASSERT_OK(desk_.Take(told));
  EXPECT_THAT(Decide(Verdict(told.entry(), v1::VERIFY), reviewer_),
              Refused(errors::v1::CONFLICT_OF_INTEREST));
  EXPECT_OK(Decide(Verdict(told.entry(), v1::VERIFY), other_));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::POSTED) << "nobody has to confirm it";
}

TEST_F(EntryPolicyTest, TheCapOfADayCutsAndTheRestOfTheClaimIsFree) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.set_day_cap_minutes(480);
  settings.add_pass_grades(v1::A);
  ASSERT_OK(desk_.Govern(settings));
  Told morning = Told("morning").With("赵", 0, 120), long_one = Told("long").With("赵", 120, 600),
       evening = Told("evening").With("赵", 600, 660), abroad = Told("guest").With("客", 0, 120).From(150526);
  for (const Told* told : {&morning, &long_one, &evening, &abroad}) ASSERT_OK(desk_.Take(*told));
  ASSERT_OK(PassByRule(morning.entry()));
  ASSERT_OK(Decide(Verdict(long_one.entry(), v1::VERIFY), reviewer_));
  const EntryRow& cut = desk_.entry(long_one.entry());
  EXPECT_EQ(cut.state, v1::POSTED) << "eight hours are no long day";
  EXPECT_EQ(cut.posted_minutes, 360);
  EXPECT_EQ(cut.reason, v1::CAPPED_BY_POLICY);
  EXPECT_EQ(desk_.rows.Rows<ClaimRow>().Find(kCounty, cut.id)->minutes, 360);
  ASSERT_OK(Decide(Verdict(evening.entry(), v1::VERIFY), reviewer_));
  EXPECT_EQ(desk_.entry(evening.entry()).state, v1::VOIDED) << "nothing is left of the day";
  EXPECT_FALSE(desk_.rows.Rows<ClaimRow>().Find(kCounty, evening.entry())->held);

  // A guest's day is known once the home county has given the claim; what is over goes back by an errand.
  ClaimsAbroad claims;
  claims.by_entry[abroad.entry()] = {.minutes = 120, .token = 1, .day_minutes = 540};
  ASSERT_OK(desk_.Run(DecideEntriesVerb(), reviewer_, Verdict(abroad.entry(), v1::VERIFY), nullptr, &claims));
  EXPECT_EQ(desk_.entry(abroad.entry()).posted_minutes, 60);
  ASSERT_EQ(desk_.rows.Rows<ErrandRow>().all().size(), 2) << "the note of service abroad, and the release";
  EXPECT_EQ(desk_.rows.Rows<ErrandRow>().all().back()->row.keep_minutes, 60);
}

TEST_F(EntryPolicyTest, WhatWasEnteredFromMemoryIsAlwaysOnNotice) {
  Told told = Told().With("赵", 0, 120, orders::v1::BACK_FILLED, orders::v1::BACK_FILLED);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(Decide(Verdict(told.entry(), v1::VERIFY), reviewer_));
  EXPECT_THAT(desk_.entry(told.entry()).second_reasons, ElementsAre("FROM_MEMORY"));
  ASSERT_OK(Confirm(told.entry(), true, other_));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::NOTICE) << "though this county has no notice days";
  EXPECT_EQ(*desk_.entry(told.entry()).notice_until, desk_.now + absl::Hours(24 * 5));
}

TEST_F(EntryPolicyTest, NothingPassesOnAPictureThatWasNotLookedAt) {
  LetPass(0);
  Told told = Told().With("赵", 0, 120);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(PassByRule(told.entry(), 0));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING) << "nobody has looked yet";
  // 钱 came late, and with 钱 what was known of 赵 is looked at again.
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 120).With("钱", 0, 120).Revision(2)));
  ASSERT_OK(PassByRule(told.entry(), 1));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING) << "what was looked at is not what is there";
  ASSERT_OK(PassByRule(told.entry(), 2));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::POSTED);
}

TEST_F(EntryPolicyTest, WhatPassedByRuleComesOffItsNoticeWhenItIsDoubted) {
  LetPass(3);
  Told told = Told("a").With("赵", 0, 120), decided = Told("b").With("钱", 0, 120);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(desk_.Take(decided));
  ASSERT_OK(PassByRule(told.entry()));
  ASSERT_OK(Decide(Verdict(decided.entry(), v1::VERIFY), reviewer_));
  v1::DoubtNotice doubt;
  for (const Uuid& entry : {told.entry(), told.entry(), decided.entry()}) {
    ASSERT_EQ(desk_.entry(decided.entry()).state, v1::NOTICE);
    doubt.set_entry_id(entry.ToString());
    ASSERT_OK(desk_.Run(DoubtNoticeVerb(), clock_, doubt));
  }
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING);
  EXPECT_FALSE(desk_.entry(told.entry()).passes_by_rule);
  EXPECT_EQ(desk_.entry(decided.entry()).state, v1::NOTICE) << "a person has looked";
}

}  // namespace
}  // namespace diandan::hours
