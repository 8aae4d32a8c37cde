#include "services/hours/entry_rules.h"

#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "services/hours/case_rules.h"
#include "services/hours/claim_rules.h"
#include "services/hours/desk_testing.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/transitions.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;

std::string TextOf(const std::string& path) {
  std::ifstream in(std::string(DIANDAN_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// ('A', 'B') → "A>B".
std::set<std::string> PairsOfSql(absl::string_view text) {
  std::set<std::string> pairs;
  for (absl::string_view part : absl::StrSplit(text, "('")) {
    std::vector<std::string> words = absl::StrSplit(part.substr(0, part.find("')")), "', '");
    if (words.size() == 2) pairs.insert(words[0] + ">" + words[1]);
  }
  return pairs;
}

// Comment lines "//   A → B  …".
std::set<std::string> PairsOfComment(absl::string_view text) {
  std::set<std::string> pairs;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!absl::ConsumePrefix(&line, "//   ")) continue;
    std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() < 3 || words[1] != "→") continue;
    pairs.insert((words[0] == "UNSPECIFIED" ? "ENTRY_STATE_UNSPECIFIED" : words[0]) + ">" + words[2]);
  }
  return pairs;
}

TEST(TransitionsTest, CodeSqlAndProtoSayTheSame) {
  std::set<std::string> code;
  for (const auto& [from, to] : kSteps)
    code.insert(v1::EntryState_Name(from) + ">" + v1::EntryState_Name(to));
  std::string sql = TextOf("services/hours/schema/001_hours.sql");
  size_t start = sql.find("INSERT INTO transition");
  ASSERT_NE(start, std::string::npos);
  EXPECT_EQ(code, PairsOfSql(sql.substr(start, sql.find(';', start) - start)));
  EXPECT_EQ(code, PairsOfComment(TextOf("proto/diandan/hours/v1/entry.proto")));
}

class EntryTest : public ::testing::Test {
 protected:
  v1::DecideEntriesRequest Verdict(const Uuid& entry, v1::Verdict verdict, int minutes = 0,
                                   v1::DecisionReason reason = v1::DECISION_REASON_UNSPECIFIED) {
    v1::DecideEntriesRequest request;
    request.set_parent("counties/150525");
    Add(request, entry, verdict, minutes, reason);
    return request;
  }
  void Add(v1::DecideEntriesRequest& request, const Uuid& entry, v1::Verdict verdict, int minutes = 0,
           v1::DecisionReason reason = v1::DECISION_REASON_UNSPECIFIED) {
    auto* decision = request.add_decisions();
    decision->set_entry(ResourceNameOf(kCounty, "entries", entry));
    decision->set_verdict(verdict);
    decision->set_minutes(minutes);
    decision->set_reason(reason);
  }
  Status Decide(const v1::DecideEntriesRequest& request, const Caller& by) {
    return desk_.Run(DecideEntriesVerb(), by, request);
  }
  Status Confirm(const Uuid& entry, bool agreed, const Caller& by) {
    v1::ConfirmSecondRequest request;
    request.set_name(ResourceNameOf(kCounty, "entries", entry));
    request.set_agreed(agreed);
    return desk_.Run(ConfirmSecondVerb(), by, request);
  }
  void SetPolicy(int notice_days, std::vector<v1::Grade> pass = {}) {
    v1::PolicySettings settings = BuiltInSettings();
    settings.set_notice_days(notice_days);
    for (v1::Grade grade : pass) settings.add_pass_grades(grade);
    ASSERT_OK(desk_.Govern(settings));
  }
  Status PassByRule(const Uuid& entry) {
    v1::PassByRule request;
    request.set_entry_id(entry.ToString());
    request.set_looked_revision(1);
    return desk_.Run(PassByRuleVerb(), clock_, request);
  }
  // The books after any step: pending holds exactly what waits, volunteers what stands, Σ = 0.
  void CheckBooks() {
    int64_t waits = 0, stands = 0;
    for (const auto* e : desk_.rows.Rows<EntryRow>().all()) {
      bool open = e->row.state != v1::POSTED && e->row.state != v1::VOIDED;
      waits += open ? e->row.reported_minutes : 0;
      stands += e->row.posted_minutes;
    }
    int64_t balances = 0;
    for (const auto* a : desk_.rows.Rows<AccountRow>().all()) {
      EXPECT_EQ(a->row.balance, desk_.Sum(a->row.id));
      balances += a->row.balance;
    }
    EXPECT_EQ(desk_.Sum(PendingAccount(kCounty)), waits);
    EXPECT_EQ(balances, stands);
    EXPECT_EQ(desk_.Sum(IssueAccount(kCounty)) + waits + stands, 0);
  }
  void TearDown() override { CheckBooks(); }

