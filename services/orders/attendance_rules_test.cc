// Facts, completion, roster and ratings in words, on a picture in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/working_days.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/completion_rules.h"
#include "services/orders/eligibility_rules.h"
#include "services/orders/fact_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rating_rules.h"
#include "services/orders/roster_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders {
namespace {

using testing::IsOk;
using testing::Refused;
using testing::RefusedWith;

constexpr CountyId kCounty = 150525;
const absl::Time kStart = absl::FromUnixSeconds(1'790'000'000);

Uuid Id(absl::string_view name) { return DeriveUuid(kCounty, name); }
std::string Name(const char* collection, absl::string_view name) {
  return ResourceNameOf(kCounty, collection, Id(name));
}

Caller Leader() {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = "accounts/leader"};
  caller.grants = {{.role = Role::kLeader, .scope = ScopeKind::kTeam, .county = kCounty, .id = Id("team")}};
  return caller;
}
Caller Clerk() {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = "accounts/clerk"};
  caller.grants = {{.role = Role::kClerk, .scope = ScopeKind::kOrg, .county = kCounty, .org_path = "c.t.v"}};
  return caller;
}
Caller Volunteer(absl::string_view who) {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = "accounts/v"};
  caller.volunteer = Id(who);
  caller.grants = {{.role = Role::kVolunteer, .scope = ScopeKind::kSelf, .county = kCounty, .id = Id(who)}};
  return caller;
}
Caller Nobody() { return {}; }

class AttendanceRulesTest : public ::testing::Test {
 protected:
  AttendanceRulesTest() {
    OrderRow order{.county_id = kCounty, .id = Id("order"), .number = "7K3M"};
    order.state = v1::ACCEPTED;
    order.prev_state = v1::OPEN;
    order.station_path = "c.t.v";
    order.team_id = Id("team");
    order.acceptance_id = AcceptanceId(Id("order"), 1);
    order.acceptance_ordinal = 1;
    order.first_start = kStart;
    order.last_end = kStart + absl::Hours(2);
    picture_.Rows<OrderRow>().Load(order);
    picture_.Rows<SessionRow>().Load({.county_id = kCounty,
                                      .id = Id("session"),
                                      .order_id = Id("order"),
                                      .start_at = kStart,
                                      .end_at = kStart + absl::Hours(2),
                                      .planned = true});
    AcceptanceRow acceptance{
        .county_id = kCounty, .id = *order.acceptance_id, .order_id = order.id, .ordinal = 1};
    acceptance.team_id = Id("team");
    acceptance.accepted_at = kStart - absl::Hours(24);
    picture_.Rows<AcceptanceRow>().Load(acceptance);
    OrderPrivateRow secrets{.county_id = kCounty, .id = Id("order")};
    secrets.closing_code_hash.data = "right code";
    secrets.rating_secret_hash.data = "right secret";
    picture_.Rows<OrderPrivateRow>().Load(secrets);
    Member("eva");
  }

  void Member(absl::string_view who) {
    volunteers::v1::VolunteerChanged facts;
    facts.set_record_consent(true);
    MembershipMirrorRow member{.county_id = kCounty, .id = MembershipId(Id("team"), Id(who))};
    member.team_id = Id("team");
    member.volunteer_id = Id(who);
    member.home_county = kCounty;
    member.facts.data = facts.SerializeAsString();
    picture_.Rows<MembershipMirrorRow>().Load(member);
  }

  OrderRow& order() { return *picture_.Rows<OrderRow>().Change(kCounty, Id("order")); }
  AcceptanceRow& acceptance() {
    return *picture_.Rows<AcceptanceRow>().Change(kCounty, AcceptanceId(Id("order"), 1));
  }

  template <typename Request>
  Status Run(const Verb& verb, const Request& request, const Caller& caller, const void* extra = nullptr) {
    picture_.BeginCommand();
    Work work(picture_, kCounty, caller, Id(absl::StrCat("request ", ++requests_)), now_, 1, extra);
    Status status = verb.rule(work, request);
    events_.clear();
    for (const EventDraft& event : work.events()) events_.push_back(event.kind);
    if (!status.ok() && !work.keep()) picture_.UndoCommand();
    return status;
  }

