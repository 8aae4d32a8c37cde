// Facts and roster in words.
#include "services/orders/attendance_testing.h"
#include "services/orders/eligibility_rules.h"
#include "services/orders/settle_rules.h"

namespace diandan::orders::attendance {
namespace {

using testing::Refused;

TEST_F(AttendanceRulesTest, TheFirstCheckInStartsTheService) {
  ASSERT_OK(Roster({"eva"}));
  ASSERT_OK(CheckIn("eva", Leader(), 5));
  EXPECT_THAT(events_, ::testing::ElementsAre("FACT_RECORDED", "SERVICE_STARTED"));
  EXPECT_EQ(order().state, v1::IN_SERVICE);
  EXPECT_EQ(LastFact().how, v1::BY_LEADER);
  ASSERT_OK(CheckIn("eva", Leader(), 6));
  EXPECT_THAT(events_, ::testing::ElementsAre("FACT_RECORDED"));
}

TEST_F(AttendanceRulesTest, WhoMayRecordWhom) {
  EXPECT_OK(CheckIn("eva", Volunteer("eva"), 5));
  EXPECT_OK(CheckIn("eva", Clerk(), 5));
  EXPECT_EQ(LastFact().how, v1::BY_WITNESS);
  EXPECT_THAT(CheckIn("eva", Volunteer("bo"), 5), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(CheckIn("eva", Nobody(), 5), Refused(Reason::NOT_SIGNED_IN));
}

TEST_F(AttendanceRulesTest, NobodyIsTheWitnessOfThemselves) {
  Caller clerk = Clerk();
  clerk.volunteer = Id("eva");
  ASSERT_OK(CheckIn("eva", clerk, 5));
  EXPECT_EQ(LastFact().how, v1::SELF_REPORTED);
}

TEST_F(AttendanceRulesTest, WhoIsMissingFromTheRosterIsKeptAndFlagged) {
  ASSERT_OK(CheckIn("bo", Leader(), 5));
  EXPECT_THAT(LastFact().flags, ::testing::ElementsAre("NOT_ON_ROSTER"));
}

TEST_F(AttendanceRulesTest, TimesThatCannotBe) {
  EXPECT_THAT(CheckIn("eva", Leader(), 110), Refused(Reason::FIELD_INVALID)) << "ten minutes from now";
  EXPECT_OK(CheckIn("eva", Leader(), 103)) << "a phone three minutes ahead";
  EXPECT_THAT(CheckIn("eva", Leader(), -150), Refused(Reason::TOO_EARLY));
  acceptance().accepted_at = kStart;
  EXPECT_THAT(CheckIn("eva", Leader(), -30), Refused(Reason::NO_ACCEPTANCE_THEN));
}

TEST_F(AttendanceRulesTest, ARollingCodeIsGoodOncePerPersonAndDirection) {
  ASSERT_OK(Roster({"eva"}));
  EXPECT_THAT(CheckIn("eva", Volunteer("eva"), 100, "111111", false), Refused(Reason::ROLLING_CODE_WRONG));
  ASSERT_OK(CheckIn("eva", Volunteer("eva"), 100, "123456"));
  EXPECT_EQ(LastFact().how, v1::OWN_CODE);
  EXPECT_THAT(CheckIn("eva", Volunteer("eva"), 100, "123456"), Refused(Reason::ROLLING_CODE_USED));
}

TEST_F(AttendanceRulesTest, ALateWrongCodeIsKeptAndFlaggedBecauseNobodyCanTypeItAgain) {
  ASSERT_OK(Roster({"eva"}));
  ASSERT_OK(CheckIn("eva", Volunteer("eva"), 5, "111111", false));
  EXPECT_EQ(LastFact().how, v1::SELF_REPORTED);
  EXPECT_THAT(LastFact().flags, ::testing::Contains("CODE_WRONG"));
}

// Without signal that is usual; it only says that the code could not be checked while it was shown.
TEST_F(AttendanceRulesTest, ACodeToldLaterIsKeptAsOnesOwnAndFlagged) {
  Member("max");
  ASSERT_OK(Roster({"eva", "max"}));
  ASSERT_OK(CheckIn("eva", Volunteer("eva"), 97, "123456"));
  EXPECT_THAT(LastFact().flags, ::testing::Not(::testing::Contains("CODE_LATE")))
      << "three minutes are on the spot";
  ASSERT_OK(CheckIn("max", Volunteer("max"), 96, "123456"));
  EXPECT_EQ(LastFact().how, v1::OWN_CODE);
  EXPECT_THAT(LastFact().flags, ::testing::Contains("CODE_LATE"));
}

TEST_F(AttendanceRulesTest, AFactAfterTheEndIsLateAndMovesNothing) {
  acceptance().ended_at = kStart + absl::Minutes(60);
  acceptance().ended = "CANCELLED";
  order().state = v1::CANCELLED;
  ASSERT_OK(CheckIn("eva", Leader(), 30));
  EXPECT_THAT(LastFact().flags, ::testing::Contains("LATE_FACT"));
  EXPECT_EQ(order().state, v1::CANCELLED);
  EXPECT_THAT(CheckIn("eva", Leader(), 70), Refused(Reason::NO_ACCEPTANCE_THEN));
}

TEST_F(AttendanceRulesTest, AFactThatArrivesAfterTheCompletionSettlesAnew) {
  ASSERT_OK(CompleteWithCode("right code"));
  EXPECT_THAT(events_, ::testing::ElementsAre("ORDER_COMPLETED", "SETTLED"));
  ASSERT_OK(CheckIn("eva", Leader(), 30));
  EXPECT_THAT(events_, ::testing::ElementsAre("FACT_RECORDED", "SETTLED"));
  EXPECT_EQ(acceptance().settled_revision, 2);
  order().state = v1::VERIFIED;
  EXPECT_THAT(CheckIn("eva", Leader(), 31), Refused(Reason::ATTENDANCE_DECIDED));
}

TEST_F(AttendanceRulesTest, NoFactChangesAnAttendanceThatWasDecided) {
  Member("bo");
  ASSERT_OK(Roster({"eva", "bo"}));
  ASSERT_OK(CheckIn("eva", Leader(), 10));
  ASSERT_OK(CompleteWithCode("right code"));
  const auto paired = Paired(work(), order(), acceptance());
  acceptance().decided = {paired.at(0).attendance_id};
  EXPECT_THAT(CheckIn("eva", Leader(), 5), Refused(Reason::ATTENDANCE_DECIDED)) << "it would begin earlier";
  EXPECT_OK(CheckIn("eva", Leader(), 20)) << "a second check-in changes nothing";
  EXPECT_OK(CheckIn("bo", Leader(), 5)) << "another person's waits still";
}

TEST_F(AttendanceRulesTest, TheRosterNamesEverybodyWhoMayNotCome) {
  Status refused = Roster({"eva", "stranger", "other"});
  EXPECT_THAT(refused, Refused(Reason::VOLUNTEER_NOT_ELIGIBLE));
  EXPECT_EQ(InfoOf(refused).fields_size(), 2);
  EXPECT_THAT(Roster({"eva"}, Clerk()), Refused(Reason::NOT_ALLOWED));
  order().state = v1::OPEN;
  EXPECT_THAT(Roster({"eva"}), Refused(Reason::ORDER_WRONG_STATE));
}

TEST_F(AttendanceRulesTest, AFactThatIsThereIsToldToNobodyWhoCouldNotHaveRecordedIt) {
  ASSERT_OK(Roster({"eva"}));
  v1::RecordFactsRequest bulk;
  bulk.set_name(Name("orders", "order"));
  v1::FactDraft& draft = *bulk.add_facts();
  draft.set_fact_id(Id("fact").ToString());
  draft.set_session_id(Id("session").ToString());
  draft.set_volunteer(Name("volunteers", "eva"));
  draft.set_direction(v1::IN);
  *draft.mutable_observed_time() = ToTimestamp(kStart + absl::Minutes(5));
  ASSERT_OK(Run(RecordFactsVerb(), bulk, Leader()));
  EXPECT_OK(Run(RecordFactsVerb(), bulk, Leader())) << "sent again";
  EXPECT_OK(Run(RecordFactsVerb(), bulk, Clerk())) << "who could witness it";
  Caller rival = Leader();
  rival.subject = "accounts/rival";
  rival.grants.at(0).id = Id("rival");
  EXPECT_THAT(Run(RecordFactsVerb(), bulk, rival), Refused(Reason::NOT_ALLOWED));
  bulk.set_name(Name("orders", "another"));
  EXPECT_THAT(Run(RecordFactsVerb(), bulk, Leader()), Refused(Reason::NOT_ALLOWED))
      << "by another order's name";
}

TEST_F(AttendanceRulesTest, WhoStandsOnTheRosterAndWhoDoesNotAnyMore) {
  Member("bo");
  now_ = kStart - absl::Hours(1);
  const Uuid order_id = Id("order");
  EXPECT_FALSE(StandsOnRoster(work(), order_id, Id("eva"))) << "nobody yet";
  ASSERT_OK(Roster({"eva"}));
  EXPECT_TRUE(StandsOnRoster(work(), order_id, Id("eva")));
  EXPECT_FALSE(StandsOnRoster(work(), order_id, Id("bo"))) << "of the team, and not named";
  EXPECT_FALSE(StandsOnRoster(work(), order_id, Uuid{})) << "an account that is nobody's person";
  ASSERT_OK(Roster({"bo"}));
  EXPECT_FALSE(StandsOnRoster(work(), order_id, Id("eva"))) << "taken off it";
  order().acceptance_id.reset();
  EXPECT_FALSE(StandsOnRoster(work(), order_id, Id("bo"))) << "the team gave the order back";
}

TEST_F(AttendanceRulesTest, OnceBegunTheListOnlyGrowsAndLaterNamesAreMarked) {
  Member("bo");
  now_ = kStart - absl::Hours(1);
  ASSERT_OK(Roster({"eva"}));
  ASSERT_OK(Roster({"bo"})) << "before the start names may go";
  now_ = kStart + absl::Minutes(10);
  EXPECT_THAT(Roster({"eva"}), Refused(Reason::ROSTER_LOCKED));
  ASSERT_OK(Roster({"bo", "eva"}));
  const Uuid eva = RosterPlaceId(AcceptanceId(Id("order"), 1), Id("session"), Id("eva"));
  EXPECT_TRUE(picture_.Rows<RosterPlaceRow>().Find(kCounty, eva)->late);
}

TEST(WhyNotEligible, InWords) {
  volunteers::v1::VolunteerChanged fit;
  fit.set_record_consent(true);
  auto* certificate = fit.add_qualifications();
  certificate->set_code("health");
  *certificate->mutable_valid_until() = ToTimestamp(kStart + absl::Hours(1));
  auto* insurance = fit.add_insurances();
  *insurance->mutable_valid_from() = ToTimestamp(kStart - absl::Hours(1));
  *insurance->mutable_valid_until() = ToTimestamp(kStart + absl::Hours(9));
  auto* training = fit.add_trainings();
  training->set_kind(volunteers::v1::PROFESSIONAL_SKILLS);
  training->set_skill("first_aid");

  OrderRow plain, health, insured, aid, art;
  health.qualification = "health";
  insured.insurance_required = true;
  aid.qualification = "training:first_aid";
  art.qualification = "training:art";
  auto minor = fit, suspended = fit, silent = fit;
  minor.set_is_minor(true);
  suspended.set_suspended(true);
  silent.set_record_consent(false);
  struct Case {
    const OrderRow& order;
    const volunteers::v1::VolunteerChanged& who;
    int hours;
    const char* want;
  };
  const Case cases[] = {
      {plain, fit, 1, ""},
      {plain, silent, 1, "NO_CONSENT"},
      {plain, suspended, 1, "SUSPENDED"},
      {plain, minor, 1, "GUARDIAN_CONSENT_MISSING"},
      {health, fit, 1, ""},
      {health, fit, 2, "QUALIFICATION_EXPIRED"},
      {health, volunteers::v1::VolunteerChanged(silent), 1, "NO_CONSENT"},
      {insured, fit, 2, ""},
      {insured, fit, 10, "INSURANCE_MISSING"},
      {aid, fit, 1, ""},
      {art, fit, 1, "TRAINING_MISSING"},
  };
  for (const Case& c : cases) {
    MembershipMirrorRow member;
    member.facts.data = c.who.SerializeAsString();
    EXPECT_EQ(WhyNotEligible(c.order, &member, kStart, kStart + absl::Hours(c.hours)), c.want);
  }
  EXPECT_EQ(WhyNotEligible(plain, nullptr, kStart, kStart), "NOT_A_MEMBER");
}

}  // namespace
}  // namespace diandan::orders::attendance
