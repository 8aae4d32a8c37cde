// The sealer on a real database: what it publishes, what it survives, what it refuses to build on.
#include "services/checkpoint/sealer.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/checkpoint/published.h"
#include "services/checkpoint/tree_store.h"
#include "services/checkpoint/verify_service.h"
#include "services/db/codec.h"
#include "services/db/conninfo.h"
#include "services/db/database.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::hours {
db::Schema ServiceSchema();  // made from services/hours/schema at build time
}

namespace diandan::checkpoint {
namespace {

using diandan::testing::IsOkAndHolds;
using diandan::testing::Refused;
using diandan::testing::TemporaryFolder;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr CountyId kNaiman = 150525, kKailu = 150523;

// A service's database and the hand of its administrator.
struct Tables {
  explicit Tables(const db::Schema& schema = {"orders", {}}, std::string conninfo = testing::FreshDatabase())
      : service(schema.service), admin(std::move(conninfo)) {
    auto prepared = db::Prepare(admin, schema);
    EXPECT_OK(prepared);
    connect = *prepared;
    hand = db::Connection::Open({.conninfo = admin, .search_path = service, .statement_timeout_ms = 0});
  }
  // So many more events of a county, as a lane leaves them.
  void Write(CountyId county, int events) {
    hand->Begin();
    hand->Run("INSERT INTO county_clock (county_id) VALUES ($1) ON CONFLICT DO NOTHING",
              db::Params().Add(county));
    hand->Run(
        "INSERT INTO event (county_id, seq, request_id, kind, actor, time, payload_type, payload) SELECT $1, "
        "c.seq + n, gen_random_uuid(), 'HAPPENED', 'accounts/x', now(), 'x.Y', '\\x01' FROM county_clock AS "
        "c, "
        "generate_series(1, $2) AS n WHERE c.county_id = $1",
        db::Params().Add(county).Add<int32_t>(events));
    hand->Run("UPDATE county_clock SET seq = seq + $2 WHERE county_id = $1",
              db::Params().Add(county).Add<int32_t>(events));
    hand->Commit();
  }
  int64_t Number(const std::string& sql) { return hand->Run(sql)->Get<int64_t>(0, 0); }
  std::string Copy() {
    const std::string name = absl::StrCat("copy_", absl::ToUnixNanos(absl::Now()));
    const auto database = db::ParseConninfo(admin)->at("dbname");
    hand.reset();
    auto elsewhere = db::Connection::Open({.conninfo = db::WithOption(admin, "dbname", "postgres")});
    elsewhere->Script(absl::StrCat("CREATE DATABASE ", name, " TEMPLATE ", database));
    hand = db::Connection::Open({.conninfo = admin, .search_path = service, .statement_timeout_ms = 0});
    return db::WithOption(admin, "dbname", name);
  }

  const std::string service, admin;
  db::ConnectOptions connect;
  std::unique_ptr<db::Connection> hand;
};

class SealerTest : public ::testing::Test {
 protected:
  std::unique_ptr<Sealer> SealerOf(const Tables& tables, const std::string& folder,
                                   int64_t most_steps = 20'000) {
    return std::make_unique<Sealer>(SealerOptions{.service = tables.service,
                                                  .connect = tables.connect,
                                                  .clock = &clock_,
                                                  .key = key_,
                                                  .folder = folder,
                                                  .pace = absl::Milliseconds(300),
                                                  .most_steps = most_steps});
  }
  std::unique_ptr<Sealer> SealerOf(const Tables& tables) { return SealerOf(tables, folder_.path()); }
  std::string path() const { return folder_.path() + "/orders.log"; }
  std::string Text(const std::string& file) const {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
  }
  StatusOr<PublishedLog> Log(const std::string& file) {
    DD_ASSIGN_OR_RETURN(auto logs, ReadPublished(file, key_->public_key()));
    return logs.front();
  }
  // What verifying finds, all counties together.
  std::vector<Difference> Differences(Tables& tables, const std::string& file) {
    const auto log = Log(file);
    EXPECT_OK(log);
    std::vector<Difference> all;
    tables.hand->BeginFor(db::kAllCounties, /*read_only=*/true);
    for (const CountyReport& county : VerifyService(*tables.hand, *log).counties)
      all.insert(all.end(), county.differences.begin(), county.differences.end());
    tables.hand->Commit();
    return all;
  }
  std::vector<Difference> Differences(Tables& tables) { return Differences(tables, path()); }