  // A check-in of `who`, observed at that minute after the start.
  Status CheckIn(absl::string_view who, const Caller& caller, int minute, const char* code = "",
                 bool fits = true) {
    v1::CheckInRequest request;
    request.set_name(Name("orders", "order"));
    request.set_session_id(Id("session").ToString());
    request.set_volunteer(Name("volunteers", who));
    request.set_code(code);
    *request.mutable_observed_time() = ToTimestamp(kStart + absl::Minutes(minute));
    CodeCheck check{fits};
    return Run(CheckInVerb(), request, caller, &check);
  }
  const FactRow& LastFact() { return picture_.Rows<FactRow>().all().back()->row; }

  v1::CompleteOrderRequest Completion(int minute) {
    v1::CompleteOrderRequest request;
    request.set_name(Name("orders", "order"));
    *request.mutable_observed_time() = ToTimestamp(kStart + absl::Minutes(minute));
    return request;
  }
  Status CompleteWithCode(const char* hash) {
    v1::CompleteOrderRequest request = Completion(90);
    request.set_closing_code("123456");
    SecretHashes hashes{hash, ""};
    return Run(CompleteOrderVerb(), request, Leader(), &hashes);
  }
  Status Roster(std::vector<std::string> people, const Caller& caller = Leader()) {
    v1::SetRosterRequest request;
    request.set_name(Name("orders", "order"));
    for (const std::string& who : people) {
      v1::RosterPlace* place = request.add_places();
      place->set_session_id(Id("session").ToString());
      place->set_volunteer(Name("volunteers", who));
    }
    return Run(SetRosterVerb(), request, caller);
  }
  Status Rate(v1::RaterKind kind, v1::RatingChannel channel, const Caller& caller, const char* secret = "") {
    v1::RateOrderRequest request;
    request.set_name(Name("orders", "order"));
    request.set_rater_kind(kind);
    request.set_channel(channel);
    request.set_score(5);
    RatingSecrets secrets{secret, {}, {}};
    return Run(RateOrderVerb(), request, caller, &secrets);
  }

  Picture picture_;
  absl::Time now_ = kStart + absl::Minutes(100);
  int requests_ = 0;
  std::vector<std::string> events_;
};

TEST_F(AttendanceRulesTest, TheFirstCheckInStartsTheService) {
  ASSERT_THAT(Roster({"eva"}), IsOk());
  ASSERT_THAT(CheckIn("eva", Leader(), 5), IsOk());
  EXPECT_THAT(events_, ::testing::ElementsAre("FACT_RECORDED", "SERVICE_STARTED"));
  EXPECT_EQ(order().state, v1::IN_SERVICE);
  EXPECT_EQ(LastFact().how, v1::BY_LEADER);
  ASSERT_THAT(CheckIn("eva", Leader(), 6), IsOk());
  EXPECT_THAT(events_, ::testing::ElementsAre("FACT_RECORDED"));
}

