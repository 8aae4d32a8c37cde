// Evaluations with figures worked out by hand, and the mirror of ratings they rest on.
#include "services/hours/evaluation_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"
#include "services/hours/evaluation_words.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
using diandan::testing::Refused;
using ::testing::Contains;
using ::testing::HasSubstr;

const v1::RatingPart& PartFor(const v1::Evaluation& evaluation, o::RaterKind kind) {
  for (const auto& part : evaluation.ratings()) {
    if (part.kind() == kind) return part;
  }
  throw std::logic_error("no such kind");
}

TEST(EvaluationTest, HoursTimesQualityTimesRatings) {
  EvaluatedFacts facts;
  facts.minutes = {{v1::A, 600}, {v1::C, 200}};
  facts.services = 6;
  facts.rated_could = 5;
  facts.scores[o::RESIDENT] = {0, 0, 0, 0, 1, 3};  // 4 5 5 5
  const v1::Evaluation evaluation = Evaluate(facts, BuiltInTerms());
  EXPECT_EQ(evaluation.minutes(), 800);
  EXPECT_EQ(evaluation.quality_permille(), 975) << "(600 × 1000 + 200 × 900) ÷ 800";
  const v1::RatingPart& residents = PartFor(evaluation, o::RESIDENT);
  EXPECT_EQ(residents.answers(), 4);
  EXPECT_EQ(residents.asked(), 5);
  EXPECT_EQ(residents.permille(), 718) << "(250 × 15 + 2000) ÷ 8 = 718.75";
  EXPECT_EQ(evaluation.rating_permille(), 630) << "(718 × 60 + 500 × 20 + 500 × 20) ÷ 100 = 630.8";
  EXPECT_EQ(evaluation.factor_permille(), 1052) << "1000 − 200 + 200 × 630 ÷ 500";
  EXPECT_EQ(evaluation.value_minutes(), 820) << "800 × 0.975 × 1.052 = 820.56";
}

TEST(EvaluationTest, NoAnswerIsNeitherPraiseNorBlame) {
  EvaluatedFacts facts;
  facts.minutes = {{v1::A, 60}};
  facts.rated_could = 1;
  const v1::Evaluation silent = Evaluate(facts, BuiltInTerms());
  EXPECT_EQ(silent.rating_permille(), 500);
  EXPECT_EQ(silent.factor_permille(), 1000);
  EXPECT_EQ(silent.value_minutes(), 60);
  EXPECT_EQ(PartFor(silent, o::RESIDENT).low_percent(), 0);
  EXPECT_EQ(PartFor(silent, o::RESIDENT).high_percent(), 100);
  facts.scores[o::RESIDENT] = {0, 0, 0, 0, 0, 1};
  const v1::Evaluation one = Evaluate(facts, BuiltInTerms());
  EXPECT_EQ(PartFor(one, o::RESIDENT).permille(), 600) << "one five says little: (1000 + 2000) ÷ 5";
  EXPECT_LT(PartFor(one, o::RESIDENT).low_percent(), 25);
}

TEST(EvaluationTest, TheWorstAndTheBestStayWithinTheSpan) {
  EvaluatedFacts facts;
  facts.minutes = {{v1::A, 1000}};
  for (const auto kind : {o::RESIDENT, o::STATION, o::ORGANISATION})
    facts.scores[kind] = {0, 100000, 0, 0, 0, 0};
  EXPECT_GE(Evaluate(facts, BuiltInTerms()).factor_permille(), 800);
  for (const auto kind : {o::RESIDENT, o::STATION, o::ORGANISATION})
    facts.scores[kind] = {0, 0, 0, 0, 0, 100000};
  EXPECT_LE(Evaluate(facts, BuiltInTerms()).factor_permille(), 1200);
}

TEST(EvaluationTest, TheTeamsOwnWordIsNotCountedUnlessThePolicySaysSo) {
  EvaluatedFacts facts;
  facts.minutes = {{v1::A, 100}};
  facts.scores[o::TEAM] = {0, 0, 0, 0, 0, 50};
  EXPECT_EQ(Evaluate(facts, BuiltInTerms()).factor_permille(), 1000);
  v1::EvaluationTerms terms = BuiltInTerms();
  terms.set_team_weight(10);
  EXPECT_GT(Evaluate(facts, terms).factor_permille(), 1000);
}

TEST(EvaluationTest, TermsThatWeighNothingAreNoTerms) {
  EXPECT_OK(CheckTerms(BuiltInTerms()));
  EXPECT_THAT(CheckTerms({}), Refused(errors::v1::FIELD_INVALID)) << "nothing would be divided by nothing";
  v1::EvaluationTerms terms = BuiltInTerms();
  terms.clear_resident_weight();
  EXPECT_THAT(CheckTerms(terms), Refused(errors::v1::FIELD_INVALID));
  terms = BuiltInTerms();
  terms.clear_grade_d_permille();
  EXPECT_THAT(CheckTerms(terms), Refused(errors::v1::FIELD_INVALID));
}

