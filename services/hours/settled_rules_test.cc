#include "services/hours/settled_rules.h"

#include "gmock/gmock.h"
#include "services/hours/case_rules.h"
#include "services/hours/desk_testing.h"
#include "services/hours/entry_rules.h"
#include "services/hours/ledger_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;

class SettledTest : public ::testing::Test {
 protected:
  void Decide(const Uuid& entry, v1::Verdict verdict, v1::DecisionReason reason) {
    v1::DecideEntriesRequest request;
    request.set_parent("counties/150525");
    auto* decision = request.add_decisions();
    decision->set_entry(ResourceNameOf(kCounty, "entries", entry));
    decision->set_verdict(verdict);
    decision->set_reason(reason);
    ASSERT_OK(desk_.Run(DecideEntriesVerb(), reviewer_, request));
  }
  Status DecideCase(const Uuid& correction, int minutes, const Caller& by,
                    v1::DecisionReason reason = v1::LATE_FACTS_UPHELD) {
    v1::DecideCaseRequest request;
    request.set_name(ResourceNameOf(kCounty, "corrections", correction));
    request.set_granted(reason != v1::EVIDENCE_LACKING);
    request.set_minutes(minutes);
    request.set_reason(reason);
    return desk_.Run(DecideCaseVerb(), by, request);
  }
  int64_t Waits() { return desk_.Sum(PendingAccount(kCounty)); }
  int64_t Stands(const char* who) { return desk_.Sum(VolunteerAccount(Id(who))); }

  Desk desk_;
  Caller reviewer_ = Someone("reviewer", Role::kReviewer);
  Caller other_ = Someone("other reviewer", Role::kReviewer);
};

TEST_F(SettledTest, EachAttendanceWaitsAndARepeatChangesNothing) {
  Told told = Told().With("赵", 0, 120).With("钱", 0, 60);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(desk_.Take(told));
  EXPECT_EQ(Waits(), 180);
  EXPECT_EQ(desk_.Said("ENTRY_PENDED"), 2);
}

TEST_F(SettledTest, AHigherRevisionBeforeTheDecisionPendsAgain) {
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 120).With("钱", 0, 60)));
  Told later = Told().With("赵", 0, 90).Revision(2);
  ASSERT_OK(desk_.Take(later));
  EXPECT_EQ(Waits(), 90) << "赵 is shorter, 钱 is not in the picture any more";
  EXPECT_EQ(desk_.entry(later.entry()).revision, 2);
  Told gone = Told().With("赵", 0, 120).With("钱", 0, 60);
  EXPECT_EQ(desk_.entry(gone.entry(1)).state, v1::VOIDED);
  EXPECT_EQ(desk_.entry(gone.entry(1)).reason, v1::PICTURE_CHANGED);
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 120)));
  EXPECT_EQ(Waits(), 90) << "revision 1 again is too late";
}

TEST_F(SettledTest, AnUnchangedAttendanceKeepsItsReturn) {
  Told told = Told().With("赵", 0, 120);
  ASSERT_OK(desk_.Take(told));
  Decide(told.entry(), v1::RETURN, v1::ASK_TIMES);
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 120).With("钱", 0, 30).Revision(2)));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::RETURNED);
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 100).Revision(3)));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING) << "the picture itself answered";
  EXPECT_EQ(Waits(), 100);
}

// Twenty names appear on what one person passed with.
TEST_F(SettledTest, OnNoticeByRuleALaterPictureIsJudgedAnew) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.add_pass_grades(v1::A);
  settings.set_notice_days(3);
  ASSERT_OK(desk_.Govern(settings));
  Told told = Told().With("赵", 0, 120);
  told->mutable_evidence()->set_headcount(1);
  ASSERT_OK(desk_.Take(told));
  v1::PassByRule pass;
  pass.set_entry_id(told.entry().ToString());
  pass.set_looked_revision(1);
  Caller clock;
  clock.kind = Caller::Kind::kService;
  clock.subject = "service:hours";
  ASSERT_OK(desk_.Run(PassByRuleVerb(), clock, pass));
  ASSERT_EQ(desk_.entry(told.entry()).state, v1::NOTICE);

  Told same = Told().With("赵", 0, 120).Revision(2);
  same->mutable_evidence()->set_headcount(1);
  ASSERT_OK(desk_.Take(same));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::NOTICE) << "nothing speaks against it";
  Told more = Told().With("赵", 0, 120).With("钱", 0, 120).Revision(3);
  more->mutable_evidence()->set_headcount(1);
  ASSERT_OK(desk_.Take(more));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING);
  EXPECT_FALSE(desk_.entry(told.entry()).passes_by_rule);
  EXPECT_EQ(Waits(), 240);
}