  FakeClock clock_{absl::FromUnixSeconds(1'795'654'800)};
  const std::shared_ptr<const SigningKey> key_ =
      std::make_shared<const SigningKey>(*Key::FromBytes(std::string(32, 'k')));
  const TemporaryFolder folder_;
};

TEST_F(SealerTest, EachRoundSealsWhatIsNewAndNothingOtherwise) {
  Tables tables;
  auto sealer = SealerOf(tables);
  EXPECT_THAT(sealer->Round(), IsOkAndHolds(0));
  EXPECT_EQ(Text(path()), "");
  tables.Write(kNaiman, 3);
  tables.Write(kKailu, 5);
  EXPECT_THAT(sealer->Round(), IsOkAndHolds(8));
  EXPECT_THAT(sealer->Round(), IsOkAndHolds(0));
  tables.Write(kNaiman, 1);
  EXPECT_THAT(sealer->Round(), IsOkAndHolds(1));
  const auto log = Log(path());
  ASSERT_OK(log);
  EXPECT_EQ(log->last, 2);
  EXPECT_EQ(log->roots.at(kNaiman).size(), 2);
  EXPECT_EQ(log->roots.at(kNaiman).back().size, 4);
  EXPECT_EQ(log->roots.at(kKailu).size(), 1) << "an idle county is not named again";
  EXPECT_THAT(Differences(tables), IsEmpty());
}

TEST_F(SealerTest, WhatAnEarlierVersionLeftIsSealedInPieces) {
  Tables tables;
  tables.Write(kNaiman, 1000);
  tables.Write(kKailu, 30);
  auto sealer = SealerOf(tables, folder_.path(), /*most_steps=*/300);
  for (int64_t left = 1030; left > 0; left -= 300)
    EXPECT_THAT(sealer->Round(), IsOkAndHolds(std::min<int64_t>(left, 300)));
  EXPECT_THAT(sealer->Round(), IsOkAndHolds(0));
  EXPECT_THAT(Differences(tables), IsEmpty());
}

TEST_F(SealerTest, GoesOnAfterACrashAtAnyMoment) {
  Tables tables;
  tables.Write(kNaiman, 3);
  ASSERT_OK(SealerOf(tables)->Round());
  const std::string before = Text(path());
  tables.Write(kNaiman, 2);
  ASSERT_THAT(SealerOf(tables)->Round(), IsOkAndHolds(2));
  const std::string whole = Text(path());
  // Stored and not published, or published in part.
  for (size_t end = before.size(); end < whole.size(); end += 37) {
    std::ofstream(path()) << whole.substr(0, end);
    ASSERT_THAT(SealerOf(tables)->Round(), IsOkAndHolds(0));
    EXPECT_EQ(Text(path()), whole);
  }
  // Written and not sealed.
  tables.Write(kNaiman, 4);
  EXPECT_THAT(SealerOf(tables)->Round(), IsOkAndHolds(4));
  EXPECT_THAT(Differences(tables), IsEmpty());
}

TEST_F(SealerTest, OfTwoSealersEachStepIsSealedByOne) {
  Tables tables;
  const TemporaryFolder elsewhere;
  auto here = SealerOf(tables), there = SealerOf(tables, elsewhere.path());
  constexpr int kRounds = 40;
  std::atomic<int64_t> sealed = 0;
  auto seal = [&](Sealer& sealer) {
    for (int i = 0; i < kRounds; ++i) {
      const auto done = sealer.Round();
      ASSERT_OK(done);
      sealed += *done;
    }
  };
  std::thread one([&] { seal(*here); }), other([&] { seal(*there); });
  for (int i = 0; i < 200; ++i) tables.Write(i % 3 == 0 ? kKailu : kNaiman, 2);
  one.join();
  other.join();
  // Each first adds what the other stored.
  for (int i = 0; i < 2; ++i) {
    sealed += *here->Round();
    sealed += *there->Round();
  }
  EXPECT_EQ(sealed, 400);
  EXPECT_EQ(tables.Number("SELECT max(number) - count(*) FROM checkpoint"), 0);
  EXPECT_EQ(Text(path()), Text(elsewhere.path() + "/orders.log"));
  EXPECT_THAT(Differences(tables), IsEmpty());
}

TEST_F(SealerTest, WhoeverStandsByTakesOverAndKeepsACopy) {
  Tables tables;
  const TemporaryFolder elsewhere;
  auto here = SealerOf(tables), there = SealerOf(tables, elsewhere.path());
  for (int i = 0; i < 3; ++i) {
    tables.Write(kNaiman, 1);
    ASSERT_THAT(here->Round(), IsOkAndHolds(1));
  }
  ASSERT_THAT(there->Round(), IsOkAndHolds(0)) << "copies what was published before it came";
  tables.Write(kNaiman, 1);
  ASSERT_THAT(here->Round(), IsOkAndHolds(1));
  tables.Write(kNaiman, 1);
  EXPECT_THAT(there->Round(), IsOkAndHolds(0)) << "somebody else is at work";
  EXPECT_THAT(there->Round(), IsOkAndHolds(1)) << "and is no more";
  EXPECT_THAT(Differences(tables, elsewhere.path() + "/orders.log"), IsEmpty());
}

TEST_F(SealerTest, ADatabaseOlderThanWhatWasPublishedIsNotSealed) {
  Tables tables;
  tables.Write(kNaiman, 3);
  ASSERT_OK(SealerOf(tables)->Round());
  const std::string backup = tables.Copy();
  tables.Write(kNaiman, 3);
  ASSERT_OK(SealerOf(tables)->Round());
  const std::string published = Text(path());

  Tables restored({"orders", {}}, backup);
  restored.Write(kNaiman, 1);
  auto sealer = SealerOf(restored);
  for (int i = 0; i < 2; ++i) EXPECT_THAT(sealer->Round(), Refused(errors::v1::CHECKPOINT_CONTRADICTED));
  EXPECT_THAT(sealer->problem(), Refused(errors::v1::CHECKPOINT_CONTRADICTED));
  EXPECT_EQ(Text(path()), published);
  EXPECT_EQ(restored.Number("SELECT count(*) FROM checkpoint"), 1) << "nothing is sealed on top of it";
  EXPECT_THAT(Differences(restored),
              Each(Field(&Difference::fault,
                         ::testing::AnyOf(Fault::kClock, Fault::kMissing, Fault::kRange, Fault::kHashes))));
  EXPECT_FALSE(Differences(restored).empty());

  // The operator has decided: the log is put away, and what is said from now on is another story for whoever
  // has a copy.
  std::filesystem::rename(path(), folder_.path() + "/orders.before");
  auto again = SealerOf(restored);
  EXPECT_THAT(again->Round(), IsOkAndHolds(1));
  EXPECT_OK(again->problem());
  EXPECT_THAT(Differences(restored), IsEmpty());
}

TEST_F(SealerTest, ADatabaseThatTellsAnotherStoryIsNotSealed) {
  Tables tables;
  tables.Write(kNaiman, 3);
  const TemporaryFolder elsewhere;
  const std::string copy = tables.Copy();
  ASSERT_OK(SealerOf(tables)->Round());
  Tables other({"orders", {}}, copy);
  other.Write(kNaiman, 1);
  ASSERT_THAT(SealerOf(other, elsewhere.path())->Round(), IsOkAndHolds(4));
  EXPECT_THAT(SealerOf(other)->Round(), Refused(errors::v1::CHECKPOINT_CONTRADICTED));
}

TEST_F(SealerTest, ATreeThatWasTouchedIsNotBuiltOn) {
  Tables tables;
  tables.Write(kNaiman, 3);
  auto sealer = SealerOf(tables);
  ASSERT_OK(sealer->Round());
  tables.Write(kNaiman, 1);
  const auto edge = tables.hand->Run("SELECT edge FROM checkpoint_tree")->Get<Bytes>(0, 0);
  tables.hand->Run("UPDATE checkpoint_tree SET edge = set_byte(edge, 0, get_byte(edge, 0) # 1)");
  EXPECT_THAT(sealer->Round(), Refused(errors::v1::CHECKPOINT_CONTRADICTED));
  EXPECT_THAT(SealerOf(tables)->Round(), Refused(errors::v1::CHECKPOINT_CONTRADICTED))
      << "nor after a restart";
  tables.hand->Run("UPDATE checkpoint_tree SET edge = $1", db::Params().Add(edge));
  EXPECT_THAT(sealer->Round(), IsOkAndHolds(1));
}

TEST_F(SealerTest, ACheckpointThatNobodySignedIsNotPublished) {
  Tables tables;
  tables.Write(kNaiman, 3);
  ASSERT_OK(SealerOf(tables)->Round());
  const std::string published = Text(path());
  std::string forged = published;
  forged.replace(forged.find("checkpoint 1"), 12, "checkpoint 2");
  tables.hand->Run("INSERT INTO checkpoint VALUES (2, $1)", db::Params().AddText(forged));
  EXPECT_THAT(SealerOf(tables)->Round(), Refused(errors::v1::CHECKPOINT_CONTRADICTED));
  EXPECT_EQ(Text(path()), published);
}

TEST_F(SealerTest, AGapIsSealedAsOne) {
  Tables tables;
  tables.Write(kNaiman, 5);
  tables.hand->Run("DELETE FROM event WHERE seq = 3");
  ASSERT_THAT(SealerOf(tables)->Round(), IsOkAndHolds(5));
  const auto found = Differences(tables);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].fault, Fault::kMissing);
  EXPECT_EQ(found[0].seq, 3);
}

// Whoever is at the tables can set the clock to anything; verifying ends all the same, and says so.
TEST_F(SealerTest, AClockFarAheadIsToldAndNotWaitedFor) {
  Tables tables;
  tables.Write(kNaiman, 5);
  ASSERT_THAT(SealerOf(tables)->Round(), IsOkAndHolds(5));
  tables.hand->Run("UPDATE county_clock SET seq = 9000000000000000000");
  tables.hand->Run(
      "INSERT INTO event (county_id, seq, request_id, kind, actor, time, payload_type, payload) VALUES "
      "(150525, 8000000000000000000, gen_random_uuid(), 'HAPPENED', 'accounts/x', now(), 'x.Y', '')");
  const auto found = Differences(tables);
  ASSERT_GT(found.size(), 1);
  EXPECT_EQ(found.front().fault, Fault::kMissing);
  EXPECT_EQ(found.front().seq, 6);
  EXPECT_EQ(found.back().fault, Fault::kInserted);
  EXPECT_LT(found.size(), 1000) << "the rest is counted";
}

TEST_F(SealerTest, AStepOfTooManyRowsStopsTheSealingAndNothingElse) {
  Tables tables(hours::ServiceSchema());
  tables.Write(kNaiman, 1);
  tables.hand->Run(
      "INSERT INTO transfer (county_id, id, ledger, kind, debit, credit, minutes, entry_id, revision, "
      "volunteer_id, created_at, event_seq) SELECT 150525, gen_random_uuid(), 'MINUTES', 'PEND', "
      "gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 1, gen_random_uuid(), now(), 1 FROM "
      "generate_series(1, 65536)");
  auto sealer = SealerOf(tables);
  EXPECT_THAT(sealer->Round(), Refused(errors::v1::INTERNAL_ERROR));
  EXPECT_THAT(sealer->problem(), Refused(errors::v1::INTERNAL_ERROR));
}

TEST_F(SealerTest, NotesAreReadUntilThereAreEnoughBytes) {
  Tables tables;
  const std::string note(1000, 'x');
  tables.hand->Run("INSERT INTO checkpoint SELECT n, $1 FROM generate_series(1, 100) AS n",
                   db::Params().AddText(note));
  const auto numbers = [&](int64_t before, int limit, size_t bytes) {
    std::vector<int64_t> found;
    for (const StoredNote& one : NotesBefore(*tables.hand, "orders", before, limit, bytes))
      found.push_back(one.number);
    return found;
  };
  EXPECT_THAT(numbers(4, 10, 1 << 20), ::testing::ElementsAre(3, 2, 1));
  EXPECT_THAT(numbers(101, 3, 1 << 20), ::testing::ElementsAre(100, 99, 98));
  EXPECT_THAT(numbers(101, 50, 2500), ::testing::ElementsAre(100, 99, 98));
  EXPECT_EQ(numbers(101, 50, 1 << 20).size(), 50);
  EXPECT_THAT(numbers(1, 50, 1 << 20), IsEmpty());
}

TEST_F(SealerTest, ByItselfItIsNeverFarBehind) {
  Tables tables;
  auto sealer = SealerOf(tables);
  sealer->Start();
  for (int i = 1; i <= 3; ++i) {
    tables.Write(kNaiman, 2);
    const absl::Time written = absl::Now();
    sealer->Wake();
    while (tables.Number("SELECT coalesce(max(size), 0) FROM checkpoint_tree") < 2 * i) {
      ASSERT_LT(absl::Now() - written, absl::Seconds(20));
    }
  }
  tables.Write(kNaiman, 1);
  sealer->Wake();
  sealer.reset();  // leaves nothing
  EXPECT_EQ(tables.Number("SELECT max(size) FROM checkpoint_tree"), 7);
  EXPECT_THAT(Differences(tables), IsEmpty());
}

TEST_F(SealerTest, WhatIsFoundIsFoundAgainOnTheNextDay) {
  Tables tables;
  tables.Write(kNaiman, 10);
  ASSERT_OK(SealerOf(tables)->Round());
  tables.hand->Run("UPDATE event SET actor = 'accounts/y' WHERE seq = 4");
  tables.Write(kNaiman, 10);
  ASSERT_OK(SealerOf(tables)->Round()) << "what is new is sealed on what was published";
  const auto found = Differences(tables);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].fault, Fault::kChanged);
  EXPECT_EQ(found[0].seq, 4);
}

// What is left out here is sealed nowhere.
TEST_F(SealerTest, EveryColumnThatNeverChangesIsSealed) {
  Tables tables(hours::ServiceSchema());
  const std::string service = "hours";
  for (const SealedTable& table : SealedTables(service)) {
    if (table.table == "entry") continue;  // of an entry most columns change
    std::string sealed;
    for (const SealedColumn& column : table.columns) absl::StrAppend(&sealed, ",", column.name);
    EXPECT_EQ(tables.hand
                  ->Run("SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE "
                        "table_schema = 'hours' AND table_name = $1 AND NOT column_name = ANY "
                        "(string_to_array($2, ','))",
                        db::Params().AddText(table.table).AddText(sealed))
                  ->null(0, 0),
              true)
        << table.table;
  }
}

}  // namespace
}  // namespace diandan::checkpoint
