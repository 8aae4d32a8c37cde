#include <thread>

#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using ::testing::IsEmpty;

constexpr CountyId kKulun = 150524;

class HoursServiceTest : public ::testing::Test {
 protected:
  Status SetPolicy(int notice_days, std::vector<v1::Grade> pass) {
    v1::PolicySettings settings = BuiltInSettings();
    settings.set_notice_days(notice_days);
    for (v1::Grade grade : pass) settings.add_pass_grades(grade);
    return w.Govern(kCounty, settings).status();
  }
  void Tick() {
    auto did = w.hours->clockwork().Tick();
    ASSERT_OK(did);
  }
  v1::EntryState StateOf(CountyId county, const Uuid& entry) {
    auto found = w.Entry(w.Reviewer(county), county, entry);
    return found.ok() ? found->state() : v1::ENTRY_STATE_UNSPECIFIED;
  }
  int64_t Held(CountyId home) {
    return w.Number(home, "SELECT coalesce(sum(minutes), 0)::int8 FROM claim WHERE held");
  }

  HoursWorld w;
  diandan::testing::TestCaller reviewer_ = w.Reviewer(kCounty);
};

TEST_F(HoursServiceTest, FromSettledToTheStatement) {
  Told told = Told().With("赵", 0, 120).With("钱", 0, 60);
  w.Settle(told);
  EXPECT_EQ(StateOf(kCounty, told.entry(0)), v1::PENDING);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told.entry(0))));
  auto rejected = w.Decide(reviewer_, w.Verdict(kCounty, told.entry(1), v1::REJECT, v1::NOT_PRESENT));
  ASSERT_OK(rejected);
  EXPECT_EQ(rejected->entries(0).state(), v1::VOIDED);
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'ORDER_ENTRIES_SETTLED'"), 1);

  v1::GetVolunteerStatementRequest mine;
  mine.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
  auto statement = w.Person(Id("赵")).Call(*w.ledger, &v1::LedgerService::Stub::GetVolunteerStatement, mine);
  ASSERT_OK(statement);
  EXPECT_EQ(statement->posted_minutes(), 120);
  EXPECT_EQ(statement->services(), 1);
  ASSERT_EQ(statement->lines_size(), 1);
  EXPECT_EQ(statement->lines(0).order_number(), "7K3M");
  EXPECT_THAT(w.Person(Id("钱")).Call(*w.ledger, &v1::LedgerService::Stub::GetVolunteerStatement, mine),
              Refused(errors::v1::NOT_ALLOWED));

  v1::ListTransfersRequest transfers;
  transfers.set_parent("counties/150525");
  transfers.set_volunteer(mine.volunteer());
  auto listed = w.Person(Id("赵")).Call(*w.ledger, &v1::LedgerService::Stub::ListTransfers, transfers);
  ASSERT_OK(listed);
  EXPECT_EQ(listed->transfers_size(), 2);
  EXPECT_THAT(w.Reconcile(kCounty).faults(), IsEmpty());
}

TEST_F(HoursServiceTest, AnEntryIsDecidedInTheVeryBatchThatMadeIt) {
  Told first = Told("first").With("赵", 0, 120);
  w.Settle(first);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, first.entry())));
  ASSERT_OK(SetPolicy(0, {}));
  Told beside = Told("beside").With("赵", 60, 180), after = Told("after").With("赵", 120, 180);
  Status overlapping, fits;
  for (auto [told, answer] : {std::pair{&beside, &overlapping}, {&after, &fits}}) {
    int64_t said = 0;
    w.world.InOneBatch("hours",
                       {[&] { said = w.SaySettled(*told, kCounty); },
                        [&] { *answer = w.Decide(reviewer_, w.Verdict(kCounty, told->entry())).status(); }});
    w.AwaitOrders(kCounty, said);
  }
  EXPECT_THAT(overlapping, Refused(errors::v1::OVERLAPPING_MINUTES)) << "claims of before are seen";
  EXPECT_OK(fits);
  EXPECT_EQ(StateOf(kCounty, after.entry()), v1::POSTED);
  EXPECT_EQ(w.Number(kCounty, "SELECT balance FROM account"), 180) << "on the account of before";
  EXPECT_THAT(w.Reconcile(kCounty).faults(), IsEmpty());
}

