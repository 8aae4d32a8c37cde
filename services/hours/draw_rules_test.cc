#include "services/hours/draw_rules.h"

#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/hours/call_back_rules.h"
#include "services/hours/call_back_words.h"
#include "services/hours/case_rules.h"
#include "services/hours/desk_testing.h"
#include "services/hours/draw_transitions.h"
#include "services/hours/entry_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using testing::InvalidAt;
using testing::Refused;
using testing::RefusedWith;

std::string SourceOf(const std::string& path) {
  std::ifstream in(std::string(DIANDAN_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// ('A', 'B') → "A>B", of the rows put into this table.
std::set<std::string> StepsOfSql(const std::string& sql, const std::string& table) {
  const size_t start = sql.find("INSERT INTO " + table + " ");
  std::set<std::string> steps;
  for (absl::string_view part : absl::StrSplit(sql.substr(start, sql.find(';', start) - start), "('")) {
    const std::vector<std::string> words = absl::StrSplit(part.substr(0, part.find("')")), "', '");
    if (words.size() == 2) steps.insert(words[0] + ">" + words[1]);
  }
  return steps;
}

// Lines "//   A → B  …" before this enum and after the one before it.
std::set<std::string> StepsOfComment(const std::string& proto, const std::string& name,
                                     const std::string& unspecified) {
  const size_t end = proto.find("enum " + name + " {");
  const size_t before = proto.rfind('}', end);
  const size_t start = before == std::string::npos ? 0 : before;
  std::set<std::string> steps;
  for (absl::string_view line : absl::StrSplit(proto.substr(start, end - start), '\n')) {
    if (!absl::StartsWith(line, "//   ")) continue;
    const std::vector<std::string> words = absl::StrSplit(line.substr(5), ' ', absl::SkipEmpty());
    if (words.size() < 3 || words[1] != "→") continue;
    steps.insert((words[0] == "UNSPECIFIED" ? unspecified : words[0]) + ">" + words[2]);
  }
  return steps;
}

TEST(DrawStepsTest, CodeSqlAndProtoSayTheSame) {
  std::set<std::string> draws, calls;
  for (const auto& [from, to] : kDrawSteps)
    draws.insert(v1::DrawState_Name(from) + ">" + v1::DrawState_Name(to));
  for (const auto& [from, to] : kCallBackSteps)
    calls.insert(v1::CallBackResult_Name(from) + ">" + v1::CallBackResult_Name(to));
  const std::string sql = SourceOf("services/hours/schema/010_draws.sql");
  const std::string proto = SourceOf("proto/diandan/hours/v1/draw.proto");
  EXPECT_EQ(draws, StepsOfSql(sql, "draw_transition"));
  EXPECT_EQ(calls, StepsOfSql(sql, "call_back_transition"));
  EXPECT_EQ(draws, StepsOfComment(proto, "DrawState", "DRAW_STATE_UNSPECIFIED"));
  EXPECT_EQ(calls, StepsOfComment(proto, "CallBackResult", "CALL_BACK_RESULT_UNSPECIFIED"));
}

TEST(DrawStepsTest, AnyOtherStepThrows) {
  DrawRow draw;
  EXPECT_THROW(StepDraw(draw, v1::DRAW_MADE), std::logic_error);
  StepDraw(draw, v1::DRAW_COMMITTED);
  StepDraw(draw, v1::DRAW_CLOSED);
  EXPECT_THROW(StepDraw(draw, v1::DRAW_COMMITTED), std::logic_error);
}

class DrawRulesTest : public ::testing::Test {
 protected:
  DrawRulesTest() {
    chosen_.commitment = Sha256(seed_);
    chosen_.sealed = "sealed";
  }
  v1::PlanDrawRequest Asked(absl::Duration from, absl::Duration to, int size = 2, int percent = 0) const {
    v1::PlanDrawRequest request;
    request.set_parent("counties/150525");
    *request.mutable_start_time() = ToTimestamp(desk_.now + from);
    *request.mutable_end_time() = ToTimestamp(desk_.now + to);
    request.set_sample_size(size);
    request.set_sample_percent(percent);
    return request;
  }
  Status Plan(const v1::PlanDrawRequest& request, const Caller& by) {
    v1::PlanDrawRequest named = request;
    // What the desk will call it.
    draw_ = Id(absl::StrCat("request ", ++requests_));
    named.set_request_id(draw_.ToString());
    return desk_.Run(PlanDrawVerb(), by, named, &shown_, &chosen_);
  }
  Status Make(const Caller& by, const MadeDraw* made) {
    v1::MakeDrawRequest request;
    request.set_name(ResourceNameOf(kCounty, "draws", draw_));
    ++requests_;
    return desk_.Run(MakeDrawVerb(), by, request, &shown_, made);
  }
  // 赵 served two hours, verified by the reviewer; drawn with as many others as wanted.
  void Drawn(const std::vector<std::string>& people) {
    Told told;
    for (const std::string& who : people) told.With(who, 0, 120, orders::v1::BY_LEADER);
    told->mutable_evidence()->set_placer(Id("clerk").ToString());
    ++requests_;
    ASSERT_OK(desk_.Take(told));
    for (size_t i = 0; i < people.size(); ++i) {
      v1::DecideEntriesRequest decide;
      decide.set_parent("counties/150525");
      decide.add_decisions()->set_entry(ResourceNameOf(kCounty, "entries", told.entry(static_cast<int>(i))));
      decide.mutable_decisions(0)->set_verdict(v1::VERIFY);
      ++requests_;
      ASSERT_OK(desk_.Run(DecideEntriesVerb(), decider_, decide));
      made_.drawn.push_back({told.entry(static_cast<int>(i)), told.acceptance(), Id("team")});
    }
    made_.seed = seed_;
    made_.list = "list";
    made_.list_hash = Sha256(made_.list);
    made_.listed = static_cast<int32_t>(people.size());
    ASSERT_OK(Plan(Asked(absl::Hours(1), absl::Hours(2)), admin_));
    desk_.now += absl::Hours(3);
    ASSERT_OK(Make(admin_, &made_));
  }
  Status Call(const Uuid& entry, v1::CallBackResult result, const Caller& by, int minutes = 0) {
    v1::RecordCallBackRequest request;
    request.set_name(ResourceNameOf(kCounty, "call_backs", CallBackId(draw_, entry)));
    request.set_result(result);
    request.set_told_minutes(minutes);
    return desk_.Run(RecordCallBackVerb(), by, request, &called_);
  }
  v1::DrawFigures Figures() { return ToProto(*desk_.rows.Rows<DrawRow>().Find(kCounty, draw_)).figures(); }
  v1::DrawState State() { return desk_.rows.Rows<DrawRow>().Find(kCounty, draw_)->state; }

  Desk desk_;
  const std::string seed_ = std::string(32, 's');
  ChosenSeed chosen_;
  MadeDraw made_;
  Uuid draw_;
  v1::Draw shown_;
  v1::CallBack called_;
  const Caller admin_ = Someone("admin", Role::kCountyAdmin);
  const Caller decider_ = Someone("decider", Role::kReviewer);
  const Caller caller_ = Someone("caller", Role::kReviewer);

 private:
  int requests_ = 0;
};

TEST_F(DrawRulesTest, WhatMayBePlannedAndByWhom) {
  Caller township = Someone("township", Role::kReviewer);
  township.grants[0].org_path = "c.t";
  const absl::Duration day = absl::Hours(24);
  EXPECT_THAT(Plan(Asked(day, 2 * day), township), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Plan(Asked(day, 2 * day), Someone("officer", Role::kOfficer)),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Plan(Asked(day, 2 * day), Volunteer(Id("赵"))), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Plan(Asked(-day, day), admin_), InvalidAt("start_time", "future"))
      << "the list is known in part";
  EXPECT_THAT(Plan(Asked(absl::ZeroDuration(), day), admin_), InvalidAt("start_time", "future"));
  EXPECT_THAT(Plan(Asked(day, 94 * day), admin_), InvalidAt("end_time", "draw_days:92"));
  EXPECT_THAT(Plan(Asked(400 * day, 401 * day), admin_), InvalidAt("end_time", "draw_days:92"));
  EXPECT_THAT(Plan(Asked(day, 2 * day, 0, 0), admin_), InvalidAt("sample_size", "sample_one"));
  EXPECT_THAT(Plan(Asked(day, 2 * day, 3, 5), admin_), InvalidAt("sample_size", "sample_one"));
  EXPECT_FALSE(Plan(Asked(2 * day, day), admin_).ok());
  EXPECT_OK(Plan(Asked(day, 2 * day), admin_));
  EXPECT_EQ(shown_.commitment(), ToHex(Sha256(seed_)));
  EXPECT_EQ(shown_.seed(), "") << "nobody learns it before the period is over";
  EXPECT_EQ(desk_.Last<v1::DrawChanged>("DRAW_COMMITTED").commitment(), shown_.commitment());
  EXPECT_OK(Plan(Asked(day, 2 * day, 0, 5), decider_));
}

TEST_F(DrawRulesTest, NothingIsDrawnBeforeThePeriodIsOverNorTwice) {
  ASSERT_OK(Plan(Asked(absl::Hours(1), absl::Hours(2)), admin_));
  made_.seed = seed_;
  made_.list_hash = Sha256("");
  desk_.now += absl::Hours(2) + absl::Minutes(4);
  EXPECT_THAT(Make(admin_, &made_), Refused(errors::v1::DRAW_PERIOD_RUNS));
  desk_.now += absl::Minutes(1);
  EXPECT_THAT(Make(Someone("officer", Role::kOfficer), &made_), Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(Make(admin_, &made_));
  EXPECT_EQ(shown_.seed(), ToHex(seed_));
  EXPECT_EQ(State(), v1::DRAW_CLOSED) << "nothing was credited";
  EXPECT_THAT(Make(admin_, &made_), RefusedWith(errors::v1::DRAW_WRONG_STATE, "state", "DRAW_CLOSED"));
  EXPECT_EQ(desk_.Said("DRAW_MADE"), 1);
}

TEST_F(DrawRulesTest, WhoHadAPartDoesNotCall) {
  Drawn({"赵", "钱"});
  const Uuid entry = made_.drawn[0].entry;
  struct {
    const char* words;
    Caller by;
    const char* role;
  } const cases[] = {
      {"decided the hours", decider_, "YOU_DECIDED"},
      {"placed the order", Someone("clerk", Role::kReviewer), "REVIEWER_PLACED"},
      {"served",
       [] {
         Caller served = Someone("y", Role::kReviewer);
         served.volunteer = Id("钱");
         return served;
       }(),
       "REVIEWER_SERVED"},
      {"leads the team",
       [] {
         Caller leads = Someone("z", Role::kReviewer);
         leads.grants.push_back(Someone("z", Role::kLeader).grants[0]);
         return leads;
       }(),
       "REVIEWER_LEADS_TEAM"},
  };
  for (const auto& each : cases) {
    EXPECT_THAT(Call(entry, v1::CONFIRMED, each.by),
                RefusedWith(errors::v1::CONFLICT_OF_INTEREST, "role", each.role))
        << each.words;
  }
  EXPECT_THAT(Call(entry, v1::CONFIRMED, Someone("officer", Role::kOfficer)),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(Call(entry, v1::CONFIRMED, caller_));
  EXPECT_THAT(Call(Id("nobody's"), v1::CONFIRMED, caller_), Refused(errors::v1::NOT_FOUND));
}

TEST_F(DrawRulesTest, ADifferenceOpensACorrectionAndEditsNothing) {
  Drawn({"赵", "钱"});
  const Uuid first = made_.drawn[0].entry, second = made_.drawn[1].entry;
  EXPECT_THAT(Call(first, v1::MINUTES_DIFFER, caller_), Refused(errors::v1::MINUTES_OUT_OF_RANGE));
  EXPECT_THAT(Call(first, v1::MINUTES_DIFFER, caller_, 121), Refused(errors::v1::MINUTES_OUT_OF_RANGE));
  EXPECT_THAT(Call(first, v1::MINUTES_DIFFER, caller_, 120), InvalidAt("told_minutes", "other_minutes"));
  EXPECT_THAT(Call(first, v1::CONFIRMED, caller_, 60), InvalidAt("told_minutes", "only_minutes_differ"));
  EXPECT_EQ(InfoOf(Call(first, v1::CALL_WAITING, caller_)).reason(), errors::v1::FIELD_INVALID);
  ASSERT_OK(Call(first, v1::MINUTES_DIFFER, caller_, 60));
  EXPECT_EQ(desk_.entry(first).posted_minutes, 120) << "nothing is edited";
  ASSERT_TRUE(desk_.entry(first).correction_id);
  EXPECT_EQ(called_.correction(), ResourceNameOf(kCounty, "corrections", *desk_.entry(first).correction_id));
  EXPECT_EQ(desk_.Last<v1::CaseChanged>("CASE_OPENED").kind(), "RANDOM_CHECK");
  EXPECT_EQ(desk_.Last<v1::CaseChanged>("CASE_OPENED").requested_minutes(), 60);
  EXPECT_THAT(Call(first, v1::CONFIRMED, caller_), Refused(errors::v1::CALL_BACK_SETTLED));
  ASSERT_OK(Call(second, v1::NOBODY_CAME, caller_));
  EXPECT_EQ(desk_.Last<v1::CaseChanged>("CASE_OPENED").requested_minutes(), 0);

  v1::DecideCaseRequest decide;
  decide.set_name(ResourceNameOf(kCounty, "corrections", *desk_.entry(first).correction_id));
  decide.set_granted(true);
  decide.set_minutes(60);
  decide.set_reason(v1::RANDOM_CHECK_UPHELD);
  EXPECT_THAT(desk_.Run(DecideCaseVerb(), caller_, decide), Refused(errors::v1::SECOND_REVIEWER_NEEDED))
      << "who called does not decide";
  decide.set_reason(v1::APPEAL_UPHELD);
  const Caller other = Someone("other", Role::kReviewer);
  EXPECT_EQ(InfoOf(desk_.Run(DecideCaseVerb(), other, decide)).reason(), errors::v1::FIELD_INVALID);
  decide.set_reason(v1::RANDOM_CHECK_UPHELD);
  ASSERT_OK(desk_.Run(DecideCaseVerb(), other, decide));
  EXPECT_EQ(desk_.entry(first).posted_minutes, 60);
}

TEST_F(DrawRulesTest, ThreeTimesInVainAreEnoughAndTheLastResultCloses) {
  Drawn({"赵", "钱", "孙"});
  ASSERT_EQ(State(), v1::DRAW_MADE);
  const auto& drawn = made_.drawn;
  ASSERT_OK(Call(drawn[0].entry, v1::NOT_REACHED, caller_));
  ASSERT_OK(Call(drawn[0].entry, v1::NOT_REACHED, caller_));
  EXPECT_EQ(Figures().waiting(), 3) << "somebody tries again";
  ASSERT_OK(Call(drawn[0].entry, v1::NOT_REACHED, caller_));
  EXPECT_EQ(Figures().not_reached(), 1);
  EXPECT_THAT(Call(drawn[0].entry, v1::CONFIRMED, caller_), Refused(errors::v1::CALL_BACK_SETTLED));
  ASSERT_OK(Call(drawn[1].entry, v1::NOT_REACHED, caller_));
  ASSERT_OK(Call(drawn[1].entry, v1::CONFIRMED, caller_)) << "reached after all";
  EXPECT_EQ(State(), v1::DRAW_MADE);
  ASSERT_OK(Call(drawn[2].entry, v1::DECLINED_TO_SAY, caller_));
  EXPECT_EQ(State(), v1::DRAW_CLOSED);
  EXPECT_EQ(Figures().reached(), 2);
  EXPECT_EQ(Figures().waiting(), 0);
  EXPECT_EQ(desk_.Last<v1::DrawChanged>("CALL_BACK_RECORDED").state(), "DRAW_CLOSED");
}

TEST_F(DrawRulesTest, ACorrectionThatIsOpenAlreadyIsTheOne) {
  Drawn({"赵"});
  const Uuid entry = made_.drawn[0].entry;
  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(ResourceNameOf(kCounty, "entries", entry));
  appeal.set_minutes(100);
  ASSERT_OK(desk_.Run(RequestCorrectionVerb(), Volunteer(Id("赵")), appeal));
  const Uuid open = *desk_.entry(entry).correction_id;
  ASSERT_OK(Call(entry, v1::NOBODY_CAME, caller_));
  EXPECT_EQ(called_.correction(), ResourceNameOf(kCounty, "corrections", open));
  EXPECT_EQ(desk_.Said("CASE_OPENED"), 1);
}

TEST(CallBackWordsTest, TheScriptIsTheSameForEverybodyInBothLanguages) {
  const auto zh = CallBackScriptIn(Language::kChinese), en = CallBackScriptIn(Language::kEnglish);
  EXPECT_EQ(zh.lines_size(), en.lines_size());
  EXPECT_GT(zh.lines_size(), 3);
  EXPECT_EQ(zh.version(), kScriptVersion);
  for (const std::string& line : zh.lines()) EXPECT_EQ(line.find('{'), std::string::npos) << line;
}

}  // namespace
}  // namespace diandan::hours
