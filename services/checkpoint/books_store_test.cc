// What is recomputed from the sealed rows of hours, on a county of one service: every way in which the books
// may disagree is told by its name.
#include "services/checkpoint/books_store.h"

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/db/codec.h"
#include "services/db/database.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::hours {
db::Schema ServiceSchema();  // made from services/hours/schema at build time
}

namespace diandan::checkpoint {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr CountyId kOne = 150525, kOther = 150523;

// Two hours of one volunteer, told, verified and posted.
class BooksStoreTest : public ::testing::Test {
 protected:
  BooksStoreTest() {
    EXPECT_OK(db::Prepare(admin_, hours::ServiceSchema()));
    hand_ = db::Connection::Open({.conninfo = admin_, .search_path = "hours", .statement_timeout_ms = 0});
    hand_->Run("INSERT INTO county_clock (county_id, seq) VALUES ($1, 2)", db::Params().Add(kOne));
    AddEvent(1, hours::v1::PENDING, "", 0);
    AddEvent(2, hours::v1::POSTED, "EVIDENCE_SUFFICES", kMinutes);
    AddTransfer(1, "PEND", issue_, pending_);
    AddTransfer(2, "POST", pending_, account_);
    AddEntry();
    hand_->Run(
        "INSERT INTO account (county_id, id, ledger, volunteer_id, balance, services)"
        " VALUES ($1, $2, 'MINUTES', $3, $4, 1)",
        db::Params().Add(kOne).Add(account_).Add(volunteer_).Add(int64_t{kMinutes}));
  }

  // What is found once the statement was run by a hand at the tables; afterwards all is as before.
  std::vector<Difference> After(const std::string& sql, CountyId county = kOne) {
    hand_->Begin();
    if (!sql.empty()) hand_->Run(sql);
    std::vector<Difference> found = CheckBooks(*hand_, county);
    hand_->Rollback();
    return found;
  }

  static constexpr int32_t kMinutes = 120;
  const Uuid issue_ = DeriveUuid(kOne, "ledger/MINUTES/issue"),
             pending_ = DeriveUuid(kOne, "ledger/MINUTES/pending"), account_ = DeriveUuid(kOne, "account"),
             entry_ = DeriveUuid(kOne, "entry"), volunteer_ = DeriveUuid(kOne, "volunteer");

 private:
  void AddEvent(int64_t seq, hours::v1::EntryState state, const std::string& reason, int32_t posted) {
    hours::v1::EntryChanged told;
    told.set_entry_id(entry_.ToString());
    told.set_state(state);
    told.set_revision(1);
    told.set_pending_minutes(kMinutes);
    told.set_posted_minutes(posted);
    *told.mutable_start_time() = ToTimestamp(start_);
    *told.mutable_end_time() = ToTimestamp(start_ + absl::Minutes(kMinutes));
    told.set_decision_reason(reason);
    hand_->Run(
        "INSERT INTO event (county_id, seq, request_id, kind, subject_id, actor, time, payload_type, payload)"
        " VALUES ($1, $2, gen_random_uuid(), 'ENTRY', $3, 'accounts/x', now(),"
        " 'diandan.hours.v1.EntryChanged', $4)",
        db::Params().Add(kOne).Add(seq).Add(entry_).Add(Bytes{told.SerializeAsString()}));
  }
  void AddTransfer(int64_t seq, const char* kind, const Uuid& debit, const Uuid& credit) {
    hand_->Run(
        "INSERT INTO transfer (county_id, id, ledger, kind, debit, credit, minutes, entry_id, revision,"
        " volunteer_id, created_at, event_seq) VALUES ($1, $2, 'MINUTES', $3, $4, $5, $6, $7, 1, $8, now(), "
        "$9)",
        db::Params()
            .Add(kOne)
            .Add(DeriveUuid(entry_, kind))
            .AddText(kind)
            .Add(debit)
            .Add(credit)
            .Add(kMinutes)
            .Add(entry_)
            .Add(volunteer_)
            .Add(seq));
  }
  void AddEntry() {
    hand_->Run(
        "INSERT INTO entry (county_id, id, order_id, order_number, acceptance_id, session_id, volunteer_id,"
        " home_county, team_id, station_path, skill, revision, prev_state, state, grade, doubts,"
        " policy_version, passes_by_rule, start_at, end_at, reported_minutes, decided_minutes,"
        " posted_minutes, verdict, reason, second_reasons, first_reviewer, second_reviewer, return_answer,"
        " corrections, standing_transfer, claim_token, claim_floor, in_how, out_how, flags, created_at,"
        " settled_at, event_seq) VALUES ($1, $2, gen_random_uuid(), '7K3M', gen_random_uuid(),"
        " gen_random_uuid(), $3, $1, gen_random_uuid(), 'c.t.v', '', 1, 'PENDING', 'POSTED', 'A', '{}', 0,"
        " false, $4, $5, $6, $6, $6, 'VERIFY', 'EVIDENCE_SUFFICES', '{}', 'accounts/x', '', '', 0, $7, 1, 0,"
        " 'OWN_CODE', 'OWN_CODE', '{}', now(), now(), 1)",
        db::Params()
            .Add(kOne)
            .Add(entry_)
            .Add(volunteer_)
            .Add(start_)
            .Add(start_ + absl::Minutes(kMinutes))
            .Add(kMinutes)
            .Add(DeriveUuid(entry_, "POST")));
  }