TEST_F(HoursServiceTest, ARepeatIsAnsweredAsItIsNowAndAppendsNothing) {
  Told told = Told().With("赵", 0, 120);
  w.Settle(told);
  ASSERT_OK(SetPolicy(1, {}));
  auto leader = w.world.CallerWith(Role::kLeader, testing::InTeam(kCounty, Id("team")));
  std::string name = ResourceNameOf(kCounty, "entries", told.entry());
  auto twice = [&](const std::function<Status()>& send) {
    ASSERT_OK(send());
    int64_t events = w.Events(kCounty), transfers = w.Number(kCounty, "SELECT count(*) FROM transfer");
    ASSERT_OK(send());
    EXPECT_EQ(w.Events(kCounty), events);
    EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM transfer"), transfers);
  };

  auto back = w.Verdict(kCounty, told.entry(), v1::RETURN, v1::ASK_TIMES);
  twice([&] { return w.Decide(reviewer_, back).status(); });
  v1::AnswerReturnRequest answer;
  answer.set_name(name);
  answer.set_request_id(w.RequestId());
  answer.set_answer(v1::STANDS);
  twice([&] { return leader.Call(*w.entries, &v1::EntryService::Stub::AnswerReturn, answer).status(); });
  auto first = w.Verdict(kCounty, told.entry());
  twice([&] { return w.Decide(reviewer_, first).status(); });
  v1::ObjectToEntryRequest objection;
  objection.set_name(name);
  objection.set_request_id(w.RequestId());
  auto person = w.Person(Id("赵"));
  twice([&] { return person.Call(*w.entries, &v1::EntryService::Stub::ObjectToEntry, objection).status(); });
  auto verify = w.Verdict(kCounty, told.entry());
  twice([&] { return w.Decide(reviewer_, verify).status(); });
  w.world.clock.Advance(absl::Hours(24));
  reviewer_ = w.Reviewer(kCounty);
  person = w.Person(Id("赵"));
  Tick();
  EXPECT_EQ(StateOf(kCounty, told.entry()), v1::POSTED);
  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(name);
  appeal.set_request_id(w.RequestId());
  appeal.set_minutes(60);
  twice([&] { return person.Call(*w.cases, &v1::CaseService::Stub::RequestCorrection, appeal).status(); });
  v1::DecideCaseRequest decide;
  decide.set_name(ResourceNameOf(kCounty, "corrections", *ParseUuid(appeal.request_id())));
  decide.set_request_id(w.RequestId());
  decide.set_granted(true);
  decide.set_minutes(60);
  decide.set_reason(v1::APPEAL_UPHELD);
  auto judge = w.Reviewer(kCounty);
  twice([&] { return judge.Call(*w.cases, &v1::CaseService::Stub::DecideCase, decide).status(); });

  auto late = person.Call(*w.cases, &v1::CaseService::Stub::RequestCorrection, appeal);
  ASSERT_OK(late);
  EXPECT_EQ(late->state(), v1::GRANTED) << "as it is now";
  EXPECT_THAT(w.Decide(reviewer_, verify), Refused(errors::v1::REQUEST_ID_REUSED)) << "another account";
  EXPECT_THAT(w.Reconcile(kCounty).faults(), IsEmpty());
}

// The same person at the same time in two counties, one of them home in every other round: exactly one
// stands, whoever comes first.
TEST_F(HoursServiceTest, TwoCountiesCannotPostTheSameMinutes) {
  auto neighbour = w.Reviewer(kNeighbour), kulun = w.Reviewer(kKulun);
  for (int round = 0; round < 16; ++round) {
    CountyId first_county = round % 2 == 0 ? kCounty : kKulun;
    const auto& first_reviewer = round % 2 == 0 ? reviewer_ : kulun;
    std::string who = absl::StrCat("guest ", round);
    Told first = Told(absl::StrCat("first ", round)).With(who, 0, 120);
    Told second = Told(absl::StrCat("second ", round)).With(who, 60, 180);
    w.Settle(first, first_county);
    w.Settle(second, kNeighbour);
    StatusOr<v1::DecideEntriesResponse> here, there;
    std::thread a([&] { here = w.Decide(first_reviewer, w.Verdict(first_county, first.entry())); });
    std::thread b([&] { there = w.Decide(neighbour, w.Verdict(kNeighbour, second.entry())); });
    a.join();
    b.join();
    ASSERT_NE(here.ok(), there.ok()) << here.status() << there.status();
    EXPECT_THAT(here.ok() ? there : here, Refused(errors::v1::OVERLAPPING_MINUTES));
    EXPECT_EQ(StateOf(first_county, first.entry()), here.ok() ? v1::POSTED : v1::PENDING);
    EXPECT_EQ(StateOf(kNeighbour, second.entry()), there.ok() ? v1::POSTED : v1::PENDING);
    EXPECT_EQ(Held(kCounty), 120 * (round + 1)) << "the loser's claim was given back";
  }
  w.world.clock.Advance(absl::Minutes(5));
  for (CountyId county : {kCounty, kKulun, kNeighbour}) EXPECT_THAT(w.Reconcile(county).faults(), IsEmpty());
}

