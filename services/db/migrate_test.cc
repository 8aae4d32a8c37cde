#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "services/base/words.h"
#include "services/db/conninfo.h"
#include "services/db/database.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::db {
namespace {

using diandan::testing::FreshDatabase;
using diandan::testing::Refused;
using diandan::testing::WantOf;
using ::testing::HasSubstr;

const Migration kOffers{1, "offers",
                        "CREATE TABLE offer (county_id int, id int, PRIMARY KEY (county_id, id));"
                        "SELECT fence('offer');"};
const Migration kNotes{2, "notes",
                       "CREATE TABLE {schema}.note (county_id int, id int, PRIMARY KEY (county_id, id));"
                       "SELECT {schema}.fence_append_only('note');"};

std::string One(Connection& connection, const std::string& sql) {
  return std::string(connection.Run(sql)->text(0, 0));
}

std::string Sqlstate(Connection& connection, const std::string& sql) {
  try {
    connection.Run(sql);
  } catch (const Error& error) {
    return error.sqlstate;
  }
  return "done";
}

class MigrateTest : public ::testing::Test {
 protected:
  std::string admin_ = FreshDatabase();
  std::unique_ptr<Connection> Admin() { return Connection::Open({.conninfo = admin_}); }
};

TEST_F(MigrateTest, TheServiceConnectsAsARoleThatOwnsNothing) {
  auto options = Prepare(admin_, {"orders", {kOffers}});
  ASSERT_OK(options);
  EXPECT_EQ(options->role, "diandan_orders");
  EXPECT_EQ(options->search_path, "orders");
  auto connection = Connection::Open(*options);
  EXPECT_EQ(One(*connection, "SELECT session_user"), "diandan_orders");
  EXPECT_EQ(One(*connection,
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles "
                "WHERE rolname = session_user"),
            "f");
  EXPECT_EQ(One(*connection,
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'orders' AND tableowner <> "
                "'diandan_owner'"),
            "0");
  EXPECT_EQ(Sqlstate(*connection, "CREATE TABLE mine (x int)"), "42501");
  EXPECT_EQ(Sqlstate(*connection, "SELECT fence('offer')"), "42501");
  EXPECT_EQ(Sqlstate(*connection, "SELECT * FROM diandan_meta.migration"), "42501");
}

TEST_F(MigrateTest, ASecondTimeChangesNothing) {
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers}}));
  const std::string before =
      One(*Admin(), "SELECT string_agg(m::text, ',' ORDER BY name) FROM diandan_meta.migration m");
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers}}));
  EXPECT_EQ(One(*Admin(), "SELECT string_agg(m::text, ',' ORDER BY name) FROM diandan_meta.migration m"),
            before);
}

TEST_F(MigrateTest, OnlyWhatIsMissingIsApplied) {
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers}}));
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers, kNotes}}));
  EXPECT_EQ(One(*Admin(), "SELECT string_agg(name, ' ' ORDER BY applied_time) FROM diandan_meta.migration"),
            "common/001_common common/002_checkpoint 001_offers 002_notes");
}

TEST_F(MigrateTest, AChangedFileIsRefusedByName) {
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers}}));
  Migration changed = kOffers;
  changed.sql += " ";
  auto again = Prepare(admin_, {"orders", {changed}});
  EXPECT_THAT(again, Refused(errors::v1::FIELD_INVALID));
  EXPECT_EQ(WantOf(again.status()), "schema_unchanged");
  EXPECT_EQ(InfoOf(again.status()).fields(0).value(), "orders 001_offers");
}

TEST_F(MigrateTest, ADatabaseNewerThanTheBinaryIsRefused) {
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers, kNotes}}));
  auto older = Prepare(admin_, {"orders", {kOffers}});
  EXPECT_EQ(WantOf(older.status()), "schema_not_newer");
  EXPECT_EQ(InfoOf(older.status()).fields(0).value(), "orders 002_notes");
}

TEST_F(MigrateTest, WhatOnlyExpandsLeavesTheOlderBinaryWorking) {
  const Migration wider{3, "wider",
                        "-- expands\nALTER TABLE offer ADD COLUMN note text NOT NULL DEFAULT '';"};
  const Migration narrower{4, "narrower", "ALTER TABLE offer ALTER COLUMN note DROP DEFAULT;"};
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers, kNotes, wider}}));
  const auto older = Prepare(admin_, {"orders", {kOffers, kNotes}});
  ASSERT_OK(older);
  auto connection = Connection::Open(*older);
  connection->BeginFor("{1}");
  EXPECT_EQ(Sqlstate(*connection, "INSERT INTO offer (county_id, id) VALUES (1, 1)"), "done");
  connection->Commit();
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers, kNotes, wider, narrower}}));
  const auto too_old = Prepare(admin_, {"orders", {kOffers, kNotes}});
  EXPECT_EQ(WantOf(too_old.status()), "schema_not_newer");
  EXPECT_EQ(InfoOf(too_old.status()).fields(0).value(), "orders 004_narrower");
}