  Desk desk_;
  Caller reviewer_ = Someone("reviewer", Role::kReviewer);
  Caller other_ = Someone("other reviewer", Role::kReviewer);
  Caller clock_{.kind = Caller::Kind::kService, .subject = "service:hours"};
};

TEST_F(EntryTest, AVerdictEndsInTheStateOfTheTable) {
  struct {
    const char* words;
    v1::Verdict verdict;
    int minutes;
    v1::DecisionReason reason;
    v1::EntryState state;
    int posted;
  } cases[] = {
      {"verified", v1::VERIFY, 0, v1::DECISION_REASON_UNSPECIFIED, v1::POSTED, 120},
      {"adjusted", v1::ADJUST, 90, v1::LEFT_EARLIER, v1::POSTED, 90},
      {"rejected", v1::REJECT, 0, v1::NOT_PRESENT, v1::VOIDED, 0},
      {"returned", v1::RETURN, 0, v1::ASK_TIMES, v1::RETURNED, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words);
    Told told = Told(c.words).With(c.words, 0, 120);
    ASSERT_OK(desk_.Take(told));
    CheckBooks();
    ASSERT_OK(Decide(Verdict(told.entry(), c.verdict, c.minutes, c.reason), reviewer_));
    EXPECT_EQ(desk_.entry(told.entry()).state, c.state);
    EXPECT_EQ(desk_.entry(told.entry()).posted_minutes, c.posted);
    CheckBooks();
  }
}

TEST_F(EntryTest, RefusesWhatCannotBe) {
  Told told = Told().With("赵", 0, 120);
  Told nothing = Told("nothing").With("钱", 0, 0);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(desk_.Take(nothing));
  struct {
    const char* words;
    v1::DecideEntriesRequest request;
    Caller by;
    Reason reason;
  } cases[] = {
      {"a leader", Verdict(told.entry(), v1::VERIFY), Someone("leader", Role::kLeader),
       errors::v1::NOT_ALLOWED},
      {"no such entry", Verdict(Id("none"), v1::VERIFY), reviewer_, errors::v1::NOT_FOUND},
      {"adjusted to more", Verdict(told.entry(), v1::ADJUST, 121, v1::CAME_LATER), reviewer_,
       errors::v1::MINUTES_OUT_OF_RANGE},
      {"adjusted to the same", Verdict(told.entry(), v1::ADJUST, 120, v1::CAME_LATER), reviewer_,
       errors::v1::MINUTES_OUT_OF_RANGE},
      {"verified without minutes", Verdict(nothing.entry(), v1::VERIFY), reviewer_,
       errors::v1::NO_TIME_TO_CREDIT},
      {"adjusted without minutes", Verdict(nothing.entry(), v1::ADJUST, 1, v1::CAME_LATER), reviewer_,
       errors::v1::NO_TIME_TO_CREDIT},
      {"rejected without a reason", Verdict(told.entry(), v1::REJECT), reviewer_, errors::v1::FIELD_INVALID},
      {"rejected for the clock's reason", Verdict(told.entry(), v1::REJECT, 0, v1::PICTURE_CHANGED),
       reviewer_, errors::v1::FIELD_INVALID},
  };
  for (const auto& c : cases) EXPECT_THAT(Decide(c.request, c.by), Refused(c.reason)) << c.words;
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING);
}

