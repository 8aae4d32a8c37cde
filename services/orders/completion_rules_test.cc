// How a service ends and what is said of it, in words.
#include "services/orders/attendance_testing.h"

namespace diandan::orders::attendance {
namespace {

using testing::Refused;
using testing::RefusedWith;

TEST_F(AttendanceRulesTest, NothingEndsBeforeItCouldBegin) {
  now_ = kStart - absl::Hours(3);
  v1::CompleteOrderRequest request = Completion(-121);
  request.set_witness(true);
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Clerk()), Refused(Reason::TOO_EARLY));
  now_ = kStart;
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Clerk()), Refused(Reason::TOO_EARLY));
  *request.mutable_observed_time() = Completion(-60).observed_time();
  EXPECT_OK(Run(CompleteOrderVerb(), request, Clerk()));
}

TEST_F(AttendanceRulesTest, AWrongClosingCodeCostsATryAndTheFifthLocks) {
  for (const char* left : {"4", "3", "2", "1", "0"}) {
    EXPECT_THAT(CompleteWithCode("wrong"), RefusedWith(Reason::CLOSING_CODE_WRONG, "tries_left", left));
    EXPECT_THAT(events_, ::testing::ElementsAre("CLOSING_CODE_TRIED"));
  }
  EXPECT_THAT(CompleteWithCode("right code"), Refused(Reason::CLOSING_CODE_LOCKED));
  v1::CompleteOrderRequest witnessed = Completion(90);
  witnessed.set_witness(true);
  EXPECT_OK(Run(CompleteOrderVerb(), witnessed, Clerk())) << "a witness still closes it";
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
  EXPECT_OK(Run(CompleteOrderVerb(), request, Nobody(), &right));
  EXPECT_THAT(Run(CompleteOrderVerb(), request, Nobody(), &right), Refused(Reason::ORDER_WRONG_STATE));
}

TEST_F(AttendanceRulesTest, TheResidentsOwnRatingOutranksOneOnBehalf) {
  order().state = v1::COMPLETED;
  order().completed_at = now_;
  EXPECT_OK(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()));
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::ALREADY_RATED));
  EXPECT_THAT(Rate(v1::RESIDENT, v1::RATING_SECRET, Nobody(), "wrong"), Refused(Reason::RATING_SECRET_WRONG));
  EXPECT_OK(Rate(v1::RESIDENT, v1::RATING_SECRET, Nobody(), "right secret"));
  EXPECT_TRUE(picture_.Rows<RatingRow>().all().front()->row.outranked);
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::ALREADY_RATED));
  EXPECT_OK(Rate(v1::TEAM, v1::SIGNED_IN, Leader())) << "another kind stands apart";
}

TEST_F(AttendanceRulesTest, NobodyWhoServedRatesForTheResident) {
  order().state = v1::COMPLETED;
  order().completed_at = now_;
  Caller clerk = Clerk();
  clerk.volunteer = Id("eva");
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, clerk), Refused(Reason::CONFLICT_OF_INTEREST));
  Caller leads = Clerk();
  leads.grants.push_back(Leader().grants[0]);
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, leads), Refused(Reason::CONFLICT_OF_INTEREST)) << "nor led";
  EXPECT_THAT(Rate(v1::RESIDENT, v1::SIGNED_IN, Clerk()), Refused(Reason::FIELD_INVALID));
  now_ += absl::Hours(24 * 30);
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::RATING_WINDOW_CLOSED));
  order().state = v1::IN_SERVICE;
  EXPECT_THAT(Rate(v1::RESIDENT, v1::ON_BEHALF, Clerk()), Refused(Reason::ORDER_WRONG_STATE));
}

// ---- What the served team did itself

class OwnParts;
struct Part {
  const char* words;
  void (*before)(OwnParts&, Caller& witness);
  std::vector<std::string> want;
};
class OwnParts : public AttendanceRulesTest, public ::testing::WithParamInterface<Part> {
 public:
  using AttendanceRulesTest::acceptance;
  using AttendanceRulesTest::order;
  void View(CodeViewRow view) {
    view.county_id = kCounty;
    view.id = Id("view");
    view.order_id = Id("order");
    picture_.Rows<CodeViewRow>().Load(view);
  }
};

TEST_P(OwnParts, StandInTheEvidence) {
  Caller witness = Clerk();
  GetParam().before(*this, witness);
  v1::CompleteOrderRequest request = Completion(90);
  request.set_witness(true);
  ASSERT_OK(Run(CompleteOrderVerb(), request, witness));
  EXPECT_EQ(acceptance().own_parts, GetParam().want) << GetParam().words;
}

INSTANTIATE_TEST_SUITE_P(
    Each, OwnParts,
    ::testing::Values(
        Part{"strangers to the team", [](OwnParts&, Caller&) {}, {}},
        Part{"a member placed it",
             [](OwnParts& t, Caller&) { t.order().placer_volunteer = Id("eva"); },
             {"OWN_PLACED"}},
        Part{"who placed it took it",
             [](OwnParts& t, Caller&) { t.order().placer = t.acceptance().accepted_by = "accounts/leader"; },
             {"OWN_PLACED"}},
        Part{"an activity that somebody approved",
             [](OwnParts& t, Caller&) {
               t.order().kind = v1::ACTIVITY;
               t.order().approver = "accounts/officer";
               t.order().placer_volunteer = Id("eva");
             },
             {}},
        Part{"a member saw the code",
             [](OwnParts& t, Caller&) { t.View({.viewer = "accounts/x", .viewer_volunteer = Id("eva")}); },
             {"OWN_SAW_CODE"}},
        Part{"the leader is the host",
             [](OwnParts& t, Caller&) { t.View({.by_team = true}); },
             {"OWN_SAW_CODE"}},
        Part{"the witness is a member",
             [](OwnParts&, Caller& witness) { witness.volunteer = Id("eva"); },
             {"OWN_WITNESSED"}},
        Part{"the witness leads the team",
             [](OwnParts&, Caller& witness) { witness.grants.push_back(Leader().grants[0]); },
             {"OWN_WITNESSED"}}));

}  // namespace
}  // namespace diandan::orders::attendance