TEST_F(SettledTest, AnAppealKeepsToTheCapAndTheLadder) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.set_day_cap_minutes(600);
  ASSERT_OK(desk_.Govern(settings));
  Told told = Told().With("赵", 0, 660);
  ASSERT_OK(desk_.Take(told));
  Decide(told.entry(), v1::REJECT, v1::NOT_PRESENT);
  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(ResourceNameOf(kCounty, "entries", told.entry()));
  appeal.set_minutes(660);
  ASSERT_OK(desk_.Run(RequestCorrectionVerb(), Volunteer(Id("赵")), appeal));
  const Uuid correction = *desk_.entry(told.entry()).correction_id;
  EXPECT_THAT(DecideCase(correction, 660, other_, v1::APPEAL_UPHELD),
              Refused(errors::v1::MINUTES_OUT_OF_RANGE));
  Caller station = Someone("station reviewer", Role::kReviewer);
  station.grants[0].org_path = "c.t.v";
  EXPECT_THAT(DecideCase(correction, 600, station, v1::APPEAL_UPHELD), Refused(errors::v1::DAILY_LADDER))
      << "ten hours are for the organisation above";
  station.grants[0].org_path = "c.t";
  ASSERT_OK(DecideCase(correction, 600, station, v1::APPEAL_UPHELD));
  EXPECT_EQ(Stands("赵"), 600);
}

TEST_F(SettledTest, AHigherRevisionAfterTheDecisionOpensACorrection) {
  Told told = Told().With("赵", 0, 120);
  ASSERT_OK(desk_.Take(told));
  Decide(told.entry(), v1::VERIFY, v1::DECISION_REASON_UNSPECIFIED);
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 150).Revision(2)));
  EXPECT_EQ(Stands("赵"), 120) << "nothing is edited";
  ASSERT_TRUE(desk_.entry(told.entry()).correction_id);
  Uuid correction = *desk_.entry(told.entry()).correction_id;
  EXPECT_THAT(DecideCase(correction, 150, reviewer_), Refused(errors::v1::SECOND_REVIEWER_NEEDED));
  EXPECT_THAT(DecideCase(correction, 151, other_), Refused(errors::v1::MINUTES_OUT_OF_RANGE));
  ASSERT_OK(DecideCase(correction, 150, other_));
  EXPECT_EQ(Stands("赵"), 150);
  EXPECT_THAT(DecideCase(correction, 150, other_), Refused(errors::v1::CASE_WRONG_STATE));
  const auto& last = desk_.rows.Rows<TransferRow>().all().back()->row;
  EXPECT_EQ(last.kind, v1::CORRECT);
  EXPECT_EQ(last.corrects, TransferId(told.entry(), v1::POST, 1));
  ASSERT_OK(desk_.Take(Told().With("赵", 0, 150).Revision(3)));
  EXPECT_FALSE(desk_.entry(told.entry()).correction_id) << "the books already say so";
}

TEST_F(SettledTest, ACorrectionToNothingVoidsAndAnAppealCanWinItBack) {
  Told told = Told().With("赵", 0, 120);
  ASSERT_OK(desk_.Take(told));
  Decide(told.entry(), v1::VERIFY, v1::DECISION_REASON_UNSPECIFIED);
  ASSERT_OK(desk_.Take(Told().Revision(2)));
  ASSERT_OK(DecideCase(*desk_.entry(told.entry()).correction_id, 0, other_));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::VOIDED);
  EXPECT_EQ(Stands("赵"), 0);

  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(ResourceNameOf(kCounty, "entries", told.entry()));
  appeal.set_minutes(120);
  EXPECT_THAT(desk_.Run(RequestCorrectionVerb(), Volunteer(Id("钱")), appeal),
              Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(desk_.Run(RequestCorrectionVerb(), Volunteer(Id("赵")), appeal));
  EXPECT_THAT(desk_.Run(RequestCorrectionVerb(), Volunteer(Id("赵")), appeal),
              Refused(errors::v1::CORRECTION_EXISTS));
  Uuid correction = *desk_.entry(told.entry()).correction_id;
  EXPECT_THAT(DecideCase(correction, 120, other_), Refused(errors::v1::FIELD_INVALID))
      << "a reason of another kind";
  ASSERT_OK(DecideCase(correction, 120, other_, v1::APPEAL_UPHELD));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::POSTED);
  EXPECT_EQ(Stands("赵"), 120);
  EXPECT_EQ(Waits(), 0);
}