TEST_F(EntryTest, BulkIsAllOrNoneAndNamesEachRefusal) {
  Told told = Told().With("赵", 0, 120).With("钱", 0, 120);
  ASSERT_OK(desk_.Take(told));
  auto request = Verdict(told.entry(0), v1::VERIFY);
  Add(request, told.entry(1), v1::ADJUST, 500, v1::CAME_LATER);
  Status refused = Decide(request, reviewer_);
  EXPECT_THAT(refused, Refused(errors::v1::MINUTES_OUT_OF_RANGE));
  ASSERT_EQ(InfoOf(refused).fields_size(), 1);
  EXPECT_EQ(InfoOf(refused).fields(0).field(), "decisions[1].entry");
  EXPECT_EQ(desk_.entry(told.entry(0)).state, v1::PENDING) << "the good one was taken back";
  EXPECT_EQ(desk_.Said("ENTRY_POSTED"), 0);
}

TEST_F(EntryTest, TheLastEntrySettlesTheOrderOnce) {
  Told told = Told().With("赵", 0, 120).With("钱", 0, 120);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(Decide(Verdict(told.entry(0), v1::VERIFY), reviewer_));
  EXPECT_EQ(desk_.Said("ORDER_ENTRIES_SETTLED"), 0);
  ASSERT_OK(Decide(Verdict(told.entry(1), v1::REJECT, 0, v1::NOT_PRESENT), reviewer_));
  EXPECT_EQ(desk_.Said("ORDER_ENTRIES_SETTLED"), 1);
  const auto& settled = desk_.Last<v1::OrderEntriesSettled>("ORDER_ENTRIES_SETTLED");
  EXPECT_EQ(settled.standing(), 1);
  EXPECT_EQ(settled.posted_minutes(), 120);
}

TEST_F(EntryTest, OneMinuteIsNotPostedTwice) {
  Told first = Told("first").With("赵", 0, 120), second = Told("second").With("赵", 60, 180);
  ASSERT_OK(desk_.Take(first));
  ASSERT_OK(desk_.Take(second));
  ASSERT_OK(Decide(Verdict(first.entry(), v1::VERIFY), reviewer_));
  EXPECT_THAT(Decide(Verdict(second.entry(), v1::VERIFY), reviewer_),
              Refused(errors::v1::OVERLAPPING_MINUTES));
  EXPECT_OK(Decide(Verdict(second.entry(), v1::ADJUST, 60, v1::PARTLY_ELSEWHERE), reviewer_));
  EXPECT_EQ(desk_.entry(second.entry()).posted_minutes, 60);
}

TEST_F(EntryTest, AReviewerWithAPartInItNeedsASecondOne) {
  struct {
    const char* words;
    std::function<void(Told&, Caller&)> part;
    v1::SecondReason reason;
  } cases[] = {
      {"placed", [](Told& t, Caller& c) { t->mutable_evidence()->set_placer(c.account.ToString()); },
       v1::REVIEWER_PLACED},
      {"saw the code",
       [](Told& t, Caller& c) { t->mutable_evidence()->add_code_viewers(c.account.ToString()); },
       v1::REVIEWER_SAW_CODE},
      {"witnessed",
       [](Told& t, Caller& c) {
         t->mutable_evidence()->set_closed_how(orders::v1::STATION_WITNESS);
         t->mutable_evidence()->set_closer(c.account.ToString());
       },
       v1::REVIEWER_WITNESSED},
      {"served", [](Told& t, Caller& c) { c.volunteer = IdOf(t->attendances(0).volunteer_id()); },
       v1::REVIEWER_SERVED},
      {"recorded",
       [](Told& t, Caller& c) { t->mutable_attendances(0)->set_in_recorder(c.account.ToString()); },
       v1::REVIEWER_RECORDED},
      {"leads the team", [](Told&, Caller& c) { c.grants.push_back(Someone("x", Role::kLeader).grants[0]); },
       v1::REVIEWER_LEADS_TEAM},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words);
    Told told = Told(c.words).With(c.words, 0, 120);
    Caller involved = Someone("involved", Role::kReviewer);
    c.part(told, involved);
    ASSERT_OK(desk_.Take(told));
    ASSERT_OK(Decide(Verdict(told.entry(), v1::VERIFY), involved));
    EXPECT_EQ(desk_.entry(told.entry()).state, v1::SECOND);
    EXPECT_THAT(desk_.entry(told.entry()).second_reasons, ElementsAre(v1::SecondReason_Name(c.reason)));
    EXPECT_THAT(Confirm(told.entry(), true, involved), Refused(errors::v1::SECOND_REVIEWER_NEEDED));
    EXPECT_OK(Confirm(told.entry(), true, reviewer_));
    EXPECT_EQ(desk_.entry(told.entry()).state, v1::POSTED);
  }
}

