// What PostgreSQL itself lets each service do: its own schema and no other, the counties of the transaction
// and no others; and how fast a right that was taken away is gone.
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "services/modules.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"
#include "tests/security/doors.h"
#include "tests/security/worlds.h"
#include "tests/support/figures.h"

namespace diandan::security {
namespace {

using scenario::OrThrow;
using scenario::Stage;
using ::testing::IsEmpty;

struct TableName {
  std::string schema, name;
  std::string full() const { return absl::StrCat(schema, ".", name); }
};

class Walls : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    world_ = new World([](Stage& stage) { Happen(stage); });
  }
  static void TearDownTestSuite() {
    delete world_;
    world_ = nullptr;
  }
  static void Happen(Stage& stage) {
    for (const WorldMaker& maker : Worlds()) {
      if (maker.name == std::string("people") || maker.name == std::string("orders")) maker.happen(stage);
    }
  }

  static std::unique_ptr<db::Connection> As(const std::string& user) {
    std::string conninfo = world_->hosting().database();
    if (!user.empty()) absl::StrAppend(&conninfo, " user=", user);
    return db::Connection::Open({.conninfo = conninfo, .application_name = "walls"});
  }
  static std::unique_ptr<db::Connection> AsService(const std::string& service) {
    return As("diandan_" + service);
  }

  std::vector<TableName> Tables(const std::string& condition) {
    auto rows = admin_->Run(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
        "c.relkind IN "
        "('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND " +
        condition + " ORDER BY 1, 2");
    std::vector<TableName> tables;
    for (int i = 0; i < rows->rows(); ++i)
      tables.push_back({std::string(rows->text(i, 0)), std::string(rows->text(i, 1))});
    return tables;
  }
  std::vector<TableName> CountyTables() { return Tables(kHasCounty); }
  static constexpr char kHasCounty[] =
      "EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'county_id' AND NOT "
      "a.attisdropped)";

  static int64_t Count(db::Connection& connection, const TableName& table,
                       const std::string& condition = "true") {
    return connection.Run(absl::StrCat("SELECT count(*) FROM ", table.full(), " WHERE ", condition))
        ->Get<int64_t>(0, 0);
  }
  static std::string StateOf(db::Connection& connection, const std::string& sql) {
    try {
      connection.Run(sql);
      return "done";
    } catch (const db::Error& error) {
      return error.sqlstate;
    }
  }

  static World* world_;
  std::unique_ptr<db::Connection> admin_ = As("");
};
World* Walls::world_ = nullptr;

constexpr char kRefused[] = "42501";  // insufficient_privilege, also of a row that a policy refuses

TEST_F(Walls, EveryTableOfACountyStandsBehindTheSameFence) {
  // The directory of sign-in names is the one table of all counties, by design.
  std::vector<std::string> open;
  for (const TableName& table :
       Tables(absl::StrCat(kHasCounty,
                           " AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND (SELECT "
                           "count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 1)")))
    open.push_back(table.full());
  EXPECT_THAT(open, ::testing::ElementsAre("volunteers.sign_in_name"));
  auto policies = admin_->Run(
      "SELECT DISTINCT pg_get_expr(polqual, polrelid), polcmd::text, polpermissive, polwithcheck IS NULL "
      "FROM pg_policy");
  ASSERT_EQ(policies->rows(), 1) << "the fences differ";
  EXPECT_EQ(policies->text(0, 1), "*");
  EXPECT_EQ(policies->text(0, 3), "t") << "what may be read may be written, and nothing else";
}

TEST_F(Walls, TablesWithoutACountyHoldNothingOfOne) {
  std::set<std::string> others;
  for (const TableName& table : Tables(absl::StrCat("NOT ", kHasCounty))) others.insert(table.full());
  for (const std::string& service : ModuleNames()) others.erase(service + ".checkpoint");
  std::erase_if(
      others, [](const std::string& table) { return absl::EndsWith(table, "transition"); });  // dictionaries
  EXPECT_THAT(others,
              ::testing::UnorderedElementsAre("diandan_meta.migration", "diandan_meta.schema_version"));
}