TEST_F(AttendanceRulesTest, WhoMayRecordWhom) {
  EXPECT_THAT(CheckIn("eva", Volunteer("eva"), 5), IsOk());
  EXPECT_THAT(CheckIn("eva", Clerk(), 5), IsOk());
  EXPECT_EQ(LastFact().how, v1::BY_WITNESS);
  EXPECT_THAT(CheckIn("eva", Volunteer("bo"), 5), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(CheckIn("eva", Nobody(), 5), Refused(Reason::NOT_SIGNED_IN));
}

TEST_F(AttendanceRulesTest, WhoIsMissingFromTheRosterIsKeptAndFlagged) {
  ASSERT_THAT(CheckIn("bo", Leader(), 5), IsOk());
  EXPECT_THAT(LastFact().flags, ::testing::ElementsAre("NOT_ON_ROSTER"));
}

TEST_F(AttendanceRulesTest, TimesThatCannotBe) {
  EXPECT_THAT(CheckIn("eva", Leader(), 110), Refused(Reason::FIELD_INVALID)) << "ten minutes from now";
  EXPECT_THAT(CheckIn("eva", Leader(), 103), IsOk()) << "a phone three minutes ahead";
  EXPECT_THAT(CheckIn("eva", Leader(), -150), Refused(Reason::TOO_EARLY));
  acceptance().accepted_at = kStart;
  EXPECT_THAT(CheckIn("eva", Leader(), -30), Refused(Reason::NO_ACCEPTANCE_THEN));
}

TEST_F(AttendanceRulesTest, ARollingCodeIsGoodOncePerPersonAndDirection) {
  ASSERT_THAT(Roster({"eva"}), IsOk());
  EXPECT_THAT(CheckIn("eva", Volunteer("eva"), 100, "111111", false), Refused(Reason::ROLLING_CODE_WRONG));
  ASSERT_THAT(CheckIn("eva", Volunteer("eva"), 100, "123456"), IsOk());
  EXPECT_EQ(LastFact().how, v1::OWN_CODE);
  EXPECT_THAT(CheckIn("eva", Volunteer("eva"), 100, "123456"), Refused(Reason::ROLLING_CODE_USED));
}

TEST_F(AttendanceRulesTest, ALateWrongCodeIsKeptAndFlaggedBecauseNobodyCanTypeItAgain) {
  ASSERT_THAT(Roster({"eva"}), IsOk());
  ASSERT_THAT(CheckIn("eva", Volunteer("eva"), 5, "111111", false), IsOk());
  EXPECT_EQ(LastFact().how, v1::SELF_REPORTED);
  EXPECT_THAT(LastFact().flags, ::testing::Contains("CODE_WRONG"));
}

TEST_F(AttendanceRulesTest, AFactAfterTheEndIsLateAndMovesNothing) {
  acceptance().ended_at = kStart + absl::Minutes(60);
  acceptance().ended = "CANCELLED";
  order().state = v1::CANCELLED;
  ASSERT_THAT(CheckIn("eva", Leader(), 30), IsOk());
  EXPECT_THAT(LastFact().flags, ::testing::Contains("LATE_FACT"));
  EXPECT_EQ(order().state, v1::CANCELLED);
  EXPECT_THAT(CheckIn("eva", Leader(), 70), Refused(Reason::NO_ACCEPTANCE_THEN));
}

TEST_F(AttendanceRulesTest, AFactThatArrivesAfterTheCompletionSettlesAnew) {
  ASSERT_THAT(CompleteWithCode("right code"), IsOk());
  EXPECT_THAT(events_, ::testing::ElementsAre("ORDER_COMPLETED", "SETTLED"));
  ASSERT_THAT(CheckIn("eva", Leader(), 30), IsOk());
  EXPECT_THAT(events_, ::testing::ElementsAre("FACT_RECORDED", "SETTLED"));
  EXPECT_EQ(acceptance().settled_revision, 2);
  order().state = v1::VERIFIED;
  EXPECT_THAT(CheckIn("eva", Leader(), 31), Refused(Reason::ATTENDANCE_DECIDED));
}

TEST_F(AttendanceRulesTest, AWrongClosingCodeCostsATryAndTheFifthLocks) {
  for (const char* left : {"4", "3", "2", "1", "0"}) {
    EXPECT_THAT(CompleteWithCode("wrong"), RefusedWith(Reason::CLOSING_CODE_WRONG, "tries_left", left));
    EXPECT_THAT(events_, ::testing::ElementsAre("CLOSING_CODE_TRIED"));
  }
  EXPECT_THAT(CompleteWithCode("right code"), Refused(Reason::CLOSING_CODE_LOCKED));
  v1::CompleteOrderRequest witnessed = Completion(90);
  witnessed.set_witness(true);
  EXPECT_THAT(Run(CompleteOrderVerb(), witnessed, Clerk()), IsOk()) << "a witness still closes it";
  EXPECT_EQ(order().state, v1::COMPLETED);
}

TEST_F(AttendanceRulesTest, WhoMayCloseAndHow) {
  v1::CompleteOrderRequest request = Completion(90);
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Leader()), Refused(Reason::FIELD_INVALID));
  request.set_witness(true);
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Leader()), Refused(Reason::NOT_ALLOWED))
      << "a team is no witness";
  request.set_call_back(true);
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Clerk()), Refused(Reason::NOT_ALLOWED));
  request.set_rating_secret("typed");
  SecretHashes wrong{"", "wrong secret"}, right{"", "right secret"};
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Nobody(), &wrong), Refused(Reason::RATING_SECRET_WRONG));
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Nobody(), &right), IsOk());
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Nobody(), &right), Refused(Reason::ORDER_WRONG_STATE));
}

