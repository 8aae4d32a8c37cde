#include "services/matching/simulate/report.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/simulate/compare.h"
#include "services/matching/simulate/report_plots.h"
#include "services/matching/simulate/report_text.h"
#include "services/matching/simulate/verdict.h"

namespace diandan::matching::simulate {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void AddFigure(google::protobuf::RepeatedPtrField<v1::FigureComparison>& figures, v1::SimulatedFigure figure,
               int32_t low, int32_t high) {
  v1::FigureComparison& one = *figures.Add();
  one.set_figure(figure);
  one.mutable_policy_a()->set_mean(10'000);
  one.mutable_policy_b()->set_mean(10'000 + (low + high) / 2);
  one.mutable_difference()->set_mean((low + high) / 2);
  one.mutable_difference()->set_low(low);
  one.mutable_difference()->set_high(high);
}

// All figures alike under both policies, but for those given.
v1::Simulation Found(const std::map<int, std::pair<int32_t, int32_t>>& differences) {
  v1::Simulation simulation;
  simulation.mutable_setup()->set_seeds(20);
  for (int figure = v1::GINI; figure < v1::SimulatedFigure_ARRAYSIZE; ++figure) {
    const auto found = differences.find(figure);
    const auto [low, high] = found == differences.end() ? std::pair{-5, 5} : found->second;
    AddFigure(*simulation.mutable_figures(), v1::SimulatedFigure(figure), low, high);
  }
  return simulation;
}

TEST(VerdictTest, TheHeadlineSaysWhatTheIntervalsSay) {
  auto headline = [](const v1::Simulation& found) { return HeadlineOf(found, Language::kEnglish); };
  EXPECT_EQ(headline(Found({})), "A and B come out the same.");
  EXPECT_THAT(headline(Found({{v1::GINI, {-300, -100}}})), HasSubstr("B may replace A: better in 1"));
  EXPECT_THAT(headline(Found({{v1::LOST, {100, 300}}})), HasSubstr("Keep A"));
  EXPECT_THAT(headline(Found({{v1::GINI, {-300, -100}}, {v1::MEAN_KM, {900, 1100}}})),
              HasSubstr("10 % further"));
  EXPECT_THAT(headline(Found({{v1::GINI, {-300, -100}}, {v1::LOST, {100, 300}}})),
              HasSubstr("gives and takes"));
}

TEST(VerdictTest, AnAssumptionThatTurnsAConclusionIsNamed) {
  v1::Simulation found = Found({{v1::GINI, {-300, -100}}});
  v1::SensitivityRun& run = *found.add_sensitivity();
  run.set_assumption("tiring");
  run.set_value(60);
  *run.mutable_figures() = Found({{v1::GINI, {-200, 50}}}).figures();
  EXPECT_THAT(VerdictOf(found, Language::kEnglish),
              HasSubstr("no conclusion is reversed; in 1 cases one is less clear"));
  *run.mutable_figures() = Found({{v1::GINI, {100, 300}}}).figures();
  const std::vector<Shift> shifts = ShiftsOf(found, run);
  ASSERT_EQ(shifts.size(), 1u);
  EXPECT_TRUE(shifts[0].reversed);
  EXPECT_THAT(VerdictOf(found, Language::kEnglish), HasSubstr(AssumptionName("tiring", Language::kEnglish)));
}

TEST(ReportTest, EveryFigureAndAssumptionHasWordsInBothLanguages) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    for (int figure = v1::GINI; figure < v1::SimulatedFigure_ARRAYSIZE; ++figure) {
      EXPECT_NE(NameOf(v1::SimulatedFigure(figure), language), "");
      EXPECT_NE(Reads(v1::SimulatedFigure(figure), 5'000, language), "");
    }
    const auto* assumptions = v1::SimulationBehaviour::descriptor();
    for (int i = 0; i < assumptions->field_count(); ++i)
      EXPECT_NE(AssumptionName(assumptions->field(i)->name(), language), assumptions->field(i)->name());
  }
  EXPECT_EQ(Reads(v1::TAKEN_AT_FIRST, 3'437, Language::kChinese), "34.4%");
  EXPECT_EQ(ReadsDifference(v1::MEAN_KM, -2'500, Language::kEnglish), "−0.25 km");
  EXPECT_EQ(AssumptionReads("tiring", 120, Language::kEnglish), "30 % as often as rested");
}

// Of the message and those within it, all that can be compared.
void ExpectWordsFor(const google::protobuf::Descriptor& message) {
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    if (field.message_type() != nullptr) {
      ExpectWordsFor(*field.message_type());
      continue;
    }
    // Not of the policy: what it rests on.
    if (field.name() == "version" || field.name() == "simulation" || field.name() == "without_simulation")
      continue;
    for (const Language language : {Language::kChinese, Language::kEnglish})
      EXPECT_NE(WeightName(field.name(), language), field.name());
  }
}

TEST(ReportTest, EveryWeightHasWordsInBothLanguages) { ExpectWordsFor(*v1::Weights::descriptor()); }

TEST(ReportTest, ItIsReadOutWithPicturesThatHaveWords) {
  v1::Simulation found = Found({{v1::GINI, {-300, -100}}});
  found.mutable_policy_b()->set_load(300);
  for (int share : {0, 2'000, 10'000}) {
    found.add_lorenz_a(share);
    found.add_lorenz_b(share / 2);
  }
  const v1::SimulationReport report = ReportOf(found, Language::kEnglish);
  EXPECT_EQ(report.tone(), 1);
  ASSERT_EQ(report.changes_size(), 1);
  EXPECT_EQ(report.changes(0).policy_b(), "300");
  ASSERT_EQ(report.figures_size(), v1::SimulatedFigure_ARRAYSIZE - 1);
  EXPECT_EQ(report.figures(0).goodness(), 1);
  EXPECT_EQ(report.figures(0).difference().mean(), "−0.020");
  EXPECT_EQ(report.figures(0).difference().interval(), "−0.030 to −0.010");
  ASSERT_EQ(report.pictures_size(), 3);
  for (const v1::Picture& picture : report.pictures()) {
    EXPECT_NE(picture.title(), "");
    EXPECT_THAT(picture.alternative(), HasSubstr("B"));
    EXPECT_THAT(SvgOf(picture), HasSubstr("aria-label=\""));
    for (const v1::Shape& shape : picture.shapes()) {
      EXPECT_NE(shape.kind(), v1::SHAPE_KIND_UNSPECIFIED);
      for (int32_t at : shape.at()) EXPECT_GE(at, 0);
    }
  }
  EXPECT_THAT(report.pictures(1).alternative(), HasSubstr("A: the least busy half of the teams do 20 %"));
}

TEST(ReportTest, AHostileCountyNameStaysText) {
  const std::string html = ReportHtml(Found({}), {.county = "<script>", .date = absl::CivilDay(2026, 12, 1)});
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("2026-12-01"));
}

}  // namespace
}  // namespace diandan::matching::simulate