TEST_F(MigrateTest, ADatabaseFromBeforeThatWasRememberedIsTakenOver) {
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers}}));
  Admin()->Script("ALTER TABLE diandan_meta.migration DROP COLUMN expands");
  ASSERT_OK(Prepare(admin_, {"orders", {kOffers, kNotes}}));
  EXPECT_EQ(One(*Admin(), "SELECT bool_or(expands) FROM diandan_meta.migration"), "f");
}

TEST_F(MigrateTest, AFailingFileLeavesNothingAndIsTriedAgain) {
  const Migration broken{2, "notes", "CREATE TABLE half (x int); SELECT 1/0;"};
  auto failed = Prepare(admin_, {"orders", {kOffers, broken}});
  EXPECT_THAT(WantOf(failed.status()), HasSubstr("division by zero"));
  EXPECT_EQ(
      One(*Admin(), "SELECT to_regclass('orders.offer') IS NOT NULL AND to_regclass('orders.half') IS NULL"),
      "t");
  EXPECT_OK(Prepare(admin_, {"orders", {kOffers, kNotes}}));
}

TEST_F(MigrateTest, ManyServersMayStartAtOnce) {
  std::vector<std::thread> servers;
  std::vector<Status> results(8);
  for (size_t i = 0; i < results.size(); ++i) {
    servers.emplace_back([&, i] {
      results[i] = Prepare(admin_, {i % 2 == 0 ? "orders" : "hours", {kOffers, kNotes}}).status();
    });
  }
  for (auto& server : servers) server.join();
  for (const auto& result : results) EXPECT_OK(result);
  EXPECT_EQ(One(*Admin(), "SELECT count(*) FROM diandan_meta.migration"), "8");
}

TEST_F(MigrateTest, NoServiceReadsTheSchemaOfAnother) {
  ASSERT_OK(Prepare(admin_, {"hours", {kOffers}}));
  auto orders = Prepare(admin_, {"orders", {kOffers}});
  ASSERT_OK(orders);
  EXPECT_EQ(Sqlstate(*Connection::Open(*orders), "SELECT * FROM hours.offer"), "42501");
}

TEST_F(MigrateTest, ANameThatWouldBeSqlIsRefused) {
  EXPECT_THAT(Prepare(admin_, {"orders; DROP", {}}), Refused(errors::v1::FIELD_INVALID));
}

TEST_F(MigrateTest, AnUnreadableAddressIsRefusedWithoutRepeatingIt) {
  auto options = Prepare("host=x password", {"orders", {}});
  EXPECT_THAT(options, Refused(errors::v1::FIELD_INVALID));
  EXPECT_EQ(InfoOf(options.status()).fields(0).value(), "");
}

TEST_F(MigrateTest, ANormalAdministratorIsEnough) {
  auto super = Admin();
  super->Script(
      "DROP ROLE IF EXISTS plain_admin; CREATE ROLE plain_admin LOGIN CREATEROLE; DO $$ BEGIN EXECUTE "
      "format('GRANT CREATE ON DATABASE %I TO plain_admin', current_database()); END $$;"
      "GRANT diandan_owner TO plain_admin");
  EXPECT_OK(Prepare(WithOption(admin_, "user", "plain_admin"), {"plain", {kOffers}}));
}

TEST_F(MigrateTest, ARoleThatSkipsTheFenceIsRefused) {
  Admin()->Script("CREATE ROLE diandan_bypass LOGIN BYPASSRLS");
  EXPECT_EQ(WantOf(Prepare(admin_, {"bypass", {}}).status()), "role_without_bypass");
  Admin()->Script("DROP SCHEMA bypass CASCADE; DROP ROLE diandan_bypass");
}

TEST_F(MigrateTest, ThePasswordFollowsFromTheAdministrators) {
  const std::string with_password = WithOption(admin_, "password", "one");
  auto first = Prepare(with_password, {"orders", {}});
  auto second = Prepare(with_password, {"orders", {}});
  ASSERT_OK(first);
  EXPECT_EQ(first->conninfo, second->conninfo);
  EXPECT_THAT(first->conninfo, ::testing::Not(HasSubstr("password='one'")));
  EXPECT_NE(Prepare(WithOption(admin_, "password", "two"), {"orders", {}})->conninfo, first->conninfo);
  EXPECT_EQ(One(*Admin(),
                "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'diandan_orders'"),
            "t");
}