TEST_F(AttendanceRulesTest, TheRosterNamesEverybodyWhoMayNotCome) {
  Status refused = Roster({"eva", "stranger", "other"});
  EXPECT_THAT(refused, Refused(Reason::VOLUNTEER_NOT_ELIGIBLE));
  EXPECT_EQ(InfoOf(refused).fields_size(), 2);
  EXPECT_THAT(Roster({"eva"}, Clerk()), Refused(Reason::NOT_ALLOWED));
  order().state = v1::OPEN;
  EXPECT_THAT(Roster({"eva"}), Refused(Reason::ORDER_WRONG_STATE));
}

TEST_F(AttendanceRulesTest, OnceBegunTheListOnlyGrowsAndLaterNamesAreMarked) {
  Member("bo");
  now_ = kStart - absl::Hours(1);
  ASSERT_THAT(Roster({"eva"}), IsOk());
  ASSERT_THAT(Roster({"bo"}), IsOk()) << "before the start names may go";
  now_ = kStart + absl::Minutes(10);
  EXPECT_THAT(Roster({"eva"}), Refused(Reason::ROSTER_LOCKED));
  ASSERT_THAT(Roster({"bo", "eva"}), IsOk());
  const Uuid eva = RosterPlaceId(AcceptanceId(Id("order"), 1), Id("session"), Id("eva"));
  EXPECT_TRUE(picture_.Rows<RosterPlaceRow>().Find(kCounty, eva)->late);
}

TEST_F(AttendanceRulesTest, TheResidentsOwnRatingOutranksOneOnBehalf) {
  order().state = v1::COMPLETED;
  order().completed_at = now_;
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), IsOk());
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::ALREADY_RATED));
  EXPECT_THAT(Rate(v1::RESIDENT, v1::RATING_SECRET, Nobody(), "wrong"), Refused(Reason::RATING_SECRET_WRONG));
  EXPECT_THAT(Rate(v1::RESIDENT, v1::RATING_SECRET, Nobody(), "right secret"), IsOk());
  EXPECT_TRUE(picture_.Rows<RatingRow>().all().front()->row.outranked);
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::ALREADY_RATED));
  EXPECT_THAT(Rate(v1::TEAM, v1::SIGNED_IN, Leader()), IsOk()) << "another kind stands apart";
}

TEST_F(AttendanceRulesTest, NobodyWhoServedRatesForTheResident) {
  order().state = v1::COMPLETED;
  order().completed_at = now_;
  Caller clerk = Clerk();
  clerk.volunteer = Id("eva");
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, clerk), Refused(Reason::CONFLICT_OF_INTEREST));
  EXPECT_THAT(Rate(v1::RESIDENT, v1::SIGNED_IN, Clerk()), Refused(Reason::FIELD_INVALID));
  now_ += absl::Hours(24 * 30);
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::RATING_WINDOW_CLOSED));
  order().state = v1::IN_SERVICE;
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::ORDER_WRONG_STATE));
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
}  // namespace diandan::orders