TEST_F(Walls, ARoleIsNobodyBeyondItsService) {
  for (const std::string& service : ModuleNames()) {
    auto role = admin_->Run(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication, (SELECT count(*) "
        "FROM "
        "pg_auth_members WHERE member = r.oid), (SELECT count(*) FROM pg_class WHERE relowner = r.oid) FROM "
        "pg_roles r "
        "WHERE rolname = $1",
        db::Params().AddText("diandan_" + service));
    ASSERT_EQ(role->rows(), 1) << service;
    EXPECT_EQ(role->text(0, 0), "f") << service;
    EXPECT_EQ(role->text(0, 1), "0") << service << " belongs to another role";
    EXPECT_EQ(role->text(0, 2), "0") << service << " owns what it should only use";
  }
}

TEST_F(Walls, NoServiceTouchesAnothersSchema) {
  int tries = 0, done = 0;
  for (const std::string& service : ModuleNames()) {
    auto connection = AsService(service);
    for (const TableName& table : Tables("true")) {
      if (table.schema == service) continue;
      for (const std::string& sql : {absl::StrCat("SELECT FROM ", table.full(), " LIMIT 1"),
                                     absl::StrCat("DELETE FROM ", table.full()),
                                     absl::StrCat("INSERT INTO ", table.full(), " DEFAULT VALUES"),
                                     absl::StrCat("CREATE TABLE ", table.schema, ".mine (id int)"),
                                     absl::StrCat("DROP TABLE ", table.full())}) {
        const std::string state = StateOf(*connection, sql);
        EXPECT_EQ(state, kRefused) << service << ": " << sql;
        ++tries;
        if (state != kRefused) ++done;
      }
    }
    for (const TableName& table : Tables(absl::StrCat("n.nspname = '", service, "'"))) {
      for (const std::string& sql :
           {absl::StrCat("ALTER TABLE ", table.full(), " DISABLE ROW LEVEL SECURITY"),
            absl::StrCat("DROP TABLE ", table.full()), absl::StrCat("TRUNCATE ", table.full())})
        EXPECT_EQ(StateOf(*connection, sql), kRefused) << service << ": " << sql;
    }
    EXPECT_EQ(StateOf(*connection, "SET ROLE diandan_owner"), kRefused);
    EXPECT_EQ(StateOf(*connection, "CREATE TABLE public.mine (id int)"), kRefused);
  }
  testing::TellFigures(absl::StrCat("schemas: ", tries, " tries at tables of other services, ", done,
                                    " not refused", HasFailure() ? "  FAILED" : ""));
}

TEST_F(Walls, WithoutACountyThereAreNoRowsAndWithOneOnlyItsOwn) {
  size_t with_rows = 0, tables = 0;
  int64_t shown = 0;
  auto expect_none = [&](int64_t rows, const std::string& where) {
    shown += rows;
    EXPECT_EQ(rows, 0) << where;
  };
  for (const std::string& service : ModuleNames()) {
    auto connection = AsService(service);
    for (const TableName& table : CountyTables()) {
      if (table.schema != service || table.name == "sign_in_name") continue;
      ++tables;
      const int64_t here = Count(*admin_, table, absl::StrCat("county_id = ", scenario::kCounty));
      expect_none(Count(*connection, table), table.full() + ", unset");
      for (const char* nothing : {"", "{}", "{0}", "{999999}"}) {
        connection->BeginFor(nothing, true);
        expect_none(Count(*connection, table, "county_id <> 0"), table.full() + ", " + nothing);
        connection->Commit();
      }
      connection->BeginFor(db::CountyList({scenario::kCounty}), true);
      expect_none(Count(*connection, table, absl::StrCat("county_id <> ", scenario::kCounty)), table.full());
      EXPECT_EQ(Count(*connection, table) > 0, here > 0) << table.full();
      connection->Commit();
      expect_none(Count(*connection, table), table.full() + ", after the transaction");
      if (here > 0) ++with_rows;
    }
  }
  EXPECT_GT(with_rows, tables / 2);
  testing::TellFigures(
      absl::StrCat("fences: ", tables, " tables of counties, ", with_rows, " of them with rows here: ", shown,
                   " rows shown without a county or of another", HasFailure() ? "  FAILED" : ""));
}

TEST_F(Walls, NoRowIsMovedToAnotherCounty) {
  int tries = 0;
  for (const std::string& service : ModuleNames()) {
    auto connection = AsService(service);
    for (const TableName& table : CountyTables()) {
      if (table.schema != service || table.name == "sign_in_name" ||
          Count(*admin_, table, absl::StrCat("county_id = ", scenario::kCounty)) == 0)
        continue;
      connection->BeginFor(db::CountyList({scenario::kCounty}));
      EXPECT_EQ(StateOf(*connection, absl::StrCat("UPDATE ", table.full(), " SET county_id = 999999")),
                kRefused)
          << table.full();
      connection->Rollback();
      ++tries;
    }
  }
  EXPECT_GT(tries, 20);
}

// ---- Rights that are taken away

class Revoked : public Walls {
 protected:
  static constexpr absl::Duration kWithin = absl::Seconds(5), kPatience = absl::Seconds(20);

  std::string Lists(const std::string& token, const std::string& service, const std::string& method,
                    const std::vector<std::string>& after) {
    const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        absl::StrCat("diandan.", service, ".v1.", method));
    auto door = DirectDoor([&](const std::string& name) { return world_->hosting().ChannelTo(name); }, after);
    return door->Ask(*descriptor, token, *world_->Fill(*descriptor->input_type(), {}, true)).code;
  }
  void ExpectLetInEverywhere(const std::string& token) {
    for (const auto& [service, method] : kOfAll)
      EXPECT_EQ(Lists(token, service, method, world_->stage().Positions()), "OK") << service;
  }
  // Whoever lost a right says nothing of what has happened since, so nothing waits for it to be followed: the
  // right works on until each service knows by itself.
  void ExpectRefusedEverywhereSoon(const std::string& token, const std::string& what) {
    const absl::Time from = absl::Now();
    for (const auto& [service, method] : kOfAll) {
      std::string code = "OK";
      while (code == "OK" && absl::Now() - from < kPatience) code = Lists(token, service, method, {});
      EXPECT_TRUE(code == "UNAUTHENTICATED" || code == "PERMISSION_DENIED") << service << ": " << code;
    }
    const absl::Duration took = absl::Now() - from;
    EXPECT_LT(took, kWithin);
    testing::TellFigures(absl::StrCat("revocation: ", what, " is refused by every service after ",
                                      absl::ToInt64Milliseconds(took), " ms",
                                      HasFailure() ? "  FAILED" : ""));
  }
  static constexpr std::pair<const char*, const char*> kOfAll[] = {
      {"volunteers", "VolunteersEvents.ListAuditEntries"},
      {"orders", "OrdersEvents.ListAuditEntries"},
      {"matching", "MatchingEvents.ListAuditEntries"},
      {"hours", "HoursEvents.ListAuditEntries"}};
  std::string AccountOf(const std::string& actor) {
    volunteers::v1::ListAccountsRequest list;
    list.set_parent(world_->stage().parent());
    list.set_page_size(200);
    const auto found =
        OrThrow(world_->stage().Call("admin", &volunteers::v1::AccountService::Stub::ListAccounts, list));
    for (const auto& account : found.accounts()) {
      if (account.display_name() == actor) return account.name();
    }
    return "";
  }
};

