// Which PostgreSQL of somebody else's is good enough.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/db/conninfo.h"
#include "services/db/database.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::db {
namespace {

using testing::WantOf;

class ExternalTest : public ::testing::Test {
 protected:
  void Set(const std::string& setting) {
    const auto options = ParseConninfo(database_);
    Connection::Open({.conninfo = testing::Postgres().admin_conninfo()})
        ->Script("ALTER DATABASE " + options->at("dbname") + " SET " + setting);
  }
  const std::string database_ = testing::FreshDatabase();
};

TEST_F(ExternalTest, TheOneOfSeveralHostsThatTakesWritesIsAskedFor) {
  const auto safe = ExternalDatabase(database_);
  ASSERT_OK(safe);
  EXPECT_EQ(ParseConninfo(*safe)->at("target_session_attrs"), "read-write");
  const auto chosen = ExternalDatabase(WithOption(database_, "target_session_attrs", "primary"));
  ASSERT_OK(chosen);
  EXPECT_EQ(ParseConninfo(*chosen)->at("target_session_attrs"), "primary") << "who says something means it";
}

TEST_F(ExternalTest, OneThatMayForgetIsRefused) {
  Set("synchronous_commit = off");
  EXPECT_EQ(WantOf(ExternalDatabase(database_).status()), "database_remembers:synchronous_commit=off");
  Set("synchronous_commit = local");
  EXPECT_OK(ExternalDatabase(database_)) << "no replica is asked for";
}

TEST_F(ExternalTest, OneThatTakesNoWritesIsRefused) {
  Set("default_transaction_read_only = on");
  EXPECT_EQ(WantOf(ExternalDatabase(database_).status()), "database_leads");
}

TEST_F(ExternalTest, OneThatIsNotThereMayBeTriedAgain) {
  EXPECT_THAT(ExternalDatabase("host=/nowhere"), testing::Refused(Reason::DATABASE_UNAVAILABLE));
}

}  // namespace
}  // namespace diandan::db
