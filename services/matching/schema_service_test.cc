// What a migration fills in of rows that were there before it.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "services/db/database.h"
#include "services/matching/matching_module.h"
#include "services/matching/slot_rules.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::matching {
namespace {

// The schema as it was after its first `files`.
db::Schema Until(size_t files) {
  db::Schema schema = MatchingModule::schema();
  schema.migrations.resize(files);
  return schema;
}

TEST(SchemaTest, ATeamKnownBeforeTurnsWereCountedWillHaveItsTurn) {
  const std::string admin = testing::FreshDatabase();
  ASSERT_OK(db::Prepare(admin, Until(3)));
  auto connection = db::Connection::Open({.conninfo = admin});
  connection->Run(
      "INSERT INTO matching.team VALUES (150525, gen_random_uuid(), 'known', 'c', NULL, NULL, '{}', '{}', 4, "
      "'{}', false, 0)");
  const int32_t before = DayOf(absl::Now());
  ASSERT_OK(db::Prepare(admin, MatchingModule::schema()));
  auto found = connection->Run(
      "SELECT a.quiet_since FROM matching.team AS t JOIN matching.team_asks AS a USING (county_id, id)");
  ASSERT_EQ(found->rows(), 1);
  EXPECT_GE(found->Get<int32_t>(0, 0), before);
  EXPECT_LE(found->Get<int32_t>(0, 0), DayOf(absl::Now()));
}

TEST(SchemaTest, AnOrderOfBeforeKeepsTheHalfDaysOfItsTeamAndHasNoFate) {
  const std::string admin = testing::FreshDatabase();
  ASSERT_OK(db::Prepare(admin, Until(5)));
  auto connection = db::Connection::Open({.conninfo = admin});
  connection->Run(
      "INSERT INTO matching.order_mirror (county_id, id, seq, state, facts, asked, open_offers, booked_team, "
      "booked) VALUES (150525, gen_random_uuid(), 1, 'ACCEPTED', '', '{}', '{}', gen_random_uuid(), "
      "'{7,8}')");
  ASSERT_OK(db::Prepare(admin, MatchingModule::schema()));
  auto found = connection->Run(
      "SELECT half_days, (let_through_at IS NULL AND taken_at IS NULL)::int4 FROM matching.order_mirror");
  ASSERT_EQ(found->rows(), 1);
  EXPECT_EQ(found->Get<int32_t>(0, 0), 2);
  EXPECT_EQ(found->Get<int32_t>(0, 1), 1);
}

}  // namespace
}  // namespace diandan::matching