TEST_F(EntryTest, TheSecondOneMayNotHaveAPartEither) {
  Told told = Told().With("赵", 0, 120);
  told->mutable_evidence()->set_placer(reviewer_.account.ToString());
  told->mutable_evidence()->add_code_viewers(other_.account.ToString());
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(Decide(Verdict(told.entry(), v1::VERIFY), reviewer_));
  EXPECT_THAT(Confirm(told.entry(), true, other_), Refused(errors::v1::CONFLICT_OF_INTEREST));
}

TEST_F(EntryTest, ASecondOneWhoDisagreesPutsItBackAndFreesTheMinutes) {
  Told told = Told("a").With("赵", 0, 120), meets = Told("b").With("赵", 0, 120);
  told->mutable_evidence()->set_placer(reviewer_.account.ToString());
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(desk_.Take(meets));
  ASSERT_OK(Decide(Verdict(told.entry(), v1::VERIFY), reviewer_));
  EXPECT_THAT(Decide(Verdict(meets.entry(), v1::VERIFY), other_), Refused(errors::v1::OVERLAPPING_MINUTES));
  ASSERT_OK(Confirm(told.entry(), false, other_));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING);
  EXPECT_EQ(desk_.entry(told.entry()).verdict, v1::VERDICT_UNSPECIFIED);
  EXPECT_OK(Decide(Verdict(meets.entry(), v1::VERIFY), other_));
}

TEST_F(EntryTest, LongDaysClimbTheLadder) {
  Told morning = Told("morning").With("赵", 0, 420), noon = Told("noon").With("赵", 420, 540),
       night = Told("night").With("赵", 540, 780);
  for (const Told* told : {&morning, &noon, &night}) ASSERT_OK(desk_.Take(*told));
  ASSERT_OK(Decide(Verdict(morning.entry(), v1::VERIFY), reviewer_));
  EXPECT_EQ(desk_.entry(morning.entry()).state, v1::POSTED) << "7 hours";
  ASSERT_OK(Decide(Verdict(noon.entry(), v1::VERIFY), reviewer_));
  EXPECT_EQ(desk_.entry(noon.entry()).state, v1::SECOND) << "9 hours";
  ASSERT_OK(Decide(Verdict(night.entry(), v1::VERIFY), reviewer_));
  EXPECT_THAT(desk_.entry(night.entry()).second_reasons, ElementsAre("VERY_LONG_DAY")) << "13 hours";

  Caller township = Someone("township reviewer", Role::kReviewer);
  township.grants[0].org_path = "c.t";
  EXPECT_OK(Confirm(noon.entry(), true, township));
  EXPECT_THAT(Confirm(night.entry(), true, township), Refused(errors::v1::DAILY_LADDER));
  EXPECT_OK(Confirm(night.entry(), true, other_));
}

TEST_F(EntryTest, OnNoticeUntilItsDateAndAnObjectionPutsItBack) {
  SetPolicy(3);
  Told told = Told().With("赵", 0, 120);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(Decide(Verdict(told.entry(), v1::VERIFY), reviewer_));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::NOTICE);
  EXPECT_EQ(desk_.Sum(VolunteerAccount(Id("赵"))), 0) << "nothing stands before the end";

  v1::EndNotice end;
  end.set_entry_id(told.entry().ToString());
  ASSERT_OK(desk_.Run(EndNoticeVerb(), clock_, end));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::NOTICE) << "too early";

  v1::ObjectToEntryRequest objection;
  objection.set_name(ResourceNameOf(kCounty, "entries", told.entry()));
  EXPECT_THAT(desk_.Run(ObjectToEntryVerb(), Volunteer(Id("钱")), objection),
              Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(desk_.Run(ObjectToEntryVerb(), Volunteer(Id("赵")), objection));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING);

  ASSERT_OK(Decide(Verdict(told.entry(), v1::VERIFY), reviewer_));
  desk_.now += absl::Hours(72);
  EXPECT_THAT(desk_.Run(ObjectToEntryVerb(), Volunteer(Id("赵")), objection),
              Refused(errors::v1::ENTRY_WRONG_STATE))
      << "too late";
  ASSERT_OK(desk_.Run(EndNoticeVerb(), clock_, end));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::POSTED);
  ASSERT_OK(desk_.Run(EndNoticeVerb(), clock_, end)) << "once more does nothing";
  EXPECT_EQ(desk_.Said("ENTRY_POSTED"), 1);
}

