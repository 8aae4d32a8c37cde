// The books under faults: orphaned claims, changed rows, restarts, poison.
#include <map>

#include "gmock/gmock.h"
#include "services/hours/claim_rules.h"
#include "services/hours/claiming.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using ::testing::IsEmpty;

class BooksTest : public ::testing::Test {
 protected:
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

TEST_F(BooksTest, AnOrphanedClaimIsReleasedAndItsTokenIsVoid) {
  Told away = Told("away").With("客", 0, 120);
  w.Settle(away, kNeighbour);
  v1::ClaimMinutes claim;  // a decision that never came
  claim.set_entry_id(away.entry().ToString());
  claim.set_volunteer_id(Id("客").ToString());
  claim.set_service_county(kNeighbour);
  *claim.mutable_start_time() = ToTimestamp(kNine);
  *claim.mutable_end_time() = ToTimestamp(kNine + absl::Hours(2));
  claim.set_minutes(120);
  v1::ClaimMinutesResult result;
  RunVerb run = AsClock(w.world.home("hours"));
  ASSERT_OK(run(kCounty, NewUuid(w.world.clock.Now()), claim, result, ClaimMinutesVerb(), nullptr));
  EXPECT_EQ(w.Reconcile(kCounty).claims_released(), 0) << "its decision may still be under way";
  w.world.clock.Advance(absl::Minutes(5));
  w.Reconcile(kCounty);
  EXPECT_EQ(Held(kCounty), 0);
  EXPECT_EQ(w.Number(kNeighbour, "SELECT claim_floor::int8 FROM entry"), result.token());
}

TEST_F(BooksTest, TheReconcilerFindsWhatSomebodyChanged) {
  Told told = Told().With("赵", 0, 120), open = Told("open").With("钱", 0, 60);
  w.Settle(told);
  w.Settle(open);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told.entry())));
  ASSERT_THAT(w.Reconcile(kCounty).faults(), IsEmpty());
  struct {
    v1::FaultKind kind;
    const char* change;
    const char* back;
  } cases[] = {
      {v1::BALANCE, "UPDATE account SET balance = balance + 1", "UPDATE account SET balance = balance - 1"},
      {v1::PENDING_SUM, "UPDATE entry SET reported_minutes = 61 WHERE state = 'PENDING'",
       "UPDATE entry SET reported_minutes = 60 WHERE state = 'PENDING'"},
      {v1::EVENT_GAP, "UPDATE county_clock SET seq = seq + 1", "UPDATE county_clock SET seq = seq - 1"},
      {v1::CLAIM_MISSING, "UPDATE claim SET held = false, minutes = 0",
       "UPDATE claim SET held = true, minutes = 120"},
      {v1::COUNTER, "UPDATE acceptance SET standing = standing + 1",
       "UPDATE acceptance SET standing = standing - 1"},
  };
  for (const auto& c : cases) {
    ASSERT_OK(w.Tamper(kCounty, c.change));
    auto report = w.Reconcile(kCounty);
    ASSERT_GE(report.faults_size(), 1) << c.change;
    EXPECT_EQ(report.faults(0).kind(), c.kind) << v1::FaultKind_Name(report.faults(0).kind());
    ASSERT_OK(w.Tamper(kCounty, c.back));
  }
  EXPECT_THAT(w.Reconcile(kCounty).faults(), IsEmpty());
}

// Ended again and again while orders are settled: each attendance waits once, and is credited once.
TEST_F(BooksTest, RestartsLoseNothingAndDoubleNothing) {
  constexpr int kRounds = 5, kOrders = 40;
  std::map<CountyId, v1::DecideEntriesRequest> all;
  std::map<CountyId, int64_t> said;
  for (int round = 0; round < kRounds; ++round) {
    for (int i = 0; i < kOrders; ++i) {
      CountyId county = i % 2 == 0 ? kCounty : kNeighbour;
      std::string name = absl::StrCat("order ", round, "/", i);
      Told told = Told(name).With(name, 0, 60);
      said[county] = w.SaySettled(told, county);
      auto verdict = w.Verdict(county, told.entry());
      if (all[county].decisions_size() == 0)
        all[county] = verdict;
      else
        *all[county].add_decisions() = verdict.decisions(0);
    }
    w.Restart();
  }
  for (const auto& [county, seq] : said) {
    w.AwaitOrders(county, seq);
    EXPECT_EQ(w.Number(county, "SELECT count(*) FROM transfer"), kRounds * kOrders / 2);
    auto decided = w.Decide(w.Reviewer(county), all[county]);
    ASSERT_OK(decided);
    EXPECT_EQ(decided->entries_size(), kRounds * kOrders / 2);
    w.Restart();
    EXPECT_EQ(w.Number(county, "SELECT sum(balance)::int8 FROM account"), 60 * kRounds * kOrders / 2);
    auto report = w.Reconcile(county);
    EXPECT_THAT(report.faults(), IsEmpty());
    EXPECT_EQ(report.entries(), kRounds * kOrders / 2);
  }
}

TEST_F(BooksTest, TheDatabaseRefusesWhatRulesNeverDo) {
  Told told = Told().With("赵", 0, 120);
  w.Settle(told);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told.entry())));
  const char* refused[] = {
      "UPDATE transfer SET minutes = 1",
      "DELETE FROM transfer",
      "UPDATE event SET kind = 'X'",
      "UPDATE entry SET prev_state = 'POSTED', state = 'PENDING', posted_minutes = 0, settled_at = NULL",
      "UPDATE entry SET posted_minutes = 0",
      "UPDATE entry SET posted_minutes = 1441",
      "UPDATE account SET balance = -1",
      "UPDATE claim SET minutes = 121",
  };
  for (const char* sql : refused) EXPECT_FALSE(w.Tamper(kCounty, sql).ok()) << sql;
  EXPECT_OK(w.Tamper(kNeighbour, "UPDATE entry SET claim_floor = 9")) << "sees no row of this county";
  EXPECT_EQ(w.Number(kCounty, "SELECT max(claim_floor)::int8 FROM entry"), 0);
}

TEST_F(BooksTest, AnImpossiblePictureParksItsOrderOnly) {
  Told poison = Told("poison").With("赵", 0, 60), good = Told("good").With("钱", 0, 60);
  poison->mutable_attendances(0)->set_minutes(61);
  w.Settle(poison);
  w.Settle(good);
  EXPECT_EQ(StateOf(kCounty, good.entry()), v1::PENDING);
  v1::ListDeadLettersRequest list;
  list.set_parent("counties/150525");
  auto admin = w.world.CallerWith(Role::kCountyAdmin, testing::InOrg(kCounty, "c"));
  auto letters = admin.Call(*w.events, &v1::HoursEvents::Stub::ListDeadLetters, list);
  ASSERT_OK(letters);
  ASSERT_EQ(letters->dead_letters_size(), 1);
  v1::ReplayDeadLetterRequest replay;
  replay.set_parent("counties/150525");
  replay.set_subject_id(poison.picture().order_id());
  EXPECT_FALSE(admin.Call(*w.events, &v1::HoursEvents::Stub::ReplayDeadLetter, replay).ok())
      << "as wrong as before";
}

}  // namespace
}  // namespace diandan::hours
