#include "services/hours/grade_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"

namespace diandan::hours {
namespace {

using namespace orders::v1;  // the words of attendance

struct GradeCase {
  const char* words;
  Told told;
  v1::Grade grade;
  std::vector<v1::Doubt> doubts;
};

std::vector<GradeCase> GradeCases() {
  std::vector<GradeCase> cases;
  auto add = [&](const char* words, Told told, v1::Grade grade, std::vector<v1::Doubt> doubts) {
    cases.push_back({words, std::move(told), grade, std::move(doubts)});
  };
  Told clean = Told().With("赵", 0, 120);
  add("own code both ways", clean, v1::A, {});
  add("the leader checked out", Told().With("赵", 0, 120, OWN_CODE, BY_LEADER), v1::B, {v1::NOT_OWN_CODE});
  add("the witness checked in", Told().With("赵", 0, 120, BY_WITNESS), v1::B, {v1::NOT_OWN_CODE});
  add("said it himself", Told().With("赵", 0, 120, SELF_REPORTED), v1::C, {v1::RECORDED_BY_ONE_SIDE});
  add("no check-out", Told().With("赵", 0, 120, OWN_CODE, ASSUMED).Flag(END_ASSUMED), v1::C,
      {v1::END_NOT_RECORDED});
  add("entered from memory", Told().With("赵", 0, 120, BACK_FILLED, BACK_FILLED), v1::D,
      {v1::ENTERED_FROM_MEMORY});
  add("not on the roster", Told().With("赵", 0, 120).Flag(NOT_ON_ROSTER), v1::C, {v1::OFF_ROSTER});
  add("on the roster after the start", Told().With("赵", 0, 120).Flag(ROSTERED_LATE), v1::B,
      {v1::JOINED_ROSTER_LATE});
  add("arrived after the order was over", Told().With("赵", 0, 120).Flag(LATE_FACT), v1::C,
      {v1::ARRIVED_AFTERWARDS});
  add("a wrong code", Told().With("赵", 0, 120).Flag(CODE_WRONG), v1::C, {v1::CODE_DOUBTFUL});
  add("an hour and a minute over the plan", Told().With("赵", 0, 181), v1::B, {v1::LONGER_THAN_PLANNED});
  add("just an hour over the plan", Told().With("赵", 0, 180), v1::A, {});
  add("came three hours early", Told().With("赵", -180, -60), v1::B, {v1::OUTSIDE_PLAN});
  add("no minutes at all", Told().With("赵", 0, 0).Flag(UNPAIRED), v1::C, {v1::NO_MINUTES});
  Told crowd = Told().With("赵", 0, 120).With("钱", 0, 120);
  crowd->mutable_evidence()->set_headcount(1);
  add("two came, the witness saw one", crowd, v1::B, {v1::MORE_PEOPLE_THAN_SEEN});
  Told own_order = clean;
  own_order->mutable_evidence()->set_placer(Id("account of 赵").ToString());
  add("who served had placed it", own_order, v1::B, {v1::OWN_TEAM_HAD_A_PART});
  Told saw_code = clean;
  saw_code->mutable_evidence()->add_code_viewers(Id("account of 赵").ToString());
  add("who served had seen the code", saw_code, v1::B, {v1::OWN_TEAM_HAD_A_PART});
  Told own_witness = clean;
  own_witness->mutable_evidence()->add_own_parts(orders::v1::OWN_WITNESSED);
  add("a member of the team stood witness", own_witness, v1::B, {v1::OWN_TEAM_HAD_A_PART});
  return cases;
}

TEST(GradeTest, FollowsTheTable) {
  for (const GradeCase& c : GradeCases()) {
    SCOPED_TRACE(c.words);
    Grading grading = GradeAttendance(c.told.picture(), c.told.picture().attendances(0), PolicyRow());
    EXPECT_EQ(grading.grade, c.grade) << v1::Grade_Name(grading.grade);
    EXPECT_THAT(grading.doubts, ::testing::ElementsAreArray(c.doubts));
    EXPECT_FALSE(grading.passes_by_rule) << "no policy lets anything pass";
  }
}

TEST(GradeTest, PolicyLetsGradesPassButNoDoubtThatNeedsEyes) {
  PolicyRow policy;
  policy.pass_grades = {"A", "B", "C"};
  policy.minimum_minutes = 30;
  auto passes = [&](const Told& told) {
    return GradeAttendance(told.picture(), told.picture().attendances(0), policy).passes_by_rule;
  };
  EXPECT_TRUE(passes(Told().With("赵", 0, 120)));
  EXPECT_TRUE(passes(Told().With("赵", 0, 120, BY_LEADER, BY_LEADER)));
  EXPECT_TRUE(passes(Told().With("赵", 0, 120, SELF_REPORTED)));
  EXPECT_FALSE(passes(Told().With("赵", 0, 29))) << "below the minimum";
  EXPECT_FALSE(passes(Told().With("赵", 0, 120).Flag(LATE_FACT)));
  EXPECT_FALSE(passes(Told().With("赵", 0, 120).Flag(NOT_ON_ROSTER)));
  EXPECT_FALSE(passes(Told().With("赵", 0, 300))) << "far longer than planned";
  EXPECT_FALSE(passes(Told().With("赵", 0, 120, BACK_FILLED)));
}

}  // namespace
}  // namespace diandan::hours
