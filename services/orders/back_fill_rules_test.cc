#include "services/orders/back_fill_rules.h"

#include "services/orders/attendance_testing.h"
#include "services/orders/order_secrets.h"
#include "services/orders/settle_rules.h"

namespace diandan::orders::attendance {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

Caller AtTown(absl::string_view who, Role role) {
  Caller caller{
      .kind = Caller::Kind::kAccount, .subject = absl::StrCat("accounts/", who), .account = Id(who)};
  caller.grants = {{.role = role, .scope = ScopeKind::kOrg, .county = kCounty, .org_path = "c.t"}};
  return caller;
}

// "eva" of the team served from nine to eleven and nobody checked her in; "ida" of another team saw it.
class BackFillTest : public AttendanceRulesTest {
 protected:
  BackFillTest() {
    clerk_.account = Id("clerk");
    Witness("ida", true);
    Member("max");
    EXPECT_OK(Roster({"eva", "max"}));
    EXPECT_OK(CheckIn("max", Leader(), 5));
    now_ = kStart + absl::Minutes(115);
    v1::CompleteOrderRequest request = Completion(110);
    request.set_witness(true);
    EXPECT_OK(Run(CompleteOrderVerb(), request, Clerk()));
    now_ = kStart + absl::Hours(24);
  }
  void Witness(absl::string_view who, bool consents) {
    volunteers::v1::VolunteerChanged facts;
    facts.set_contact_consent(consents);
    VolunteerMirrorRow row{.county_id = kCounty, .id = Id(who), .home_county = kCounty};
    row.facts.data = facts.SerializeAsString();
    picture_.Rows<VolunteerMirrorRow>().Load(row);
  }
  // Minutes from the start of the session.
  v1::ProposeBackFillRequest Time(int from, int to, absl::string_view who = "eva") {
    v1::ProposeBackFillRequest request;
    request.set_request_id(Id(absl::StrCat("request ", requests_ + 1)).ToString());
    request.set_name(Name("orders", "order"));
    request.set_session_id(Id("session").ToString());
    request.set_volunteer(Name("volunteers", who));
    *request.mutable_start_time() = ToTimestamp(kStart + absl::Minutes(from));
    *request.mutable_end_time() = ToTimestamp(kStart + absl::Minutes(to));
    request.set_cause(v1::PHONE_FAILED);
    request.set_witness(Name("volunteers", "ida"));
    return request;
  }
  Status Propose(const v1::ProposeBackFillRequest& request, const Caller& by) {
    Status status = Run(ProposeBackFillVerb(), request, by);
    if (status.ok()) last_ = IdOf(request.request_id());
    return status;
  }
  Status Agree(const Caller& by, bool called = true) {
    v1::DecideBackFillRequest request;
    request.set_name(ResourceNameOf(kCounty, "back_fills", last_));
    request.set_agreed(true);
    request.set_witness_confirms(called);
    return Run(DecideBackFillVerb(), request, by);
  }
  Status RefuseIt(const Caller& by) {
    v1::DecideBackFillRequest request;
    request.set_name(ResourceNameOf(kCounty, "back_fills", last_));
    request.set_refusal(v1::WITNESS_DENIES);
    return Run(DecideBackFillVerb(), request, by);
  }
  const BackFillRow& Last() { return *picture_.Rows<BackFillRow>().Find(kCounty, last_); }
  std::vector<PairedAttendance> Attended() { return Paired(work(), order(), acceptance()); }