TEST_F(HoursServiceTest, ARefusedDecisionAboutAGuestGivesTheClaimBack) {
  auto neighbour = w.Reviewer(kNeighbour);
  Told away = Told("away").With("客", 0, 120).With("客", 200, 260);
  w.Settle(away, kNeighbour);
  // The second verdict of the request is refused, so the first one's claim has no decision to stand on.
  auto request = w.Verdict(kNeighbour, away.entry(0));
  *request.add_decisions() = w.Verdict(kNeighbour, Id("no such entry")).decisions(0);
  EXPECT_THAT(w.Decide(neighbour, request), Refused(errors::v1::NOT_FOUND));
  EXPECT_EQ(Held(kCounty), 0);
  ASSERT_OK(w.Decide(neighbour, w.Verdict(kNeighbour, away.entry(0))));
  EXPECT_EQ(Held(kCounty), 120);
}

TEST_F(HoursServiceTest, AGuestsStatementSumsItsCountiesAndACorrectionFreesTheMinutesAtHome) {
  auto neighbour = w.Reviewer(kNeighbour), judge = w.Reviewer(kNeighbour);
  Told home = Told("home").With("赵", 0, 60), away = Told("away").With("赵", 60, 180);
  w.Settle(home);
  w.Settle(away, kNeighbour);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, home.entry())));
  Tick();
  v1::GetVolunteerStatementRequest mine;
  mine.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
  auto person = w.Guest(Id("赵"));
  auto statement = person.Call(*w.ledger, &v1::LedgerService::Stub::GetVolunteerStatement, mine);
  ASSERT_OK(statement);
  EXPECT_EQ(statement->posted_minutes(), 60);
  EXPECT_EQ(statement->pending_minutes(), 120) << "the neighbour's reports are known at home";

  ASSERT_OK(w.Decide(neighbour, w.Verdict(kNeighbour, away.entry())));
  v1::RequestCorrectionRequest appeal;
  appeal.set_entry(ResourceNameOf(kNeighbour, "entries", away.entry()));
  appeal.set_request_id(w.RequestId());
  appeal.set_minutes(90);
  ASSERT_OK(person.Call(*w.cases, &v1::CaseService::Stub::RequestCorrection, appeal));
  v1::DecideCaseRequest decide;
  decide.set_name(ResourceNameOf(kNeighbour, "corrections", *ParseUuid(appeal.request_id())));
  decide.set_request_id(w.RequestId());
  decide.set_granted(true);
  decide.set_minutes(90);
  decide.set_reason(v1::APPEAL_UPHELD);
  const auto decided = judge.Call(*w.cases, &v1::CaseService::Stub::DecideCase, decide);
  ASSERT_OK(decided);
  EXPECT_GE(decided->due_time().seconds() - decided->create_time().seconds(), 10 * 24 * 3600)
      << "ten working days";
  v1::ListTransfersRequest about;
  about.set_parent("counties/" + std::to_string(kNeighbour));
  about.set_entry(appeal.entry());
  const auto transfers = judge.Call(*w.ledger, &v1::LedgerService::Stub::ListTransfers, about);
  ASSERT_OK(transfers);
  const bool linked = std::any_of(transfers->transfers().begin(), transfers->transfers().end(),
                                  [&](const v1::Transfer& each) {
                                    return each.transfer_id() == decided->transfer_id() &&
                                           each.kind() == v1::CORRECT && each.minutes() == 30;
                                  });
  EXPECT_TRUE(linked) << "the result is a transfer, and the correction names it";
  Tick();
  EXPECT_EQ(Held(kCounty), 150);
  statement = person.Call(*w.ledger, &v1::LedgerService::Stub::GetVolunteerStatement, mine);
  ASSERT_OK(statement);
  EXPECT_EQ(statement->posted_minutes(), 150);
  EXPECT_EQ(statement->counties_size(), 2);
  EXPECT_THAT(w.Reconcile(kNeighbour).faults(), IsEmpty());
}