TEST_F(SettledTest, ACheckOutAloneCanBeAppealedByTellingWhenTheServiceBegan) {
  Told told = Told().With("赵", 120, 120).Flag(orders::v1::UNPAIRED);
  ASSERT_OK(desk_.Take(told));
  Decide(told.entry(), v1::REJECT, v1::NO_TIME_GIVEN);
  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(ResourceNameOf(kCounty, "entries", told.entry()));
  appeal.set_minutes(90);
  auto ask = [&] { return desk_.Run(RequestCorrectionVerb(), Volunteer(Id("赵")), appeal); };
  EXPECT_THAT(ask(), Refused(errors::v1::MINUTES_OUT_OF_RANGE)) << "no time, no minutes";
  for (int wrong : {120, 121, -24 * 60}) {
    *appeal.mutable_start_time() = ToTimestamp(kNine + absl::Minutes(wrong));
    EXPECT_THAT(ask(), Refused(errors::v1::FIELD_INVALID)) << wrong;
  }
  *appeal.mutable_start_time() = ToTimestamp(kNine + absl::Minutes(31));
  EXPECT_THAT(ask(), Refused(errors::v1::MINUTES_OUT_OF_RANGE)) << "89 minutes";
  *appeal.mutable_start_time() = ToTimestamp(kNine + absl::Minutes(30));
  ASSERT_OK(ask());
  ASSERT_OK(DecideCase(*desk_.entry(told.entry()).correction_id, 90, other_, v1::APPEAL_UPHELD));
  EXPECT_EQ(Stands("赵"), 90);
  EXPECT_EQ(desk_.entry(told.entry()).start_at, kNine + absl::Minutes(30));

  Told whole = Told("whole").With("钱", 0, 120);
  ASSERT_OK(desk_.Take(whole));
  Decide(whole.entry(), v1::VERIFY, v1::DECISION_REASON_UNSPECIFIED);
  appeal.set_entry(ResourceNameOf(kCounty, "entries", whole.entry()));
  EXPECT_THAT(desk_.Run(RequestCorrectionVerb(), Volunteer(Id("钱")), appeal),
              Refused(errors::v1::FIELD_INVALID))
      << "recorded times are not told anew";
}

TEST_F(SettledTest, ACorrectionToAVeryLongDayIsForTheCounty) {
  Told morning = Told("morning").With("赵", 0, 480), evening = Told("evening").With("赵", 480, 490);
  ASSERT_OK(desk_.Take(morning));
  ASSERT_OK(desk_.Take(evening));
  Decide(morning.entry(), v1::VERIFY, v1::DECISION_REASON_UNSPECIFIED);
  Decide(evening.entry(), v1::REJECT, v1::NO_TIME_GIVEN);
  ASSERT_OK(desk_.Take(Told("evening").With("赵", 480, 780).Revision(2)));
  Uuid correction = *desk_.entry(evening.entry()).correction_id;
  Caller township = Someone("township reviewer", Role::kReviewer);
  township.grants[0].org_path = "c.t";
  EXPECT_THAT(DecideCase(correction, 300, township), Refused(errors::v1::DAILY_LADDER));
  EXPECT_OK(DecideCase(correction, 240, township)) << "twelve hours";
}

TEST_F(SettledTest, AnEndedServiceNobodyAttendedWaitsForLateFactsThenSettles) {
  Told nobody = Told().Roster("赵");
  ASSERT_OK(desk_.Take(nobody));
  EXPECT_EQ(desk_.Said("ORDER_ENTRIES_SETTLED"), 0);
  v1::SettleEmpty settle;
  settle.set_acceptance_id(nobody.acceptance().ToString());
  ASSERT_OK(desk_.Run(SettleEmptyVerb(), reviewer_, settle));
  EXPECT_EQ(desk_.Said("ORDER_ENTRIES_SETTLED"), 0) << "three days have not passed";
  desk_.now += absl::Hours(72);
  ASSERT_OK(desk_.Run(SettleEmptyVerb(), reviewer_, settle));
  ASSERT_OK(desk_.Run(SettleEmptyVerb(), reviewer_, settle));
  ASSERT_EQ(desk_.Said("ORDER_ENTRIES_SETTLED"), 1);
  EXPECT_EQ(desk_.Last<v1::OrderEntriesSettled>("ORDER_ENTRIES_SETTLED").standing(), 0);
}

TEST_F(SettledTest, WhereNobodyWasExpectedThereIsNothingToWaitFor) {
  ASSERT_OK(desk_.Take(Told("empty roster")));
  Told aborted = Told("aborted").Roster("赵");
  aborted->set_aborted(true);
  ASSERT_OK(desk_.Take(aborted));
  EXPECT_EQ(desk_.Said("ORDER_ENTRIES_SETTLED"), 2);
}

TEST_F(SettledTest, APictureThatCannotBeTrueIsRefusedWhole) {
  Told told = Told().With("赵", 0, 120).With("钱", 0, 60);
  told->mutable_attendances(1)->set_minutes(61);
  EXPECT_THAT(desk_.Take(told), Refused(errors::v1::MINUTES_OUT_OF_RANGE));
  EXPECT_EQ(Waits(), 0);
}

}  // namespace
}  // namespace diandan::hours
