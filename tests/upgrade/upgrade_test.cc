// Each service's schema as it was after each of its files, filled with rows of a county that works (the demo
// county and orders walked through the whole loop), then brought up to date: every row and every column that
// was there is there, unchanged. And the other way round: rows as an earlier version writes them go into the
// schema of today, for all files that do nothing but expand; a server of before can be started again on what
// a newer one left (services/db/migrate.cc), and for the other files the list below says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "clients/demo/demo_load.h"
#include "clients/demo/loop_story.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/modules.h"
#include "services/orders/orders_module.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan {
namespace {

using db::Connection;
using db::Params;
using testing::FreshDatabase;

constexpr int kRowsOfATable = 40;

// Files after which a server of the version before could not write any more: new columns that it does not
// know have no default. Going back over one of these means restoring a backup of before it. Whoever adds a
// file makes it expand only, and its first line says so: "-- expands".
const std::set<std::string>& Contracting() {
  static const auto* files =
      new std::set<std::string>{"hours/004_event_seq", "hours/014_risk_look", "volunteers/009_sessions"};
  return *files;
}

std::vector<db::Schema> Schemas() {
  return {volunteers::VolunteersModule::schema(), orders::OrdersModule::schema(),
          matching::MatchingModule::schema(), hours::HoursModule::schema()};
}

std::string NameOf(const db::Schema& schema, size_t file) {
  return absl::StrFormat("%s/%03d_%s", schema.service, schema.migrations[file].number,
                         schema.migrations[file].name);
}

db::Schema UpTo(const db::Schema& schema, size_t files) {
  return {schema.service, {schema.migrations.begin(), schema.migrations.begin() + long(files)}};
}

// A database with the schema as it was after so many files: the one before it and one file more.
std::string AsOf(const db::Schema& schema, size_t files) {
  static auto* made = new std::map<std::pair<std::string, size_t>, std::string>;
  std::string& database = (*made)[{schema.service, files}];
  if (database.empty()) {
    database = files == 1 ? FreshDatabase() : testing::CopyOf(AsOf(schema, files - 1));
    EXPECT_OK(db::Prepare(database, UpTo(schema, files)));
  }
  return database;
}

// A database in which people have worked; made once.
const std::string& Working() {
  static const std::string* const database = [] {
    auto* made = new std::string(FreshDatabase());
    const testing::TemporaryFolder folder;
    auto server = DiandanServer::Start({.data_dir = folder.path(),
                                        .keys_dir = folder.path() + "/keys",
                                        .database = *made,
                                        .unix_socket = folder.path() + "/diandan.sock"});
    if (!server.ok()) throw std::runtime_error(server.status().ToString());
    demo::Stage stage(
        demo::Channels::All((*server)->InProcessChannel()), [] { return absl::Now(); }, Language::kEnglish);
    std::ifstream token_file(folder.path() + "/keys/operator.token");
    std::string token;
    std::getline(token_file, token);
    const auto loaded = demo::LoadDemo(stage, token, [](int) {});
    std::ostringstream told;
    const Status looped = loaded.ok() ? demo::TellLoop(stage, told) : loaded.status();
    if (!looped.ok()) throw std::runtime_error(looped.ToString());
    return made;
  }();
  return *database;
}

std::unique_ptr<Connection> Admin(const std::string& database) {
  auto connection = Connection::Open({.conninfo = database, .statement_timeout_ms = 60'000});
  // As a restore does: rows of tables that name each other, in any order.
  connection->Script("SET session_replication_role = replica");
  return connection;
}

std::vector<std::string> Names(Connection& connection, const std::string& sql, const std::string& parameter) {
  const auto found = connection.Run(sql, Params().AddText(parameter));
  std::vector<std::string> names;
  for (int i = 0; i < found->rows(); ++i) names.emplace_back(found->text(i, 0));
  return names;
}

// Tables that the service writes; the dictionaries of steps come with the files.
std::vector<std::string> TablesOf(Connection& connection, const std::string& service) {
  return Names(connection,
               "SELECT table_name FROM information_schema.columns WHERE table_schema = $1 AND column_name = "
               "'county_id' ORDER BY 1",
               service);
}

std::string ColumnsOf(Connection& connection, const std::string& table) {
  return absl::StrJoin(
      Names(connection,
            "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = $1::regclass AND attnum "
            "> 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attname",
            table),
      ", ");
}

// Of one table: which columns there are, and a copy of all rows in them.
struct Kept {
  std::string table, columns;
  std::string copy;
  int64_t rows = 0;
};

std::string RowsAsTexts(const std::string& table, const std::string& columns) {
  return absl::StrCat("SELECT t::text AS row FROM (SELECT ", columns, " FROM ", table, ") AS t");
}

Kept Keep(Connection& connection, const std::string& table, const std::string& columns) {
  const std::string copy = absl::StrCat("kept_", absl::StrReplaceAll(table, {{".", "_"}}));
  connection.Script(absl::StrCat("CREATE TEMP TABLE ", copy, " AS ", RowsAsTexts(table, columns)));
  return {table, columns, copy,
          connection.Run(absl::StrCat("SELECT count(*)::int8 FROM ", copy))->Get<int64_t>(0, 0)};
}

// Rows that were there and are not, or not as they were. What a file adds of its own is nobody's loss.
int64_t Gone(Connection& connection, const Kept& kept) {
  return connection
      .Run(absl::StrCat("SELECT count(*)::int8 FROM (TABLE ", kept.copy, " EXCEPT ALL ",
                        RowsAsTexts(kept.table, kept.columns), ") AS gone"))
      ->Get<int64_t>(0, 0);
}

// Rows of the working county with these columns only, as the version that knew no others wrote them. Those
// that it would not have written (a state that came later) stay out.
void Write(Connection& to, const std::string& table, const std::string& columns, const std::string& rows) {
  const std::string sql =
      absl::StrCat("INSERT INTO ", table, " (", columns, ") SELECT ", columns,
                   " FROM json_populate_recordset(NULL::", table, ", $1::json) ON CONFLICT DO NOTHING");
  try {
    to.Run(sql, Params().AddText(rows));
    return;
  } catch (const db::Error& error) {
    if (error.kind != db::Error::Kind::kConstraint) throw;
  }
  const auto each = to.Run("SELECT value::text FROM json_array_elements($1::json)", Params().AddText(rows));
  for (int i = 0; i < each->rows(); ++i) {
    try {
      to.Run(sql, Params().AddText(absl::StrCat("[", each->text(i, 0), "]")));
    } catch (const db::Error& error) {
      if (error.kind != db::Error::Kind::kConstraint) throw;
    }
  }
}

std::string RowsOf(Connection& from, const std::string& table, const std::string& columns) {
  const auto rows = from.Run(absl::StrCat("SELECT coalesce(json_agg(t), '[]')::text FROM (SELECT ", columns,
                                          " FROM ", table, " LIMIT ", kRowsOfATable, ") AS t"));
  return std::string(rows->text(0, 0));
}

// All tables of the service as `shape` knows them, filled into `to` from the working county.
std::vector<Kept> Fill(Connection& shape, Connection& to, const std::string& service) {
  auto working = Admin(Working());
  std::vector<Kept> kept;
  for (const std::string& name : TablesOf(shape, service)) {
    const std::string table = absl::StrCat(service, ".", name), columns = ColumnsOf(shape, table);
    Write(to, table, columns, RowsOf(*working, table, columns));
    kept.push_back(Keep(to, table, columns));
  }
  return kept;
}

TEST(UpgradeTest, NothingIsLostFromAnyEarlierSchema) {
  int64_t rows = 0, schemas = 0;
  for (const db::Schema& schema : Schemas()) {
    for (size_t files = 1; files < schema.migrations.size(); ++files) {
      SCOPED_TRACE("from " + NameOf(schema, files - 1));
      const std::string database = testing::CopyOf(AsOf(schema, files));
      auto connection = Admin(database);
      const std::vector<Kept> before = Fill(*connection, *connection, schema.service);
      ASSERT_OK(db::Prepare(database, schema));
      for (const Kept& kept : before) {
        EXPECT_EQ(Gone(*connection, kept), 0) << kept.table;
        rows += kept.rows;
      }
      ++schemas;
    }
  }
  EXPECT_GT(rows, 1000);
  std::cout << "upgrades: " << schemas << " earlier schemas, " << rows << " rows kept\n";
}

TEST(UpgradeTest, TheVersionBeforeGoesOnWritingWhereFilesOnlyExpand) {
  std::set<std::string> contracting;
  int64_t rows = 0;
  for (const db::Schema& schema : Schemas()) {
    for (size_t files = 1; files < schema.migrations.size(); ++files) {
      const std::string name = NameOf(schema, files);
      auto older = Admin(testing::CopyOf(AsOf(schema, files)));
      auto newer = Admin(testing::CopyOf(AsOf(schema, files + 1)));
      const std::vector<Kept> there = Fill(*older, *older, schema.service);
      bool fits = true;
      try {
        const std::vector<Kept> here = Fill(*older, *newer, schema.service);
        for (size_t i = 0; i < there.size(); ++i) {
          fits = fits && here[i].rows >= there[i].rows;
          rows += here[i].rows;
        }
      } catch (const db::Error& error) {
        fits = false;
      }
      if (!fits) contracting.insert(name);
      EXPECT_TRUE(fits || !db::Expands(schema.migrations[files])) << name;
    }
  }
  EXPECT_THAT(contracting, ::testing::ContainerEq(Contracting()));
  EXPECT_GT(rows, 1000);
}

// The last file of each service from before there was a mark; those cannot be changed any more.
TEST(UpgradeTest, FilesSinceThereIsAMarkBearItOrAreNamed) {
  const std::map<std::string, int> unmarked = {
      {"volunteers", 9}, {"orders", 13}, {"matching", 7}, {"hours", 18}};
  for (const db::Schema& schema : Schemas()) {
    for (size_t i = 0; i < schema.migrations.size(); ++i) {
      const std::string name = NameOf(schema, i);
      EXPECT_TRUE(schema.migrations[i].number <= unmarked.at(schema.service) ||
                  db::Expands(schema.migrations[i]) || Contracting().contains(name))
          << name;
    }
  }
}

}  // namespace
}  // namespace diandan