TEST(EvaluationTest, APreviewCountsWhomOtherWeightsMoveAndNamesNobody) {
  EvaluatedFacts own_codes, from_memory;
  own_codes.minutes = {{v1::A, 100}};
  from_memory.minutes = {{v1::D, 100}};
  EvaluatedFacts all = own_codes;
  all.Add(from_memory);
  v1::EvaluationTerms stricter = BuiltInTerms();
  stricter.set_grade_d_permille(600);
  v1::PreviewEvaluationTermsResponse preview =
      PreviewTerms({own_codes, from_memory}, all, BuiltInTerms(), stricter);
  EXPECT_EQ(preview.people(), 2);
  EXPECT_EQ(preview.raised(), 0);
  EXPECT_EQ(preview.lowered(), 1);
  EXPECT_EQ(preview.most_lowered_permille(), 250) << "80 → 60";
  EXPECT_EQ(preview.now().value_minutes(), 180);
  EXPECT_EQ(preview.then().value_minutes(), 160);
  SayPreviewedTerms(preview, Language::kChinese);
  EXPECT_EQ(preview.headline(),
            "这段时间 2 人有已记入的服务。改了以后，0 人的评价时长变多，1 人变少，1 人不变。最多的少 25%。");
  EXPECT_THAT(preview.then().formula(), Contains(HasSubstr("D 级 100 分 × 60%")));
  SayPreviewedTerms(preview, Language::kEnglish);
  EXPECT_THAT(preview.headline(), HasSubstr("The most anybody loses is 25%."));
  v1::PreviewEvaluationTermsResponse nobody = PreviewTerms({}, {}, BuiltInTerms(), stricter);
  SayPreviewedTerms(nobody, Language::kChinese);
  EXPECT_THAT(nobody.headline(), HasSubstr("比不出来"));
}

TEST(EvaluationTest, TheFormulaStandsThereWithTheOwnFigures) {
  EvaluatedFacts facts;
  facts.minutes = {{v1::A, 600}, {v1::C, 200}};
  facts.services = 6;
  facts.rated_could = 5;
  facts.scores[o::RESIDENT] = {0, 0, 0, 0, 1, 3};
  v1::Evaluation evaluation = Evaluate(facts, BuiltInTerms());
  SayFormula(evaluation, Language::kChinese);
  EXPECT_THAT(evaluation.formula(), Contains(HasSubstr("A 级 600 分 × 100% + C 级 200 分 × 90%")));
  EXPECT_THAT(evaluation.formula(), Contains(HasSubstr("（250 × 15 + 500 × 4）÷（4 + 4）= 71.8%")));
  EXPECT_THAT(evaluation.formula(), Contains(HasSubstr("800 分 × 97.5% × 105.2% = 13 小时 40 分")));
  SayFormula(evaluation, Language::kEnglish);
  EXPECT_THAT(evaluation.formula(), Contains(HasSubstr("800 min × 97.5% × 105.2% = 13 h 40 min")));
  v1::Evaluation nothing = Evaluate({}, BuiltInTerms());
  SayFormula(nothing, Language::kEnglish);
  EXPECT_THAT(nothing.formula(), Contains(HasSubstr("comes to 0")));
}

class TermsTest : public ::testing::Test {
 protected:
  Status Set(const Caller& by, const v1::EvaluationTerms& terms, int from = 0) {
    v1::SetEvaluationTermsRequest request;
    request.set_parent("counties/150525");
    *request.mutable_terms() = terms;
    request.set_from_version(from);
    return desk.Run(SetEvaluationTermsVerb(), by, request, &now);
  }
  Desk desk;
  v1::EvaluationTerms now;
};

TEST_F(TermsTest, NobodyWeighsMoreThanThePeopleServed) {
  v1::EvaluationTerms terms = BuiltInTerms();
  terms.set_station_weight(70);
  EXPECT_THAT(Set(Someone("admin", Role::kCountyAdmin), terms), Refused(errors::v1::FIELD_INVALID));
  terms = BuiltInTerms();
  terms.set_grade_d_permille(950);
  EXPECT_THAT(Set(Someone("admin", Role::kCountyAdmin), terms), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Set(Someone("officer", Role::kOfficer), BuiltInTerms()), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(TermsTest, ComeInVersionsAndNobodyOverwritesUnseen) {
  v1::EvaluationTerms terms = BuiltInTerms();
  terms.set_resident_weight(80);
  ASSERT_OK(Set(Someone("admin", Role::kCountyAdmin), terms));
  EXPECT_EQ(now.version(), 1);
  EXPECT_EQ(now.resident_weight(), 80);
  EXPECT_THAT(Set(Someone("admin", Role::kCountyAdmin), terms), Refused(errors::v1::ETAG_MISMATCH));
  EXPECT_OK(Set(Someone("admin", Role::kCountyAdmin), terms, 1));
  EXPECT_EQ(desk.Said("EVALUATION_TERMS_SET"), 2);
}

}  // namespace
}  // namespace diandan::hours