TEST_F(EntryTest, AReturnIsAnsweredByTheLeaderOrTakenBack) {
  Told told = Told().With("赵", 0, 120);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(Decide(Verdict(told.entry(), v1::RETURN, 0, v1::ASK_TIMES), reviewer_));
  v1::AnswerReturnRequest answer;
  answer.set_name(ResourceNameOf(kCounty, "entries", told.entry()));
  answer.set_answer(v1::FEWER_MINUTES);
  answer.set_minutes(90);
  EXPECT_THAT(desk_.Run(AnswerReturnVerb(), reviewer_, answer), Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(desk_.Run(AnswerReturnVerb(), Someone("leader", Role::kLeader), answer));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::PENDING);
  EXPECT_EQ(desk_.entry(told.entry()).decided_minutes, 90) << "the leader's proposal";

  ASSERT_OK(Decide(Verdict(told.entry(), v1::RETURN, 0, v1::ASK_PRESENCE), reviewer_));
  v1::TakeBackReturn take;
  take.set_entry_id(told.entry().ToString());
  desk_.now += absl::Hours(24 * kReturnDays) - absl::Seconds(1);
  ASSERT_OK(desk_.Run(TakeBackReturnVerb(), clock_, take));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::RETURNED);
  desk_.now += absl::Seconds(1);
  ASSERT_OK(desk_.Run(TakeBackReturnVerb(), clock_, take));
  EXPECT_EQ(desk_.entry(told.entry()).return_answer, v1::UNANSWERED);
}

TEST_F(EntryTest, APolicyPassesOnceAndLeavesWhatCannotStand) {
  SetPolicy(0, {v1::A});
  Told told = Told("a").With("赵", 0, 120), meets = Told("b").With("赵", 60, 180);
  ASSERT_OK(desk_.Take(told));
  ASSERT_OK(desk_.Take(meets));
  ASSERT_OK(PassByRule(told.entry()));
  ASSERT_OK(PassByRule(told.entry()));
  EXPECT_EQ(desk_.entry(told.entry()).reason, v1::PASSED_BY_RULE);
  EXPECT_EQ(desk_.Said("ENTRY_POSTED"), 1);
  ASSERT_OK(PassByRule(meets.entry()));
  EXPECT_EQ(desk_.entry(meets.entry()).state, v1::PENDING);
  EXPECT_FALSE(desk_.entry(meets.entry()).passes_by_rule) << "a reviewer has to look";
}

TEST_F(EntryTest, AGuestsMinutesNeedAClaimFromHomeFirst) {
  Told told = Told().With("客", 0, 120).From(150526);
  ASSERT_OK(desk_.Take(told));
  auto request = Verdict(told.entry(), v1::VERIFY);
  EXPECT_TRUE(IsClaimNeeded(Decide(request, reviewer_)));
  ClaimsAbroad claims;
  claims.by_entry[told.entry()] = {.minutes = 120, .token = 1, .day_minutes = 120};
  desk_.Mutable(told.entry()).claim_floor = 1;
  EXPECT_TRUE(IsClaimNeeded(desk_.Run(DecideEntriesVerb(), reviewer_, request, nullptr, &claims)))
      << "the token was given up meanwhile";
  claims.by_entry[told.entry()].token = 2;
  ASSERT_OK(desk_.Run(DecideEntriesVerb(), reviewer_, request, nullptr, &claims));
  EXPECT_EQ(desk_.entry(told.entry()).state, v1::POSTED);
}

}  // namespace
}  // namespace diandan::hours
