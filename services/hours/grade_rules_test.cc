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

  // What the other side counted.
  auto counted = [](int heads, ClosedHow how, RecordedHow recorded = BY_LEADER) {
    Told told = Told().With("赵", 0, 120, recorded, recorded).With("钱", 0, 120, recorded, recorded);
    told->mutable_evidence()->set_closed_how(how);
    told->mutable_evidence()->set_headcount(heads);
    return told;
  };
  add("the leader recorded two, the witness counted two", counted(2, STATION_WITNESS), v1::A, {});
  add("… so did the resident on the own page", counted(2, RESIDENT_PAGE), v1::A, {});
  add("… or on the telephone", counted(2, CALL_BACK), v1::A, {});
  add("the leader types the code and the heads: nobody else counted", counted(2, CLOSING_CODE), v1::B,
      {v1::NOT_OWN_CODE});
  add("the witness did not count", counted(0, STATION_WITNESS), v1::B, {v1::NOT_OWN_CODE});
  add("the witness counted three, two were recorded", counted(3, STATION_WITNESS), v1::B, {v1::NOT_OWN_CODE});
  add("twenty names and one seen: own codes are not enough", counted(1, RESIDENT_PAGE, OWN_CODE), v1::B,
      {v1::MORE_PEOPLE_THAN_SEEN});
  add("… nor when the leader says how few came", counted(1, CLOSING_CODE, OWN_CODE), v1::B,
      {v1::MORE_PEOPLE_THAN_SEEN});
  Told two_days = counted(2, STATION_WITNESS);
  *two_days->add_sessions() = two_days.picture().sessions(0);
  add("two sessions and heads counted once", two_days, v1::B, {v1::NOT_OWN_CODE});

  // The rolling code.
  add("the code told only when there was signal", Told().With("赵", 0, 120).Flag(CODE_LATE), v1::B,
      {v1::CODE_TOLD_LATER});
  auto used_by = [](std::vector<std::string> users, std::vector<std::string> roster) {
    Told told;
    for (const std::string& who : users) told.With(who, 0, 120);
    for (const std::string& who : roster) {
      told.Roster(who);
      told->mutable_roster()->rbegin()->set_session_id(told.picture().sessions(0).session_id());
    }
    return told;
  };
  add("two on the roster, two used the code", used_by({"赵", "钱"}, {"赵", "钱"}), v1::A, {});
  add("one on the roster, two used the code", used_by({"赵", "钱"}, {"赵"}), v1::C, {v1::CODE_WENT_ROUND});
  return cases;
}

// Of the first attendance.
Grading GradeFirst(const Told& told, const PolicyRow& policy) {
  return GradeBy(FactsOf(told.picture(), told.picture().attendances(0)), policy);
}

// An hour over the plan is let pass, nothing else is asked.
PolicyRow NobodyPasses() {
  PolicyRow policy;
  policy.overtime_minutes = 60;
  return policy;
}

TEST(GradeTest, FollowsTheTable) {
  for (const GradeCase& c : GradeCases()) {
    SCOPED_TRACE(c.words);
    Grading grading = GradeFirst(c.told, NobodyPasses());
    EXPECT_EQ(grading.grade, c.grade) << v1::Grade_Name(grading.grade);
    EXPECT_THAT(grading.doubts, ::testing::ElementsAreArray(c.doubts));
    EXPECT_FALSE(grading.passes_by_rule) << "no policy lets anything pass";
  }
}

TEST(GradeTest, PolicyLetsGradesPassButNoDoubtThatNeedsEyes) {
  PolicyRow policy = NobodyPasses();
  policy.pass_grades = {"A", "B", "C"};
  policy.minimum_minutes = 30;
  auto passes = [&](const Told& told) { return GradeFirst(told, policy).passes_by_rule; };
  EXPECT_TRUE(passes(Told().With("赵", 0, 120)));
  EXPECT_TRUE(passes(Told().With("赵", 0, 120, BY_LEADER, BY_LEADER)));
  EXPECT_TRUE(passes(Told().With("赵", 0, 120, SELF_REPORTED)));
  EXPECT_FALSE(passes(Told().With("赵", 0, 29))) << "below the minimum";
  EXPECT_FALSE(passes(Told().With("赵", 0, 120).Flag(LATE_FACT)));
  EXPECT_FALSE(passes(Told().With("赵", 0, 120).Flag(NOT_ON_ROSTER)));
  EXPECT_FALSE(passes(Told().With("赵", 0, 300))) << "far longer than planned";
  EXPECT_FALSE(passes(Told().With("赵", 0, 120, BACK_FILLED)));
  EXPECT_TRUE(passes(Told().With("赵", 0, 120).Flag(CODE_LATE))) << "a phone without signal is no reason";
}

struct PolicyCase {
  const char* words;
  Told told;
  void (*set)(PolicyRow&);
  std::vector<v1::Doubt> doubts;
};

// What follows from the policy, of a service planned from nine to eleven.
TEST(GradeTest, PolicyJudgesTimesAndPhotos) {
  Told risky = Told().With("赵", 0, 120);
  risky->mutable_evidence()->set_risky(true);
  Told photographed = risky;
  photographed->mutable_evidence()->set_photos(1);
  auto share = [](PolicyRow& policy) { policy.planned_share_percent = 60; };
  auto photo = [](PolicyRow& policy) { policy.asked = {"PHOTO_OF_RISKY_SERVICES"}; };
  const PolicyCase kCases[] = {
      {"there for 60 % of the plan", Told().With("赵", 0, 72), share, {}},
      {"a minute less", Told().With("赵", 0, 71), share, {v1::BELOW_PLANNED_SHARE}},
      {"went away and came back: the session counts", Told().With("赵", 0, 36).With("赵", 40, 76), share, {}},
      {"no share is asked", Told().With("赵", 0, 10), [](PolicyRow&) {}, {}},
      {"ten minutes over, none allowed",
       Told().With("赵", 0, 130),
       [](PolicyRow& policy) { policy.overtime_minutes = 0; },
       {v1::LONGER_THAN_PLANNED}},
      {"a risk, no photo, and the policy asks for one", risky, photo, {v1::PHOTO_MISSING}},
      {"a risk and a photo", photographed, photo, {}},
      {"no risk: nobody asks", Told().With("赵", 0, 120), photo, {}},
      {"a risk, no photo, nobody asks", risky, [](PolicyRow&) {}, {}},
  };
  for (const PolicyCase& c : kCases) {
    SCOPED_TRACE(c.words);
    PolicyRow policy = NobodyPasses();
    policy.pass_grades = {"A"};
    c.set(policy);
    const GradeFacts facts = FactsOf(c.told.picture(), c.told.picture().attendances(0));
    const Grading grading = GradeBy(facts, policy);
    EXPECT_THAT(grading.doubts, ::testing::ElementsAreArray(c.doubts));
    EXPECT_EQ(grading.passes_by_rule, c.doubts.empty());

    // Kept with the entry and judged once more, under any policy, it comes out the same.
    std::vector<std::string> names;
    for (v1::Doubt doubt : grading.doubts) names.push_back(v1::Doubt_Name(doubt));
    const GradeFacts kept =
        KeptFacts(names, facts.minutes, facts.planned_minutes, facts.session_minutes, facts.photo_lacking);
    for (const PolicyRow& other : {policy, NobodyPasses()}) {
      EXPECT_EQ(GradeBy(kept, other).doubts, GradeBy(facts, other).doubts);
    }
  }
}

}  // namespace
}  // namespace diandan::hours