TEST_F(Revoked, ARoleIsGoneEverywhereSoon) {
  Stage& stage = world_->stage();
  stage.OpenAccount("leaving", volunteers::v1::REVIEWER, stage.OrgOf(""));
  const std::string token = stage.TokenOf("leaving");
  ExpectLetInEverywhere(token);
  volunteers::v1::GetAccountRequest get;
  get.set_name(AccountOf("leaving"));
  const auto account = OrThrow(stage.Call("admin", &volunteers::v1::AccountService::Stub::GetAccount, get));
  volunteers::v1::RevokeRoleRequest revoke;
  revoke.set_name(account.name());
  revoke.set_grant_id(account.grants(0).grant_id());
  OrThrow(stage.Do("admin", &volunteers::v1::AccountService::Stub::RevokeRole, revoke));
  ExpectRefusedEverywhereSoon(token, "a role taken away");
}

TEST_F(Revoked, ADisabledAccountIsNobodyEverywhere) {
  Stage& stage = world_->stage();
  stage.OpenAccount("dismissed", volunteers::v1::REVIEWER, stage.OrgOf(""));
  const std::string token = stage.TokenOf("dismissed");
  ExpectLetInEverywhere(token);
  volunteers::v1::DisableAccountRequest disable;
  disable.set_name(AccountOf("dismissed"));
  OrThrow(stage.Do("admin", &volunteers::v1::AccountService::Stub::DisableAccount, disable));
  ExpectRefusedEverywhereSoon(token, "a disabled account");
}

}  // namespace
}  // namespace diandan::security
