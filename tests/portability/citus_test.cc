// deploy/citus/distribute.sql on a plain PostgreSQL with stand-ins for what Citus brings (citus_stub.sql):
// every table finds its place, and what Citus would refuse is refused.
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/db/codec.h"
#include "tests/portability/catalog.h"

namespace diandan::portability {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Contents(const std::string& path) {
  std::ifstream file(std::string(DIANDAN_SOURCE) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty()) << path;
  return text.str();
}

class CitusTest : public ::testing::Test {
 protected:
  CitusTest() { connection_->Script(Contents("tests/portability/citus_stub.sql")); }

  void Distribute() { connection_->Script(Contents("deploy/citus/distribute.sql")); }
  std::string WhyNot() {
    try {
      Distribute();
    } catch (const db::Error& error) {
      return error.what();
    }
    return "it was done";
  }
  int64_t Ask(const std::string& sql) { return connection_->Run(sql)->Get<int64_t>(0, 0); }

  const std::unique_ptr<db::Connection> connection_ =
      db::Connection::Open({.conninfo = MigratedDatabase(), .statement_timeout_ms = 60'000});
};

TEST_F(CitusTest, EveryTableFindsItsPlaceAndTheSecondRunDoesNothing) {
  Distribute();
  EXPECT_EQ(
      Ask("SELECT count(*) FROM pg_class c WHERE c.relnamespace = ANY "
          "('{volunteers,orders,matching,hours}'::regnamespace[]) AND c.relkind = 'r' AND NOT EXISTS (SELECT "
          "FROM pg_dist_partition d WHERE d.logicalrelid = c.oid)"),
      0);
  // All of a county lies together; beside that the directory alone.
  const auto groups = connection_->Run(
      "SELECT colocation::text || ' by ' || partkey FROM pg_dist_partition WHERE partmethod = 'h' GROUP BY "
      "colocation, partkey ORDER BY 1");
  std::vector<std::string> found;
  for (int i = 0; i < groups->rows(); ++i) found.emplace_back(groups->text(i, 0));
  EXPECT_THAT(found,
              ElementsAre("volunteers.county_clock by county_id", "volunteers.sign_in_name by name_index"));
  EXPECT_GT(Ask("SELECT count(*) FROM pg_dist_partition WHERE partmethod = 'h'"), 100);
  const int64_t placed = Ask("SELECT count(*) FROM pg_dist_partition");
  Distribute();
  EXPECT_EQ(Ask("SELECT count(*) FROM pg_dist_partition"), placed);
}

TEST_F(CitusTest, ATableOfNoKindStopsIt) {
  connection_->Script("CREATE TABLE orders.stray (id int PRIMARY KEY, county_id int NOT NULL)");
  EXPECT_THAT(WhyNot(), HasSubstr("orders.stray has county_id"));
}

TEST_F(CitusTest, WhatIsUniqueOverCountiesIsRefused) {
  connection_->Script("ALTER TABLE orders.offer ADD CONSTRAINT only_one UNIQUE (team_id)");
  EXPECT_THAT(WhyNot(), HasSubstr("only_one\" must contain the distribution column"));
}

TEST_F(CitusTest, AReferenceToAnotherCountyIsRefused) {
  connection_->Script(
      "CREATE TABLE orders.stray (county_id int, id uuid, their_county int, PRIMARY KEY (county_id, id), "
      "CONSTRAINT "
      "away FOREIGN KEY (their_county, id) REFERENCES orders.service_order (county_id, id))");
  EXPECT_THAT(WhyNot(), HasSubstr("\"away\""));
}

TEST_F(CitusTest, ADeferrableConstraintIsRefused) {
  connection_->Script("ALTER TABLE orders.offer ADD CONSTRAINT later UNIQUE (county_id, id) DEFERRABLE");
  EXPECT_THAT(WhyNot(), HasSubstr("deferrable"));
}

}  // namespace
}  // namespace diandan::portability
