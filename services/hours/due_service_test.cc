// What the clock finds to do: the oldest first, what is left alone makes room for the rest, and what is
// doubted on notice is found without walking what is on notice.
#include "absl/strings/str_cat.h"
#include "services/hours/due_store.h"
#include "services/hours/policy_settings_rules.h"
#include "services/hours/risk_desk_testing.h"

namespace diandan::hours {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DueTest : public RiskDesk {
 protected:
  // Runs `look` on what the statements make of the county, which is forgotten again.
  void Supposing(const std::vector<std::string>& statements,
                 const std::function<void(db::Connection&)>& look) {
    const Status status =
        db::Transact(*hours_.world.home("hours").pool, {kCounty}, false, [&](db::Connection& db) {
          for (const std::string& statement : statements) db.Run(statement);
          look(db);
          return Refuse(errors::v1::INTERNAL_ERROR);
        });
    EXPECT_FALSE(status.ok());
  }
  std::vector<Uuid> Found(db::Connection& db, Due what, absl::Duration later = absl::ZeroDuration(),
                          int limit = 10, const std::vector<Uuid>& left_alone = {}) {
    const absl::Time now = hours_.world.clock.Now() + later;
    std::vector<Uuid> found;
    for (const DueItem& item : DueNow(db, now, absl::UnixEpoch(), absl::UnixEpoch(), limit, left_alone)) {
      if (item.what == what) found.push_back(item.id);
    }
    return found;
  }
  static std::string Row(const Uuid& entry) { return absl::StrCat("'", entry.ToString(), "'"); }
};

TEST_F(DueTest, TheOldestPassesFirstAndWhatIsLeftAloneMakesRoom) {
  const Told older = Told("older").With("赵", 0, 120, orders::v1::BY_LEADER);
  const Told newer = Told("newer").With("钱", 0, 120, orders::v1::BY_LEADER);
  hours_.Settle(newer);
  hours_.Settle(older);
  ASSERT_EQ(TickUntil(kCounty, "SELECT count(*) FROM entry WHERE state = 'PENDING'", 2), 2);
  Supposing({"UPDATE entry SET passes_by_rule = true",
             absl::StrCat("UPDATE entry SET created_at = created_at - interval '1 day' WHERE id = ",
                          Row(older.entry())),
             "INSERT INTO risk_look SELECT county_id, id, revision FROM acceptance ON CONFLICT DO NOTHING"},
            [&](db::Connection& db) {
              const auto due = [&](int limit, const std::vector<Uuid>& left_alone) {
                return Found(db, Due::kPassByRule, {}, limit, left_alone);
              };
              EXPECT_THAT(due(10, {}), ElementsAre(older.entry(), newer.entry()));
              EXPECT_THAT(due(1, {}), ElementsAre(older.entry()));
              EXPECT_THAT(due(1, {older.entry()}), ElementsAre(newer.entry()));
              EXPECT_THAT(due(10, {older.entry(), newer.entry()}), IsEmpty());
            });
}

TEST_F(DueTest, WhatIsDoubtedComesOffItsNoticeAtOnceOrAtTheLatestAtItsEnd) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.add_pass_grades(v1::B);
  settings.set_notice_days(3);
  ASSERT_OK(hours_.Govern(kCounty, settings));
  const Told told = Told("order").With("赵", 0, 120, orders::v1::BY_LEADER);
  const Told other = Told("other").With("钱", 0, 120, orders::v1::BY_LEADER);
  hours_.Settle(told);
  hours_.Settle(other);
  ASSERT_EQ(TickUntil(kCounty, "SELECT count(*) FROM entry WHERE state = 'NOTICE'", 2), 2);
  const auto doubted = [&](bool recalls) {
    return absl::StrCat("INSERT INTO risk (county_id, id, points, flags, found_at, recalls) VALUES (",
                        kCounty, ", ", Row(told.entry()), ", 60, '', now(), ", recalls ? "true" : "false",
                        ")");
  };
  Supposing({doubted(true)}, [&](db::Connection& db) {
    EXPECT_THAT(Found(db, Due::kDoubtNotice), ElementsAre(told.entry()));
  });
  Supposing({doubted(false)}, [&](db::Connection& db) {
    EXPECT_THAT(Found(db, Due::kDoubtNotice), IsEmpty());
    EXPECT_THAT(Found(db, Due::kEndNotice), IsEmpty());
    EXPECT_THAT(Found(db, Due::kDoubtNotice, absl::Hours(24 * 4)), ElementsAre(told.entry()));
    EXPECT_THAT(Found(db, Due::kEndNotice, absl::Hours(24 * 4)), ElementsAre(other.entry()));
  });
}

// Found by the look, taken back by the clock, and done with.
TEST_F(DueTest, ARecallIsDoneOnce) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.add_pass_grades(v1::B);
  settings.set_notice_days(3);
  ASSERT_OK(hours_.Govern(kCounty, settings));
  hours_.Settle(Told("first").With("赵", 0, 120, orders::v1::BY_LEADER));
  ASSERT_EQ(TickUntil(kCounty, "SELECT count(*) FROM entry WHERE state = 'NOTICE'", 1), 1);
  Told second("second");
  second->set_team_id(Id("another team").ToString());
  hours_.Settle(second.With("赵", 10, 130, orders::v1::BY_LEADER));
  EXPECT_EQ(TickUntil(kCounty, "SELECT count(*) FROM entry WHERE state = 'NOTICE'", 0), 0);
  EXPECT_EQ(TickUntil(kCounty, "SELECT count(*) FROM risk WHERE recalls", 0), 0);
  EXPECT_EQ(hours_.Number(kCounty, "SELECT count(*) FROM risk WHERE points >= 50"), 2);
}

}  // namespace
}  // namespace diandan::hours
