// Low ratings have a clock; who ends it, and how.
#include "services/orders/rating_review_rules.h"

#include "services/orders/attendance_testing.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders::attendance {
namespace {

using diandan::testing::Refused;
using ::testing::UnorderedElementsAre;

Caller At(Role role, absl::string_view path) {
  Caller caller{.kind = Caller::Kind::kAccount, .subject = absl::StrCat("accounts/", RoleName(role))};
  caller.grants = {
      {.role = role, .scope = ScopeKind::kOrg, .county = kCounty, .org_path = std::string(path)}};
  return caller;
}

class RatingReviewTest : public AttendanceRulesTest {
 protected:
  RatingReviewTest() {
    order().state = v1::COMPLETED;
    order().completed_at = now_;
  }
  const RatingRow& RatedBySlip(int score) {
    v1::RateOrderRequest request;
    request.set_request_id(NewUuid(now_).ToString());
    request.set_name(Name("orders", "order"));
    request.set_rater_kind(v1::RESIDENT);
    request.set_channel(v1::RATING_SECRET);
    request.set_score(score);
    RatingSecrets secrets{.secret_hash = "right secret"};
    secrets.device.data = "hash";
    EXPECT_OK(Run(RateOrderVerb(), request, Nobody(), &secrets));
    return picture_.Rows<RatingRow>().all().back()->row;
  }
  Status Review(const Caller& caller, v1::RatingVerdict verdict, const Uuid& rating) {
    v1::ReviewRatingRequest request;
    request.set_request_id(NewUuid(now_).ToString());
    request.set_name(Name("orders", "order"));
    request.set_rating_id(rating.ToString());
    request.set_verdict(verdict);
    return Run(ReviewRatingVerb(), request, caller);
  }
  std::vector<std::string> Notices() {
    std::vector<std::string> kinds;
    for (const auto& each : picture_.Rows<NoticeRow>().all()) kinds.push_back(each->row.kind);
    return kinds;
  }
};

TEST_F(RatingReviewTest, ALowOneWaitsThreeWorkingDaysAndTheStationIsTold) {
  const RatingRow& rating = RatedBySlip(2);
  EXPECT_EQ(rating.due_at, LowRatingDeadline(now_));
  EXPECT_EQ(rating.device.data, "hash");
  EXPECT_THAT(Notices(), UnorderedElementsAre("RATED_LOW", "RATED_LOW_OVERDUE"));
}

TEST_F(RatingReviewTest, AFairOneDoesNotWait) {
  EXPECT_FALSE(RatedBySlip(3).due_at);
  EXPECT_THAT(Notices(), UnorderedElementsAre());
}

TEST_F(RatingReviewTest, AnotherKindIsNoResidents) {
  ASSERT_OK(Rate(v1::TEAM, v1::SIGNED_IN, Leader()));
  EXPECT_FALSE(picture_.Rows<RatingRow>().all().back()->row.due_at);
}

TEST_F(RatingReviewTest, AnOfficerTalksItOverOnceAndAnnulsNothing) {
  const Uuid id = RatedBySlip(1).id;
  const Caller officer = At(Role::kOfficer, "c.t");
  EXPECT_THAT(Review(officer, v1::ANNUL_SELF_RATING, id), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(Review(officer, v1::DONE_AGAIN, id), Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(Review(At(Role::kOfficer, "c.u"), v1::TALKED_OVER, id), Refused(Reason::NOT_ALLOWED));
  EXPECT_OK(Review(officer, v1::TALKED_OVER, id));
  EXPECT_EQ(picture_.Rows<RatingRow>().all().back()->row.settled, "TALKED_OVER");
  EXPECT_THAT(Review(officer, v1::TALKED_OVER, id), Refused(Reason::FIELD_INVALID)) << "it waits no more";
  EXPECT_OK(Review(At(Role::kReviewer, "c"), v1::ANNUL_SELF_RATING, id));
}

TEST_F(RatingReviewTest, AContentOneHasNothingToTalkOver) {
  const Uuid id = RatedBySlip(5).id;
  EXPECT_THAT(Review(At(Role::kOfficer, "c.t"), v1::TALKED_OVER, id), Refused(Reason::FIELD_INVALID));
}

// Who served rates themselves by the slip to silence a bad call-back.
TEST_F(RatingReviewTest, AnAnnulledOneLetsTheOneItOutrankedStandAgain) {
  v1::RateOrderRequest call;
  call.set_request_id(NewUuid(now_).ToString());
  call.set_name(Name("orders", "order"));
  call.set_rater_kind(v1::RESIDENT);
  call.set_channel(v1::RATING_CALL_BACK);
  call.set_score(1);
  RatingSecrets none;
  ASSERT_OK(Run(RateOrderVerb(), call, At(Role::kOfficer, "c.t"), &none));
  const Uuid called = picture_.Rows<RatingRow>().all().back()->row.id;
  const Uuid slip = RatedBySlip(5).id;
  const auto stands = [&](const Uuid& id) {
    const RatingRow& row = *picture_.Rows<RatingRow>().Find(kCounty, id);
    return !row.outranked && !row.annulled;
  };
  ASSERT_FALSE(stands(called));
  const Caller reviewer = At(Role::kReviewer, "c");
  ASSERT_OK(Review(reviewer, v1::ANNUL_SELF_RATING, slip));
  EXPECT_TRUE(stands(called)) << "the low score is there again, and its clock";
  EXPECT_FALSE(stands(slip));
  EXPECT_OK(Review(At(Role::kOfficer, "c.t"), v1::TALKED_OVER, called));
  ASSERT_OK(Review(reviewer, v1::FOLLOW_UP, slip)) << "it was the resident after all";
  EXPECT_TRUE(stands(slip));
  EXPECT_FALSE(stands(called)) << "one stands";
}

TEST_F(RatingReviewTest, NobodyOfTheServedTeamSettlesIt) {
  const Uuid id = RatedBySlip(1).id;
  Caller leads = At(Role::kOfficer, "c.t");
  leads.grants.push_back(Leader().grants[0]);
  EXPECT_THAT(Review(leads, v1::TALKED_OVER, id), Refused(Reason::CONFLICT_OF_INTEREST));
}

TEST_F(RatingReviewTest, WhoServedAndHoldsTheSlipRatesForNobody) {
  v1::RateOrderRequest request;
  request.set_request_id(NewUuid(now_).ToString());
  request.set_name(Name("orders", "order"));
  request.set_rater_kind(v1::RESIDENT);
  request.set_channel(v1::RATING_SECRET);
  request.set_score(5);
  RatingSecrets secrets{.secret_hash = "right secret"};
  EXPECT_THAT(Run(RateOrderVerb(), request, Volunteer("eva"), &secrets),
              Refused(Reason::CONFLICT_OF_INTEREST));
  EXPECT_THAT(Run(RateOrderVerb(), request, Leader(), &secrets), Refused(Reason::CONFLICT_OF_INTEREST));
  EXPECT_OK(Run(RateOrderVerb(), request, Volunteer("a neighbour"), &secrets));
}

}  // namespace
}  // namespace diandan::orders::attendance