TEST_F(HoursServiceTest, TheClockPassesWhatThePolicyLetsPassOnce) {
  ASSERT_OK(SetPolicy(0, {v1::A}));
  Told own = Told("own").With("赵", 0, 120), guest = Told("guest").With("客", 0, 120).From(kKulun),
       led = Told("led").With("钱", 0, 120, orders::v1::BY_LEADER),
       meets = Told("meets").With("赵", 110, 170);
  for (const Told* told : {&own, &guest, &led}) w.Settle(*told);
  std::thread other([&] { Tick(); });
  Tick();
  other.join();
  // Whichever of the two looked first, the other one may have found nothing to do yet.
  for (int i = 0; i < 3; ++i) Tick();
  EXPECT_EQ(StateOf(kCounty, own.entry()), v1::POSTED);
  EXPECT_EQ(StateOf(kCounty, guest.entry()), v1::POSTED);
  EXPECT_EQ(Held(kKulun), 120) << "claimed at home";
  EXPECT_EQ(StateOf(kCounty, led.entry()), v1::PENDING) << "grade B is for a reviewer";
  w.Settle(meets);
  Tick();
  EXPECT_EQ(StateOf(kCounty, meets.entry()), v1::PENDING) << "the minutes stand elsewhere";
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'ENTRY_POSTED'"), 2);
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM entry WHERE passes_by_rule"), 0);
  EXPECT_THAT(w.Reconcile(kCounty).faults(), IsEmpty());
}

TEST_F(HoursServiceTest, TheQueueShowsEachReviewerTheirOwnPart) {
  for (int i = 0; i < 5; ++i) {
    Told told = Told(absl::StrCat("order ", i)).With(absl::StrCat("人 ", i), 0, 60 + i);
    told->set_station_path(i < 2 ? "c.t1.v" : "c.t2.v");
    w.Settle(told);
    w.world.clock.Advance(absl::Seconds(1));
  }
  v1::ListEntriesRequest request;
  request.set_parent("counties/150525");
  auto list = [&](const testing::TestCaller& by) {
    return by.Call(*w.entries, &v1::EntryService::Stub::ListEntries, request);
  };
  auto township = list(w.Reviewer(kCounty, "c.t1"));
  ASSERT_OK(township);
  EXPECT_EQ(township->entries_size(), 2);
  EXPECT_THAT(list(w.Reviewer(kNeighbour)), Refused(errors::v1::NOT_ALLOWED));

  request.set_page_size(3);
  auto first = list(reviewer_);
  ASSERT_OK(first);
  ASSERT_EQ(first->entries_size(), 3);
  request.set_page_token(first->next_page_token());
  auto second = list(reviewer_);
  ASSERT_OK(second);
  EXPECT_EQ(second->entries_size(), 2);
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(second->entries(1).reported_minutes(), 64) << "oldest first";
}

TEST_F(HoursServiceTest, ATeamsStatementIsForItsLeaderAndThoseAbove) {
  volunteers::v1::TeamChanged team;
  team.set_team_id(Id("team").ToString());
  team.set_org_path("c.t.v");
  w.Tell(kCounty, team);
  Told told = Told().With("赵", 0, 120).With("钱", 0, 60);
  w.Settle(told);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told.entry(0))));
  v1::GetTeamStatementRequest request;
  request.set_team(ResourceNameOf(kCounty, "teams", Id("team")));
  auto leader = w.world.CallerWith(Role::kLeader, testing::InTeam(kCounty, Id("team")));
  auto statement = leader.Call(*w.ledger, &v1::LedgerService::Stub::GetTeamStatement, request);
  ASSERT_OK(statement);
  EXPECT_EQ(statement->posted_minutes(), 120);
  EXPECT_EQ(statement->pending_minutes(), 60);
  EXPECT_EQ(statement->members_size(), 2);
  auto other = w.world.CallerWith(Role::kLeader, testing::InTeam(kCounty, Id("other team")));
  EXPECT_THAT(other.Call(*w.ledger, &v1::LedgerService::Stub::GetTeamStatement, request),
              Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(HoursServiceTest, AStatementOfAPlaceSumsWhatLiesBelow) {
  Told told = Told().With("赵", 0, 120).With("钱", 0, 60);
  w.Settle(told);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told.entry(0))));
  v1::GetPlaceStatementRequest request;
  request.set_parent("counties/150525");
  request.set_org_path("c");
  auto officer = w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.t"));
  EXPECT_THAT(officer.Call(*w.ledger, &v1::LedgerService::Stub::GetPlaceStatement, request),
              Refused(errors::v1::NOT_ALLOWED));
  for (const char* path : {"c.t", "c.t.v"}) {
    request.set_org_path(path);
    auto statement = officer.Call(*w.ledger, &v1::LedgerService::Stub::GetPlaceStatement, request);
    ASSERT_OK(statement);
    EXPECT_EQ(statement->all().posted_minutes(), 120);
    EXPECT_EQ(statement->all().pending_minutes(), 60);
    EXPECT_EQ(statement->all().waiting(), 1);
    ASSERT_EQ(statement->places_size(), 1);
    EXPECT_EQ(statement->places(0).org_path(), "c.t.v");
    EXPECT_EQ(statement->places(0).services(), 1);
  }
}

}  // namespace
}  // namespace diandan::hours
