#include "services/matching/simulate/compare.h"

#include "gtest/gtest.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching::simulate {
namespace {

Question SmallQuestion() {
  Question question;
  question.policy_b = DefaultWeights();
  question.policy_b.mutable_waves()->clear_bounds();  // turns spread work too; what is compared is load alone
  question.policy_a = question.policy_b;
  question.policy_a.set_load(0);
  question.behaviour = CommittedBehaviour();
  question.setup.set_days(14);
  question.setup.set_orders_per_day(20);
  question.setup.set_teams(80);
  question.setup.set_seeds(4);
  return question;
}

TEST(CompareTest, TheThreadsChangeNothing) {
  Question question = SmallQuestion();
  question.setup.set_sensitivity(true);
  question.setup.set_seeds(2);
  const auto alone = Compare(question, {}), together = Compare(question, {.threads = 3});
  ASSERT_TRUE(alone.ok() && together.ok());
  EXPECT_EQ(alone->SerializeAsString(), together->SerializeAsString());
  EXPECT_GE(alone->sensitivity_size(), 2 * 15);
}

TEST(CompareTest, APolicyDoesNotDifferFromItself) {
  Question question = SmallQuestion();
  question.policy_a = question.policy_b;
  const auto found = Compare(question, {});
  for (const auto& figure : found->figures()) {
    EXPECT_EQ(figure.difference().low(), 0);
    EXPECT_EQ(figure.difference().high(), 0);
    EXPECT_EQ(DirectionOf(figure), 0);
  }
}

TEST(CompareTest, LoadIsFoundToSpreadTheWork) {
  const auto found = Compare(SmallQuestion(), {});
  ASSERT_EQ(found->figures_size(), v1::SimulatedFigure_ARRAYSIZE - 1);
  EXPECT_EQ(DirectionOf(*FigureOf(found->figures(), v1::GINI)), -1);
  EXPECT_EQ(found->lorenz_a_size(), 21);
  EXPECT_EQ(found->lorenz_b(20), 10'000);
  EXPECT_TRUE(found->frontier().rbegin()->distance_only());
}

TEST(CompareTest, ProgressComesToItsEndAndACancelledOneStops) {
  int done = 0, all = 0;
  ASSERT_TRUE(Compare(SmallQuestion(), {.progress = [&](int d, int a) { done = d, all = a; }}).ok());
  EXPECT_EQ(done, all);
  EXPECT_GT(all, 4);
  EXPECT_EQ(Compare(SmallQuestion(), {.cancelled = [] { return true; }}).status().code(),
            absl::StatusCode::kCancelled);
}

TEST(CompareTest, WhatCannotBeRunIsNamed) {
  Question question = SmallQuestion();
  question.setup.set_seeds(1);
  question.setup.set_teams(0);
  question.behaviour.set_willing_low_percent(90);
  const auto info = InfoOf(CheckQuestion(question, 0));
  std::vector<std::string> fields;
  for (const auto& field : info.fields()) fields.push_back(field.field());
  EXPECT_EQ(fields, (std::vector<std::string>{"seeds", "willing_low_percent", "teams"}));
  question = SmallQuestion();
  // 280 orders, 80 teams, four seeds of two policies and eight points.
  EXPECT_TRUE(CheckQuestion(question, 280 * 80 * 40).ok());
  EXPECT_EQ(InfoOf(CheckQuestion(question, 280 * 80 * 40 - 1)).fields(0).want(), "simulation_size:3");
}

TEST(BehaviourTest, AFileChangesWhatItNames) {
  const auto read = ParseBehaviour("tiring: 90 # less\ndistance: 0\n");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->tiring(), 90);
  EXPECT_EQ(read->distance(), 0);
  EXPECT_EQ(read->memory_days(), CommittedBehaviour().memory_days());
  EXPECT_EQ(InfoOf(ParseBehaviour("\ntired: 3").status()).fields(0).value(), "2") << "the line";
  EXPECT_EQ(InfoOf(ParseBehaviour("answer_minutes: 0").status()).fields(0).field(), "answer_minutes");
}

TEST(BehaviourTest, EachAssumptionIsCommittedAndCanBeScaled) {
  EXPECT_TRUE(CheckBehaviour(CommittedBehaviour()).ok());
  for (const std::string& assumption : Assumptions()) {
    EXPECT_GT(ValueOf(CommittedBehaviour(), assumption), 0) << assumption;
    for (const int percent : {50, 150})
      EXPECT_TRUE(CheckBehaviour(Scaled(CommittedBehaviour(), assumption, percent)).ok()) << assumption;
  }
}

}  // namespace
}  // namespace diandan::matching::simulate
