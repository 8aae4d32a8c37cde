// Evaluations and stars on a real database: over counties, from ratings as `orders` tells of them, after
// corrections.
#include "gmock/gmock.h"
#include "services/hours/evaluation_rules.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
using diandan::testing::InOrg;
using diandan::testing::Refused;
using diandan::testing::TestCaller;

class EvaluationServiceTest : public ::testing::Test {
 protected:
  Told Verified(const char* order, int minutes, CountyId county = kCounty) {
    const int from = county == kCounty ? 0 : 180;
    Told told = Told(order).With("赵", from, from + minutes);
    w.Settle(told, county);
    EXPECT_OK(w.Decide(w.Reviewer(county), w.Verdict(county, told.entry())));
    return told;
  }
  o::Rated Rating(const Told& told, const char* id, int score, o::RaterKind kind = o::RESIDENT) {
    o::Rated rated;
    rated.set_rating_id(Id(id).ToString());
    rated.set_order_id(told.picture().order_id());
    rated.set_acceptance_id(told.picture().acceptance_id());
    rated.set_team_id(told.picture().team_id());
    rated.set_rater_kind(kind);
    rated.set_channel(o::RATING_SECRET);
    rated.set_score(score);
    return rated;
  }
  StatusOr<v1::Evaluation> Of(const TestCaller& by, const char* who = "赵") {
    v1::GetEvaluationRequest request;
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id(who)));
    *request.mutable_start_time() = ToTimestamp(kNine - absl::Hours(24));
    *request.mutable_end_time() = ToTimestamp(kNine + absl::Hours(24 * 30));
    return by.Call(*w.evaluations, &v1::EvaluationService::Stub::GetEvaluation, request);
  }
  const v1::RatingPart& Residents(const v1::Evaluation& evaluation) {
    for (const auto& part : evaluation.ratings()) {
      if (part.kind() == o::RESIDENT) return part;
    }
    throw std::logic_error("no residents");
  }
  StatusOr<v1::Star> StarOf(const TestCaller& by) {
    v1::GetStarRequest request;
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
    return by.Call(*w.stars, &v1::StarService::Stub::GetStar, request);
  }
  // The clock looks by itself, and leaves time between its looks.
  v1::Star StarOnce(int stars) {
    const absl::Time until = absl::Now() + absl::Seconds(20);
    StatusOr<v1::Star> star = StarOf(own_);
    for (; star.ok() && star->stars() != stars && absl::Now() < until; star = StarOf(own_))
      w.hours->clockwork().Tick().IgnoreError();
    EXPECT_OK(star);
    EXPECT_EQ(star->stars(), stars);
    return *star;
  }
  HoursWorld w;
  TestCaller own_ = w.Person(Id("赵"));
};

TEST_F(EvaluationServiceTest, CountsWhatStandsOverAllCounties) {
  const Told here = Verified("here", 120);
  const Told away = Verified("away", 60, kNeighbour);
  w.hours->clockwork().Tick().IgnoreError();  // home is told
  w.Rate(kCounty, Rating(here, "r1", 5));
  w.Rate(kNeighbour, Rating(away, "r2", 4));
  const auto evaluation = Of(own_);
  ASSERT_OK(evaluation);
  EXPECT_EQ(evaluation->minutes(), 180);
  EXPECT_EQ(evaluation->services(), 2);
  EXPECT_EQ(Residents(*evaluation).answers(), 2);
  EXPECT_EQ(Residents(*evaluation).asked(), 2);
  EXPECT_EQ(Residents(*evaluation).score_sum(), 9);
  EXPECT_GT(evaluation->formula_size(), 5);
}

TEST_F(EvaluationServiceTest, OutrankedAndAnnulledRatingsDoNotCount) {
  const Told told = Verified("order", 120);
  w.Rate(kCounty, Rating(told, "on behalf", 5));
  w.Rate(kCounty, Rating(told, "own", 2));
  EXPECT_EQ(Residents(*Of(own_)).answers(), 1);
  EXPECT_EQ(Residents(*Of(own_)).score_sum(), 2);
  w.Rate(kCounty, Rating(told, "station", 4, o::STATION));
  EXPECT_EQ(Residents(*Of(own_)).answers(), 1) << "kinds are never mixed";
  o::RatingReviewed annulled;
  annulled.set_rating_id(Id("own").ToString());
  annulled.set_order_id(told.picture().order_id());
  annulled.set_annulled(true);
  w.Annul(kCounty, annulled);
  EXPECT_EQ(Residents(*Of(own_)).score_sum(), 5) << "what it outranked counts again, as in orders";
  annulled.set_rating_id(Id("on behalf").ToString());
  w.Annul(kCounty, annulled);
  EXPECT_EQ(Residents(*Of(own_)).answers(), 0);
}