class FenceTest : public MigrateTest {
 protected:
  FenceTest() {
    auto options = Prepare(admin_, {"orders", {kOffers, kNotes}});
    connection_ = Connection::Open(options.value());
    connection_->BeginFor(kAllCounties);
    connection_->Run(
        "INSERT INTO offer SELECT c, i FROM unnest('{1,2,3}'::int[]) c, generate_series(1, 10) i");
    connection_->Run("INSERT INTO note VALUES (1, 1)");
    connection_->Commit();
  }
  // Rows of `offer` that a transaction for `counties` sees.
  std::string Seen(const std::string& counties) {
    connection_->BeginFor(counties, /*read_only=*/true);
    std::string count = One(*connection_, "SELECT count(*) FROM offer");
    connection_->Rollback();
    return count;
  }
  std::string Try(const std::string& counties, const std::string& sql) {
    connection_->BeginFor(counties);
    std::string state = Sqlstate(*connection_, sql);
    connection_->Rollback();
    return state;
  }
  std::unique_ptr<Connection> connection_;
};

TEST_F(FenceTest, OnlyTheNamedCountiesAreSeen) {
  EXPECT_EQ(One(*connection_, "SELECT count(*) FROM offer"), "0") << "unset";
  EXPECT_EQ(Seen(""), "0");
  EXPECT_EQ(Seen("{}"), "0");
  EXPECT_EQ(Seen("{1}"), "10");
  EXPECT_EQ(Seen("{1,3}"), "20");
  EXPECT_EQ(Seen("{9}"), "0");
  EXPECT_EQ(Seen(kAllCounties), "30");
  EXPECT_EQ(One(*connection_, "SELECT count(*) FROM offer"), "0") << "nothing stays behind";
}

TEST_F(FenceTest, RowsOfOtherCountiesCannotBeTouched) {
  EXPECT_EQ(Try("{1}", "INSERT INTO offer VALUES (1, 99)"), "done");
  EXPECT_EQ(Try("{1}", "INSERT INTO offer VALUES (2, 99)"), "42501");
  EXPECT_EQ(Try("", "INSERT INTO offer VALUES (1, 99)"), "42501");
  EXPECT_EQ(Try("{1}", "UPDATE offer SET county_id = 2 WHERE county_id = 1"), "42501");
  connection_->BeginFor("{1}");
  EXPECT_EQ(connection_->Run("UPDATE offer SET id = id + 100")->affected(), 10);
}

TEST_F(FenceTest, RightsAreWhatTheLineSays) {
  EXPECT_EQ(Try("{1}", "UPDATE offer SET id = id WHERE id = 1"), "done");
  EXPECT_EQ(Try("{1}", "DELETE FROM offer"), "42501");
  EXPECT_EQ(Try("{1}", "SELECT * FROM note"), "done");
  for (const std::string table : {"note", "event"}) {
    EXPECT_EQ(Try("*", absl::StrCat("UPDATE ", table, " SET county_id = 2")), "42501");
    EXPECT_EQ(Try("*", absl::StrCat("DELETE FROM ", table)), "42501");
    EXPECT_EQ(Try("*", absl::StrCat("TRUNCATE ", table)), "42501");
  }
}

TEST_F(FenceTest, EveryTableWithACountyStandsBehindIt) {
  EXPECT_EQ(
      One(*Admin(),
          "SELECT coalesce(string_agg(relname, ' ' ORDER BY relname), '') FROM pg_class c WHERE relkind = "
          "'r' AND "
          "relnamespace = 'orders'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) AND EXISTS "
          "(SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'county_id')"),
      "");
}

TEST_F(FenceTest, AServiceMayHaveItsOwnTablesCounted) {
  const std::string known = "SELECT reltuples FROM pg_class WHERE oid = 'orders.offer'::regclass";
  EXPECT_EQ(One(*Admin(), known), "-1");
  connection_->Run("SELECT learn_sizes()");
  EXPECT_EQ(One(*Admin(), known), "30");
}

TEST_F(FenceTest, AKeyLookupStillUsesTheIndex) {
  auto admin = Admin();
  admin->Script("ANALYZE orders.offer");
  connection_->BeginFor("{1}");
  connection_->Script("SET LOCAL enable_seqscan = off");
  auto plan = connection_->Run("EXPLAIN SELECT * FROM offer WHERE county_id = 1 AND id = 5");
  std::string text;
  for (int i = 0; i < plan->rows(); ++i) absl::StrAppend(&text, plan->text(i, 0), "\n");
  EXPECT_THAT(text, HasSubstr("Index Cond: ((county_id = 1) AND (id = 5))"));
}

}  // namespace
}  // namespace diandan::db