  Caller clerk_ = Clerk();
  const Caller officer_ = AtTown("officer", Role::kOfficer), reviewer_ = AtTown("reviewer", Role::kReviewer);
  Uuid last_;
};

TEST_F(BackFillTest, OneEntersAnotherAgreesAndItIsMarkedForEver) {
  ASSERT_OK(Propose(Time(0, 120), clerk_));
  EXPECT_EQ(Attended().size(), 1) << "nothing stands before somebody agreed";
  EXPECT_THAT(Agree(officer_, false), Refused(Reason::FIELD_INVALID)) << "the witness was not called";
  ASSERT_OK(Agree(officer_));
  EXPECT_THAT(events_, ElementsAre("BACK_FILL_APPROVED", "SETTLED"));
  EXPECT_EQ(Last().state, v1::BACK_FILL_APPROVED);
  EXPECT_EQ(Last().first_approver, officer_.subject);
  const auto attended = Attended();
  ASSERT_EQ(attended.size(), 2);
  const PairedAttendance& eva = attended[0].volunteer == Id("eva") ? attended[0] : attended[1];
  EXPECT_EQ(eva.minutes, 120);
  EXPECT_EQ(eva.in_how, v1::BACK_FILLED);
  EXPECT_EQ(eva.out_how, v1::BACK_FILLED);
  EXPECT_THAT(acceptance().back_filled_by, UnorderedElementsAre(clerk_.subject, officer_.subject));
  EXPECT_THAT(Agree(reviewer_), Refused(Reason::BACK_FILL_WRONG_STATE));
}

TEST_F(BackFillTest, BeyondThePlanTakesAThirdPerson) {
  ASSERT_OK(Propose(Time(0, 150), Leader()));
  EXPECT_TRUE(Last().beyond_plan);
  ASSERT_OK(Agree(officer_));
  EXPECT_EQ(Last().state, v1::BACK_FILL_SECOND);
  EXPECT_EQ(Attended().size(), 1);
  EXPECT_THAT(Agree(officer_), Refused(Reason::CONFLICT_OF_INTEREST)) << "the same one twice";
  ASSERT_OK(Agree(reviewer_));
  EXPECT_EQ(Last().state, v1::BACK_FILL_APPROVED);
  EXPECT_EQ(Attended().size(), 2);
}

TEST_F(BackFillTest, NobodyWithAPartInItDecides) {
  Caller eva_officer = AtTown("eva's account", Role::kOfficer);
  eva_officer.volunteer = Id("eva");
  Caller member_officer = AtTown("max's account", Role::kOfficer);
  member_officer.volunteer = Id("max");
  Caller leads = AtTown("leads", Role::kOfficer);
  leads.grants.push_back(Leader().grants[0]);
  Caller witness = AtTown("ida's account", Role::kOfficer);
  witness.volunteer = Id("ida");
  ASSERT_OK(Propose(Time(0, 120), officer_));
  for (const Caller& caller : {officer_, eva_officer, member_officer, leads, witness})
    EXPECT_THAT(Agree(caller), Refused(Reason::CONFLICT_OF_INTEREST)) << caller.subject;
  EXPECT_THAT(Agree(Leader()), Refused(Reason::NOT_ALLOWED)) << "the team does not agree to its own";
  EXPECT_THAT(Agree(clerk_), Refused(Reason::NOT_ALLOWED));
  EXPECT_OK(Agree(reviewer_));
}

struct RefusedProposal {
  const char* words;
  Reason reason;
  void (*change)(v1::ProposeBackFillRequest&);
};

TEST_F(BackFillTest, RefusedWithAReason) {
  const RefusedProposal kCases[] = {
      {"backwards", Reason::FIELD_INVALID, [](auto& q) { q.mutable_end_time()->CopyFrom(q.start_time()); }},
      {"hours before the session", Reason::FIELD_INVALID,
       [](auto& q) { *q.mutable_start_time() = ToTimestamp(kStart - absl::Hours(3)); }},
      {"in the evening, as if it were the same service", Reason::FIELD_INVALID,
       [](auto& q) { *q.mutable_end_time() = ToTimestamp(kStart + absl::Hours(7)); }},
      {"no witness", Reason::FIELD_INVALID, [](auto& q) { q.clear_who_saw(); }},
      {"the resident, whose telephone nobody has", Reason::WITNESS_NOT_REACHABLE,
       [](auto& q) { q.set_resident_witness(true); }},
      {"a witness nobody knows", Reason::WITNESS_NOT_REACHABLE,
       [](auto& q) { q.set_witness(Name("volunteers", "nobody")); }},
      {"a witness who may not be called", Reason::WITNESS_NOT_REACHABLE,
       [](auto& q) { q.set_witness(Name("volunteers", "shy")); }},
      {"the person itself as witness", Reason::CONFLICT_OF_INTEREST,
       [](auto& q) { q.set_witness(Name("volunteers", "eva")); }},
      {"a witness of the team", Reason::CONFLICT_OF_INTEREST,
       [](auto& q) { q.set_witness(Name("volunteers", "max")); }},
      {"who has time recorded", Reason::BACK_FILL_OVERLAPS,
       [](auto& q) { q.set_volunteer(Name("volunteers", "max")); }},
      {"who is not of the team", Reason::VOLUNTEER_NOT_ELIGIBLE,
       [](auto& q) { q.set_volunteer(Name("volunteers", "ida")); }},
      {"another order's session", Reason::SESSION_UNKNOWN,
       [](auto& q) { q.set_session_id(Id("elsewhere").ToString()); }},
  };
  Witness("shy", false);
  Witness("max", true);
  for (const RefusedProposal& c : kCases) {
    auto request = Time(0, 120);
    if (c.reason == Reason::VOLUNTEER_NOT_ELIGIBLE) request.set_witness(Name("volunteers", "shy"));
    c.change(request);
    EXPECT_THAT(Propose(request, clerk_), Refused(c.reason)) << c.words;
  }
  Caller eva = clerk_;
  eva.volunteer = Id("eva");
  EXPECT_THAT(Propose(Time(0, 120), eva), Refused(Reason::CONFLICT_OF_INTEREST)) << "one's own hours";
  EXPECT_THAT(Propose(Time(0, 120), Volunteer("eva")), Refused(Reason::NOT_ALLOWED));
}

TEST_F(BackFillTest, TheResidentIsAWitnessWithATelephone) {
  picture_.Rows<OrderPrivateRow>().Change(kCounty, Id("order"))->phone.data = "sealed";
  auto request = Time(0, 120);
  request.set_resident_witness(true);
  EXPECT_OK(Propose(request, clerk_));
  EXPECT_FALSE(Last().witness);
}

TEST_F(BackFillTest, OnlyOnceForTheSameTime) {
  ASSERT_OK(Propose(Time(0, 60), clerk_));
  EXPECT_THAT(Propose(Time(30, 90), Leader()), Refused(Reason::BACK_FILL_OVERLAPS)) << "one waits already";
  ASSERT_OK(RefuseIt(officer_));
  EXPECT_EQ(Last().refusal, v1::WITNESS_DENIES);
  EXPECT_OK(Propose(Time(30, 90), Leader())) << "that one was not agreed to";
}

TEST_F(BackFillTest, WithinTheDaysOfTheCounty) {
  now_ = kStart + absl::Hours(24 * 30);
  EXPECT_THAT(Propose(Time(0, 120), clerk_), Refused(Reason::BACK_FILL_TOO_LATE));
}

TEST_F(BackFillTest, EndedOrdersOnlyAndVerifiedOnesToo) {
  order().state = v1::VERIFIED;
  acceptance().entries_settled = true;
  EXPECT_OK(Propose(Time(0, 60), clerk_));
  EXPECT_OK(Agree(officer_)) << "hours opens the books for it, and decides only this one";
  order().state = v1::IN_SERVICE;
  EXPECT_THAT(Propose(Time(60, 120), clerk_), Refused(Reason::ORDER_WRONG_STATE)) << "check in instead";
}

TEST_F(BackFillTest, WhatHoursHasDecidedStays) {
  v1::CheckInRequest request;
  const PairedAttendance max = Attended()[0];
  acceptance().decided = {max.attendance_id};
  auto before = Time(-30, 4, "max");
  EXPECT_THAT(Propose(before, clerk_), Refused(Reason::ATTENDANCE_DECIDED))
      << "it would come first and take the decided one's place";
}

TEST_F(BackFillTest, AMonthHoldsSoMuchOfOnePersonAndOfOneHand) {
  for (int hour = 0; hour < 4; ++hour) {
    ASSERT_OK(Propose(Time(30 * hour, 30 * hour + 30), clerk_));
    ASSERT_OK(Agree(officer_));
  }
  BackFillTallyRow& eva =
      *picture_.Rows<BackFillTallyRow>().Change(kCounty, BackFillTallyId(Id("eva"), kStart));
  EXPECT_EQ(eva.minutes, 120);
  eva.minutes = 8 * 60 - 29;
  EXPECT_THAT(Propose(Time(120, 150), clerk_), Refused(Reason::BACK_FILL_QUOTA)) << "a minute over";
  eva.minutes = 8 * 60 - 30;
  BackFillTallyRow& clerk =
      *picture_.Rows<BackFillTallyRow>().Change(kCounty, BackFillTallyId(clerk_.account, now_));
  EXPECT_EQ(clerk.entries, 4);
  clerk.entries = 20;
  EXPECT_THAT(Propose(Time(120, 150), clerk_), Refused(Reason::BACK_FILL_QUOTA)) << "enough by this clerk";
  EXPECT_OK(Propose(Time(120, 150), officer_));
  EXPECT_EQ(eva.minutes, 8 * 60);
  ASSERT_OK(RefuseIt(reviewer_));
  EXPECT_EQ(eva.minutes, 8 * 60 - 30) << "what was not agreed to does not count";
}

}  // namespace
}  // namespace diandan::orders::attendance