TEST_F(EvaluationServiceTest, OnlyThoseConcernedSeeIt) {
  Verified("order", 120);
  EXPECT_THAT(Of(w.Person(Id("钱"))), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Of(w.world.CallerWith(Role::kOfficer, InOrg(kCounty, "c.t"))),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(Of(w.world.CallerWith(Role::kAuditor, InOrg(kCounty, "c"))));
  EXPECT_THAT(StarOf(w.Person(Id("钱"))), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(EvaluationServiceTest, WeightsAreSetOnceHoweverOftenTheyAreSent) {
  const auto admin = w.world.CallerWith(Role::kCountyAdmin, InOrg(kCounty, "c"));
  v1::SetEvaluationTermsRequest request;
  request.set_parent("counties/150525");
  request.set_request_id(w.RequestId());
  *request.mutable_terms() = BuiltInTerms();
  const auto set = &v1::EvaluationService::Stub::SetEvaluationTerms;
  const auto first = admin.Call(*w.evaluations, set, request);
  ASSERT_OK(first);
  const int64_t events = w.Events(kCounty);
  EXPECT_EQ(admin.Call(*w.evaluations, set, request)->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(w.Events(kCounty), events);
  EXPECT_FALSE(w.Tamper(kCounty, "UPDATE evaluation_terms SET team_weight = 100").ok());
}

TEST_F(EvaluationServiceTest, APreviewCountsEverybodyAndStoresNothing) {
  const Told told = Verified("here", 120);
  w.Rate(kCounty, Rating(told, "r1", 5));
  v1::PreviewEvaluationTermsRequest request;
  request.set_parent("counties/150525");
  *request.mutable_start_time() = ToTimestamp(kNine - absl::Hours(24));
  *request.mutable_end_time() = ToTimestamp(kNine + absl::Hours(24 * 30));
  *request.mutable_terms() = BuiltInTerms();
  request.mutable_terms()->set_span_permille(0);
  const auto preview_by = [&](const TestCaller& by) {
    return by.Call(*w.evaluations, &v1::EvaluationService::Stub::PreviewEvaluationTerms, request);
  };
  EXPECT_THAT(preview_by(own_), Refused(errors::v1::NOT_ALLOWED));
  const TestCaller admin = w.world.CallerWith(Role::kCountyAdmin, InOrg(kCounty, "c"));
  const int64_t events = w.Events(kCounty);
  const auto preview = preview_by(admin);
  ASSERT_OK(preview);
  EXPECT_EQ(preview->people(), 1);
  EXPECT_EQ(preview->lowered(), 1) << "the praise counts no more";
  EXPECT_EQ(preview->now().value_minutes(), Of(own_)->value_minutes());
  EXPECT_EQ(Residents(preview->now()).answers(), 1);
  EXPECT_EQ(preview->then().value_minutes(), 120);
  EXPECT_EQ(w.Events(kCounty), events);
  request.mutable_terms()->set_station_weight(70);
  EXPECT_THAT(preview_by(admin), Refused(errors::v1::FIELD_INVALID));
  request.mutable_terms()->set_station_weight(20);
  *request.mutable_end_time() = ToTimestamp(kNine + absl::Hours(24 * 366));
  EXPECT_THAT(preview_by(admin), Refused(errors::v1::FIELD_INVALID));
}

// One star from one hour on, so that a test need not serve a hundred.
TEST_F(EvaluationServiceTest, AStarIsReachedByItselfAndACorrectionThatTakesItSaysSo) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.clear_star_hours();
  for (const int hours : {1, 2, 3, 4, 5}) settings.add_star_hours(hours);
  ASSERT_OK(w.Govern(kCounty, settings));
  const Told told = Verified("order", 120);
  v1::Star star = StarOnce(2);
  EXPECT_EQ(star.next_hours(), 3);
  EXPECT_TRUE(star.has_since_time());
  const char* events = "SELECT count(*) FROM event WHERE kind = 'STAR_CHANGED'";
  EXPECT_EQ(w.Number(kCounty, events), 1);
  ASSERT_OK(w.hours->clockwork().Tick());
  EXPECT_EQ(w.Number(kCounty, events), 1) << "looking again changes nothing";

  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(ResourceNameOf(kCounty, "entries", told.entry()));
  appeal.set_request_id(w.RequestId());
  appeal.set_minutes(60);
  const auto opened = own_.Call(*w.cases, &v1::CaseService::Stub::RequestCorrection, appeal);
  ASSERT_OK(opened);
  v1::DecideCaseRequest decide;
  decide.set_name(opened->name());
  decide.set_request_id(w.RequestId());
  decide.set_granted(true);
  decide.set_minutes(60);
  decide.set_reason(v1::APPEAL_UPHELD);
  ASSERT_OK(w.Reviewer(kCounty).Call(*w.cases, &v1::CaseService::Stub::DecideCase, decide));
  star = StarOnce(1);
  EXPECT_EQ(star.lowered_from(), 2);
  EXPECT_EQ(w.Number(kCounty, events), 2);
}

TEST_F(EvaluationServiceTest, APolicyThatAsksForLessGivesStarsToWhoHasTheHours) {
  Verified("order", 120);
  ASSERT_OK(w.hours->clockwork().Tick());
  EXPECT_EQ(StarOf(own_)->stars(), 0);
  v1::PolicySettings settings = BuiltInSettings();
  settings.clear_star_hours();
  for (const int hours : {2, 20, 30, 40, 50}) settings.add_star_hours(hours);
  ASSERT_OK(w.Govern(kCounty, settings));
  StarOnce(1);
}

}  // namespace
}  // namespace diandan::hours