  const absl::Time start_ = absl::FromUnixSeconds(1'795'654'800);
  const std::string admin_ = testing::FreshDatabase();
  std::unique_ptr<db::Connection> hand_;
};

TEST_F(BooksStoreTest, BooksThatAgreeAreSilent) {
  EXPECT_THAT(After(""), IsEmpty());
  EXPECT_THAT(After("", kOther), IsEmpty()) << "of a county without any";
  EXPECT_THAT(After("UPDATE account SET balance = 0", kOther), IsEmpty())
      << "what is wrong is wrong elsewhere";
}

TEST_F(BooksStoreTest, EachDisagreementIsToldByItsName) {
  const std::string pending = absl::StrCat("'", pending_.ToString(), "'");
  const struct {
    std::string change;
    Fault fault;
  } kCases[] = {
      {"UPDATE account SET balance = balance + 1", Fault::kBalance},
      {"UPDATE account SET balance = balance + 1", Fault::kSum},
      {"UPDATE account SET services = 2", Fault::kBalance},
      {"UPDATE account SET volunteer_id = gen_random_uuid()", Fault::kBalance},
      {"UPDATE account SET ledger = 'POINTS'", Fault::kBalance},
      {"DELETE FROM account", Fault::kBalance},
      {"UPDATE entry SET reported_minutes = 121", Fault::kEntry},
      {"UPDATE entry SET posted_minutes = 119", Fault::kEntry},
      {"UPDATE entry SET standing_transfer = gen_random_uuid()", Fault::kEntry},
      {"UPDATE entry SET corrections = 1", Fault::kEntry},
      {"UPDATE entry SET start_at = start_at - interval '1 minute'", Fault::kEntry},
      {"UPDATE entry SET reason = 'PASSED_BY_RULE'", Fault::kEntry},
      {"UPDATE entry SET revision = 2", Fault::kEntry},
      {"DELETE FROM entry", Fault::kEntry},
      {"DELETE FROM event WHERE seq = 2", Fault::kEntry},
      {"DELETE FROM transfer WHERE kind = 'PEND'", Fault::kResolved},
      {"UPDATE transfer SET minutes = 60 WHERE kind = 'POST'", Fault::kResolved},
      {"UPDATE transfer SET minutes = 60 WHERE kind = 'PEND'", Fault::kResolved},
      {absl::StrCat("UPDATE transfer SET debit = credit, credit = ", pending, " WHERE kind = 'POST'"),
       Fault::kLegs},
      {"UPDATE transfer SET kind = 'VOID' WHERE kind = 'POST'", Fault::kLegs},
      {"UPDATE transfer SET credit = gen_random_uuid() WHERE kind = 'PEND'", Fault::kLegs},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(After(c.change), Contains(Field(&Difference::fault, c.fault))) << c.change;
  }
}

TEST_F(BooksStoreTest, ADifferenceNamesTheRowAndBothSides) {
  const std::vector<Difference> found = After("UPDATE entry SET start_at = start_at - interval '1 minute'");
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].id, entry_.ToString());
  EXPECT_EQ(found[0].table, "entry");
  EXPECT_EQ(found[0].seq, 2) << "the event that tells it otherwise";
  EXPECT_NE(found[0].expected, found[0].found);
}

// Whoever has changed more than a hundred needs no longer list.
TEST_F(BooksStoreTest, OfEachKindAHundredAreListed) {
  const std::vector<Difference> found = After(
      "INSERT INTO account (county_id, id, ledger, volunteer_id, balance, services)"
      " SELECT 150525, gen_random_uuid(), 'MINUTES', gen_random_uuid(), 0, 0 FROM generate_series(1, 150)");
  EXPECT_EQ(found.size(), 100);
}

}  // namespace
}  // namespace diandan::checkpoint
