#include "services/db/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/trace.h"
#include "services/db/cells.h"
#include "services/db/query_testing.h"

namespace diandan::db {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void KillBackend(const std::string& pid) {
  Connection::Open(Options())->Run("SELECT pg_terminate_backend($1::int)", Params().AddText(pid));
}

std::string BackendOf(Connection& connection) {
  return std::string(connection.Run("SELECT pg_backend_pid()")->text(0, 0));
}

TEST(ConnectionTest, ParametersAndCellsAreTextOrNull) {
  auto connection = Connection::Open(Options());
  auto result = connection->Run("SELECT $1::text AS a, $2::text AS b, $3::int + 1 AS c",
                                Params().AddText("点单 'x' \\").AddText(std::nullopt).AddText("41"));
  ASSERT_EQ(result->rows(), 1);
  ASSERT_EQ(result->columns(), 3);
  EXPECT_EQ(result->text(0, 0), "点单 'x' \\");
  EXPECT_FALSE(result->null(0, 0));
  EXPECT_TRUE(result->null(0, 1));
  EXPECT_EQ(result->text(0, 2), "42");
  EXPECT_EQ(result->column_name(1), "b");
}

TEST(ConnectionTest, TimesWithoutEndAreLaterAndEarlierThanAll) {
  const auto result = Connection::Open(Options())->Run(
      "SELECT $1::timestamptz, $2::timestamptz, $1 > now() AND $2 < now(), $3::timestamptz[]",
      Params()
          .Add(absl::InfiniteFuture())
          .Add(absl::InfinitePast())
          .AddText(EncodeArray({EncodeTime(absl::InfiniteFuture())})));
  EXPECT_EQ(result->Get<absl::Time>(0, 0), absl::InfiniteFuture());
  EXPECT_EQ(result->Get<absl::Time>(0, 1), absl::InfinitePast());
  EXPECT_TRUE(result->Get<bool>(0, 2));
  EXPECT_EQ(result->text(0, 3), "{infinity}");
}

TEST(ConnectionTest, WhileItReadsARequestIsSeenByItsId) {
  auto connection = Connection::Open(Options());
  auto name = [&] { return std::string(connection->Run("SHOW application_name")->text(0, 0)); };
  {
    const TraceScope trace("4f1c-9");
    connection->BeginFor("{1}", /*read_only=*/true);
    EXPECT_EQ(name(), "query_test 4f1c-9");
    connection->Commit();
  }
  EXPECT_EQ(name(), "query_test");
  connection->BeginFor("{1}");
  EXPECT_EQ(name(), "query_test");
  connection->Rollback();
}

TEST(ConnectionTest, AnEmptyTextIsNotNull) {
  auto result = Connection::Open(Options())->Run("SELECT $1::text", Params().AddText(""));
  EXPECT_FALSE(result->null(0, 0));
  EXPECT_EQ(result->text(0, 0), "");
}

TEST(ConnectionTest, AServerThatIsHaltedIsGivenUp) {
  ConnectOptions impatient = Options();
  impatient.statement_timeout_ms = 100;
  auto connection = Connection::Open(impatient);
  const pid_t backend = pid_t(std::stoi(BackendOf(*connection)));
  ASSERT_EQ(kill(backend, SIGSTOP), 0);
  EXPECT_EQ(KindOf([&] { connection->Run("SELECT 1"); }), Error::Kind::kLost);
  EXPECT_TRUE(connection->broken());
  kill(backend, SIGCONT);
}

TEST(ConnectionTest, AStandbyIsTheWrongServerAndNoMistakeOfOurs) {
  auto connection = Connection::Open(Options());
  connection->Begin();
  connection->Run("SET TRANSACTION READ ONLY");  // as a standby's are, whatever was asked for
  EXPECT_EQ(KindOf([&] { connection->Run("CREATE TABLE t (a int)"); }), Error::Kind::kLost);
  EXPECT_TRUE(connection->broken());
}

TEST(ConnectionTest, CountsTheRowsItChanged) {
  auto connection = Connection::Open(Options());
  connection->Script("CREATE TEMP TABLE t (x int)");
  EXPECT_EQ(connection->Run("INSERT INTO t SELECT generate_series(1, 7)")->affected(), 7);
  EXPECT_EQ(connection->Run("DELETE FROM t WHERE x > 5")->affected(), 2);
}

TEST(ConnectionTest, ArraysAreWhatWasPutIntoThem) {
  auto numbers = Cells::Of<int32_t>(), none = Cells::Of<Uuid>(),
       lists = Cells::Of<std::vector<std::string>>();
  auto longs = Cells::Of<int64_t>(), ids = Cells::Of<Uuid>(), times = Cells::Of<absl::Time>();
  auto truths = Cells::Of<bool>(), words = Cells::Of<std::string>(), bytes = Cells::Of<Bytes>();
  const absl::Time time = absl::FromUnixMicros(1'795'881'600'123'456);
  numbers.Add(-1).Add(150525).AddNull();
  longs.Add(int64_t{-2}).Add(int64_t{1} << 60);
  ids.Add(DeriveUuid(Uuid{}, "a"));
  times.Add(time).Add(absl::InfiniteFuture()).Add(absl::InfinitePast()).Add(absl::UnixEpoch());
  truths.Add(true).Add(false).Add(std::optional<bool>());
  words.Add(std::string("点单 'x' \\ \"")).Add(std::string()).Add(std::string("NULL"));
  bytes.Add(Bytes{std::string("\0'a", 3)}).Add(Bytes{});
  lists.Add(std::vector<std::string>{"a,b", "c"}).Add(std::vector<std::string>());
  const auto result = Connection::Open(Options())->Run(
      "SELECT $1::int4[]::text, $2::int8[]::text, $3::uuid[]::text, $4::timestamptz[], $5::bool[]::text, "
      "$6::text[] = ARRAY['点单 ''x'' \\ \"', '', 'NULL'], encode(($7::bytea[])[1], 'hex') || "
      "cardinality($7), "
      "($8::text[])[1]::text[] = ARRAY['a,b', 'c'] AND ($8)[2]::text[] = '{}', $9::uuid[]::text",
      Arrays()
          .Add(std::move(numbers))
          .Add(std::move(longs))
          .Add(std::move(ids))
          .Add(std::move(times))
          .Add(std::move(truths))
          .Add(std::move(words))
          .Add(std::move(bytes))
          .Add(std::move(lists))
          .Add(std::move(none)));
  EXPECT_EQ(result->text(0, 0), "{-1,150525,NULL}");
  EXPECT_EQ(result->text(0, 1), "{-2,1152921504606846976}");
  EXPECT_EQ(result->text(0, 2), absl::StrCat("{", DeriveUuid(Uuid{}, "a").ToString(), "}"));
  EXPECT_EQ(result->text(0, 3),
            absl::StrCat("{\"", EncodeTime(time), "\",infinity,-infinity,\"1970-01-01 00:00:00+00\"}"));
  EXPECT_EQ(result->text(0, 4), "{t,f,NULL}");
  EXPECT_TRUE(result->Get<bool>(0, 5));
  EXPECT_EQ(result->text(0, 6), "0027612");
  EXPECT_TRUE(result->Get<bool>(0, 7));
  EXPECT_EQ(result->text(0, 8), "{}");
  EXPECT_THROW(Cells::Of<int64_t>().Add(int32_t{1}), std::logic_error);
}

TEST(ConnectionTest, PreparesEachTextOnce) {
  auto connection = Connection::Open(Options());
  for (int i = 0; i < 3; ++i) connection->Run("SELECT 1");
  connection->Run("SELECT 2");
  auto prepared =
      connection->Run("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT _'");
  EXPECT_EQ(prepared->text(0, 0), "2");
}

TEST(ConnectionTest, LimitsOfTheSessionAreSet) {
  ConnectOptions options = Options();
  options.search_path = "Odd \"name";
  options.statement_timeout_ms = 1234;
  auto connection = Connection::Open(options);
  auto show = [&](const std::string& name) {
    return std::string(connection->Run("SHOW " + name)->text(0, 0));
  };
  EXPECT_EQ(show("statement_timeout"), "1234ms");
  EXPECT_EQ(show("lock_timeout"), "2s");
  EXPECT_EQ(show("idle_in_transaction_session_timeout"), "10s");
  EXPECT_EQ(show("jit"), "off");
  EXPECT_EQ(show("timezone"), "UTC");
  EXPECT_EQ(show("search_path"), "\"Odd \"\"name\"");
  EXPECT_EQ(show("application_name"), "query_test");
}

TEST(ConnectionTest, CommitKeepsRollbackDrops) {
  auto connection = Connection::Open(Options());
  connection->Script("CREATE TEMP TABLE t (x int)");
  connection->Begin();
  connection->Run("INSERT INTO t VALUES (1)");
  connection->Commit();
  connection->Begin();
  connection->Run("INSERT INTO t VALUES (2)");
  connection->Rollback();
  EXPECT_EQ(connection->Run("SELECT count(*) FROM t")->text(0, 0), "1");
}

TEST(ConnectionTest, ReadOnlyRefusesToWrite) {
  auto connection = Connection::Open(Options());
  connection->Begin(/*read_only=*/true);
  EXPECT_EQ(KindOf([&] { connection->Run("CREATE TABLE never (x int)"); }), Error::Kind::kOther);
}

TEST(ConnectionTest, ACommitAfterAnErrorIsAnErrorToo) {
  auto connection = Connection::Open(Options());
  connection->Begin();
  EXPECT_EQ(KindOf([&] { connection->Run("SELECT 1/0"); }), Error::Kind::kOther);
  EXPECT_EQ(KindOf([&] { connection->Commit(); }), Error::Kind::kOther);
  EXPECT_EQ(connection->Run("SELECT 1")->text(0, 0), "1") << "usable again";
}

TEST(ConnectionTest, AStatementWithAMistakeDoesNotSpoilTheNext) {
  auto connection = Connection::Open(Options());
  for (int i = 0; i < 2; ++i) EXPECT_EQ(KindOf([&] { connection->Run("SELEKT 1"); }), Error::Kind::kOther);
  EXPECT_EQ(connection->Run("SELECT 1")->text(0, 0), "1");
}

TEST(ErrorTest, ConstraintsAreSorted) {
  auto connection = Connection::Open(Options());
  connection->Script("CREATE TEMP TABLE t (x int PRIMARY KEY CHECK (x > 0))");
  connection->Run("INSERT INTO t VALUES (1)");
  EXPECT_EQ(KindOf([&] { connection->Run("INSERT INTO t VALUES (1)"); }), Error::Kind::kConstraint);
  EXPECT_EQ(KindOf([&] { connection->Run("INSERT INTO t VALUES (0)"); }), Error::Kind::kConstraint);
  EXPECT_FALSE(connection->broken());
}

TEST(ErrorTest, TheRowStaysOutOfTheText) {
  auto connection = Connection::Open(Options());
  connection->Script("CREATE TEMP TABLE t (phone text PRIMARY KEY)");
  connection->Run("INSERT INTO t VALUES ($1)", Params().AddText("13900000000"));
  try {
    connection->Run("INSERT INTO t VALUES ($1)", Params().AddText("13900000000"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("t_pkey"));
    EXPECT_THAT(error.what(), Not(HasSubstr("13900000000")));
  }
}

TEST(ErrorTest, WaitingTooLongForALockIsRetried) {
  auto holder = Connection::Open(Options());
  holder->Script("CREATE TABLE IF NOT EXISTS held (x int)");
  holder->Begin();
  holder->Script("LOCK TABLE held");
  ConnectOptions options = Options();
  options.lock_timeout_ms = 20;
  auto waiter = Connection::Open(options);
  EXPECT_EQ(KindOf([&] { waiter->Run("SELECT * FROM held"); }), Error::Kind::kRetry);
}

TEST(ErrorTest, SerializationFailuresAreRetried) {
  auto connection = Connection::Open(Options());
  EXPECT_EQ(
      KindOf([&] { connection->Script("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$"); }),
      Error::Kind::kRetry);
}

TEST(ErrorTest, AKilledBackendIsLostAndStaysLost) {
  auto connection = Connection::Open(Options());
  KillBackend(BackendOf(*connection));
  EXPECT_EQ(KindOf([&] { connection->Run("SELECT 1"); }), Error::Kind::kLost);
  EXPECT_TRUE(connection->broken());
  EXPECT_EQ(KindOf([&] { connection->Run("SELECT 1"); }), Error::Kind::kLost);
  connection->Rollback();
}

TEST(ErrorTest, NobodyListeningIsLost) {
  EXPECT_EQ(KindOf([] { Connection::Open({.conninfo = "host=/nowhere"}); }), Error::Kind::kLost);
  EXPECT_EQ(KindOf([] { Connection::Open({.conninfo = "not a conninfo"}); }), Error::Kind::kLost);
}

TEST(ErrorTest, CallersSeeAReason) {
  auto reason = [](Error::Kind kind, const char* sqlstate) {
    return ReasonOf(ToStatus(Error(kind, sqlstate, "secret")));
  };
  EXPECT_EQ(reason(Error::Kind::kLost, ""), errors::v1::DATABASE_UNAVAILABLE);
  EXPECT_EQ(reason(Error::Kind::kRetry, "40001"), errors::v1::OVERLOADED);
  EXPECT_EQ(reason(Error::Kind::kOther, "57014"), errors::v1::OVERLOADED);
  EXPECT_EQ(reason(Error::Kind::kOther, "53100"), errors::v1::OVERLOADED);
  EXPECT_EQ(reason(Error::Kind::kConstraint, "23505"), errors::v1::INTERNAL_ERROR);
  EXPECT_THAT(std::string(ToStatus(Error(Error::Kind::kOther, "42601", "secret")).message()),
              Not(HasSubstr("secret")));
}

TEST(PoolTest, GivesTheSameConnectionAgain) {
  Pool pool(Options(), 2);
  std::string first = BackendOf(**pool.Take(absl::Seconds(1)));
  EXPECT_EQ(BackendOf(**pool.Take(absl::Seconds(1))), first);
}

TEST(PoolTest, AFullPoolSaysOverloaded) {
  Pool pool(Options(), 1);
  auto lease = pool.Take(absl::Seconds(1));
  ASSERT_TRUE(lease.ok());
  EXPECT_EQ(ReasonOf(pool.Take(absl::Milliseconds(5)).status()), errors::v1::OVERLOADED);
}

TEST(PoolTest, AWaiterGetsWhatIsReturned) {
  Pool pool(Options(), 1);
  auto lease = std::make_unique<StatusOr<Pool::Lease>>(pool.Take(absl::Seconds(1)));
  ASSERT_TRUE(lease->ok());
  std::thread waiter([&] { EXPECT_TRUE(pool.Take(absl::Seconds(30)).ok()); });
  lease.reset();
  waiter.join();
}

TEST(PoolTest, AnOpenTransactionEndsWithTheLease) {
  Pool pool(Options(), 1);
  {
    auto lease = pool.Take(absl::Seconds(1));
    (*lease)->Begin();
    (*lease)->Script("CREATE TABLE not_kept (x int)");
  }
  auto lease = pool.Take(absl::Seconds(1));
  EXPECT_TRUE((*lease)->Run("SELECT to_regclass('not_kept')::text")->null(0, 0));
}

TEST(PoolTest, OneBrokenConnectionTakesTheIdleOnesWithIt) {
  Pool pool(Options(), 2);
  std::vector<std::string> backends;
  {
    auto one = pool.Take(absl::Seconds(1)), two = pool.Take(absl::Seconds(1));
    backends = {BackendOf(**one), BackendOf(**two)};
  }
  for (const auto& pid : backends) KillBackend(pid);
  {
    EXPECT_EQ(KindOf([&] { (*pool.Take(absl::Seconds(1)))->Run("SELECT 1"); }), Error::Kind::kLost);
  }
  auto one = pool.Take(absl::Seconds(1)), two = pool.Take(absl::Seconds(1));
  EXPECT_EQ((*one)->Run("SELECT 1")->rows(), 1);
  EXPECT_EQ((*two)->Run("SELECT 1")->rows(), 1);
}

TEST(PoolTest, NoDatabaseIsSaidAndLeavesRoom) {
  Pool pool({.conninfo = "host=/nowhere"}, 1);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(ReasonOf(pool.Take(absl::Milliseconds(1)).status()), errors::v1::DATABASE_UNAVAILABLE);
  }
}

TEST(TransactTest, ShowsTheCountiesOfThisTransactionOnly) {
  Pool pool(Options(), 1);
  auto counties = [](Connection& connection) {
    return std::string(connection.Run("SELECT current_setting('app.counties', true)")->text(0, 0));
  };
  std::string seen;
  EXPECT_TRUE(Transact(pool, {150525, 150526}, true, [&](Connection& connection) {
                seen = counties(connection);
                return absl::OkStatus();
              }).ok());
  EXPECT_EQ(seen, "{150525,150526}");
  EXPECT_EQ(counties(**pool.Take(absl::Seconds(1))), "");
}

TEST(TransactTest, ARefusalRollsBack) {
  Pool pool(Options(), 1);
  Status status = Transact(pool, {}, false, [&](Connection& connection) {
    connection.Script("CREATE TABLE refused (x int)");
    return Refuse(errors::v1::NOT_FOUND);
  });
  EXPECT_EQ(ReasonOf(status), errors::v1::NOT_FOUND);
  auto lease = pool.Take(absl::Seconds(1));
  EXPECT_TRUE((*lease)->Run("SELECT to_regclass('refused')::text")->null(0, 0));
}

TEST(TransactTest, ALostConnectionIsReplacedAndTheBodyRunsAgain) {
  Pool pool(Options(), 1);
  int tries = 0;
  EXPECT_TRUE(Transact(pool, {}, false, [&](Connection& connection) {
                if (++tries == 1) KillBackend(BackendOf(connection));
                connection.Run("SELECT 1");
                return absl::OkStatus();
              }).ok());
  EXPECT_EQ(tries, 2);
}

TEST(TransactTest, ALostCommitIsNotTriedAgain) {
  Pool pool(Options(), 1);
  int tries = 0;
  Status status = Transact(pool, {}, false, [&](Connection& connection) {
    ++tries;
    KillBackend(BackendOf(connection));
    return absl::OkStatus();
  });
  EXPECT_EQ(ReasonOf(status), errors::v1::DATABASE_UNAVAILABLE);
  EXPECT_EQ(tries, 1);
}

TEST(TransactTest, GivesUpAfterThreeTries) {
  Pool pool(Options(), 1);
  int tries = 0;
  Status status = Transact(pool, {}, false, [&](Connection&) -> Status {
    ++tries;
    throw Error(Error::Kind::kRetry, "40001", "again");
  });
  EXPECT_EQ(ReasonOf(status), errors::v1::OVERLOADED);
  EXPECT_EQ(tries, 3);
}

}  // namespace
}  // namespace diandan::db
