#include "tests/fault/books.h"

#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/checkpoint/verify.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "services/modules.h"
#include "tests/support/figures.h"
#include "tests/support/matchers.h"
#include "tests/support/sealing.h"

namespace diandan::fault {
namespace {

using db::Connection;
using db::Params;

constexpr absl::Duration kCatchUp = absl::Minutes(2);

// What must never be found: how many there are of it.
struct Fault {
  const char* what;
  const char* sql;
};

// In each service.
constexpr Fault kOfService[] = {
    {"counties with a gap in their events",
     "SELECT count(*) FROM {s}.county_clock AS c LEFT JOIN (SELECT county_id, count(*) AS n, min(seq) AS "
     "low, "
     "max(seq) AS high FROM {s}.event GROUP BY county_id) AS e USING (county_id) "
     "WHERE c.seq <> coalesce(e.n, 0) OR c.seq <> coalesce(e.high, 0) OR e.low <> 1"},
    {"events of a county without a clock",
     "SELECT count(*) FROM {s}.event AS e WHERE NOT EXISTS (SELECT FROM {s}.county_clock AS c WHERE "
     "c.county_id = e.county_id)"},
    {"dead letters", "SELECT count(*) FROM {s}.dead_letter"},
};

constexpr Fault kOfLoop[] = {
    {"orders that are not verified", "SELECT count(*) FROM orders.service_order WHERE state <> 'VERIFIED'"},
    {"orders not accepted once",
     "SELECT count(*) FROM orders.service_order AS o WHERE 1 <> (SELECT count(*) FROM orders.acceptance AS a "
     "WHERE a.county_id = o.county_id AND a.order_id = o.id)"},
    {"orders without one check-in and one check-out",
     "SELECT count(*) FROM orders.service_order AS o WHERE '{IN,OUT}' IS DISTINCT FROM (SELECT "
     "array_agg(f.direction::text ORDER BY f.direction::text)::text FROM orders.fact AS f WHERE f.county_id "
     "= "
     "o.county_id AND f.order_id = o.id)"},
    {"orders not rated once",
     "SELECT count(*) FROM orders.service_order AS o WHERE 1 <> (SELECT count(*) FROM orders.rating AS r "
     "WHERE "
     "r.county_id = o.county_id AND r.order_id = o.id)"},
    {"teams asked twice for an order",
     "SELECT count(*) FROM (SELECT FROM orders.offer GROUP BY county_id, order_id, team_id HAVING count(*) > "
     "1) "
     "AS twice"},
    {"orders whose attendance is not credited with its minute",
     "SELECT count(*) FROM orders.service_order AS o WHERE '{1}' IS DISTINCT FROM (SELECT "
     "array_agg(e.posted_minutes)::text FROM hours.entry AS e WHERE e.county_id = o.county_id AND e.order_id "
     "= "
     "o.id AND e.state = 'POSTED')"},
    {"entries of no order",
     "SELECT count(*) FROM hours.entry AS e WHERE NOT EXISTS (SELECT FROM orders.service_order AS o WHERE "
     "o.county_id = e.county_id AND o.id = e.order_id)"},
    {"entries not pended once and posted once",
     "SELECT count(*) FROM hours.entry AS e WHERE '{PEND,POST}' IS DISTINCT FROM (SELECT array_agg(t.kind "
     "ORDER "
     "BY t.kind)::text FROM hours.transfer AS t WHERE t.county_id = e.county_id AND t.entry_id = e.id)"},
    {"counties whose balances are not what was posted",
     "SELECT count(*) FROM (SELECT county_id, sum(minutes) AS minutes FROM hours.transfer WHERE kind = "
     "'POST' "
     "GROUP BY county_id) AS t FULL JOIN (SELECT county_id, sum(balance) AS minutes FROM hours.account GROUP "
     "BY "
     "county_id) AS a USING (county_id) WHERE t.minutes IS DISTINCT FROM a.minutes"},
};

int64_t Count(Connection& db, const std::string& sql, const Params& params = {}) {
  return db.Run(sql, params)->Get<int64_t>(0, 0);
}

// Events that some follower has not applied yet.
int64_t Unfollowed(Connection& db) {
  int64_t behind = 0;
  for (const std::string& follower : ModuleNames()) {
    for (const std::string& owner : ModuleNames()) {
      behind +=
          Count(db, absl::StrReplaceAll(
                        "SELECT coalesce(sum(o.seq - coalesce(c.seq, 0)), 0)::int8 FROM "
                        "{owner}.county_clock AS o LEFT JOIN {follower}.cursor AS c ON c.county_id = "
                        "o.county_id AND c.owner = '{owner}' WHERE EXISTS (SELECT FROM {follower}.cursor "
                        "WHERE owner = '{owner}')",
                        {{"{owner}", owner}, {"{follower}", follower}}));
    }
  }
  return behind;
}

void AwaitFollowers(Connection& db) {
  for (const absl::Time until = absl::Now() + kCatchUp; Unfollowed(db) > 0;) {
    if (absl::Now() > until)
      throw std::runtime_error(absl::StrCat(Unfollowed(db), " events are not followed"));
  }
}

struct Found {
  int64_t orders = 0, acknowledged = 0, minutes = 0, sealed = 0;
  int64_t lost = 0, doubled = 0, others = 0;  // that must not be
};

// By service, of every mutation that was answered.
void ExpectStoredOnce(Connection& db, const Crowd& crowd, Found& found) {
  std::map<std::string, std::set<std::string>> acknowledged;
  for (const auto& stage : crowd.counties()) {
    for (const auto& said : stage->said()) {
      if (said.answer.ok()) acknowledged[said.service].insert(said.request_id);
    }
  }
  for (const auto& [service, ids] : acknowledged) {
    std::vector<std::optional<std::string>> list(ids.begin(), ids.end());
    const auto stored = db.Run(absl::StrCat("SELECT count(DISTINCT request_id), count(*) FROM ", service,
                                            ".event WHERE request_id IN (SELECT unnest($1::uuid[]))"),
                               Params().AddText(db::EncodeArray(list)));
    const int64_t once = stored->Get<int64_t>(0, 0), times = stored->Get<int64_t>(0, 1);
    EXPECT_EQ(once, int64_t(ids.size())) << "acknowledged and lost, " << service;
    EXPECT_EQ(times, once) << "stored more than once, " << service;
    found.acknowledged += int64_t(ids.size());
    found.lost += int64_t(ids.size()) - once;
    found.doubled += times - once;
  }
}

void ExpectNone(Connection& db, const char* what, const std::string& sql, const std::string& where,
                Found& found) {
  const int64_t count = Count(db, sql);
  EXPECT_EQ(count, 0) << what << where;
  found.others += count;
}

// Why, of each.
void TellLetters(Connection& db, const std::string& service) {
  const auto letters =
      db.Run(absl::StrCat("SELECT concat(owner, '/', county_id, '/', seq, ': ', problem) FROM ", service,
                          ".dead_letter ORDER BY 1 LIMIT 20"));
  for (int i = 0; i < letters->rows(); ++i) ADD_FAILURE() << service << " parked " << letters->text(i, 0);
}

Found ExpectSoundTables(Connection& db, const Crowd& crowd) {
  Found found{.orders = crowd.finished()};
  AwaitFollowers(db);
  // Autovacuum may not have come round yet, and without statistics what follows takes minutes.
  db.Script("ANALYZE");
  // Tens of thousands of request ids are looked for at once, and the planner takes a list for ten.
  db.Script("SET enable_nestloop = off");
  EXPECT_EQ(Count(db, "SELECT count(*) FROM orders.service_order"), found.orders);
  for (const Fault& fault : kOfLoop) ExpectNone(db, fault.what, fault.sql, "", found);
  for (const std::string& service : ModuleNames()) {
    TellLetters(db, service);
    for (const Fault& fault : kOfService) {
      ExpectNone(db, fault.what, absl::StrReplaceAll(fault.sql, {{"{s}", service}}), ", " + service, found);
    }
  }
  ExpectStoredOnce(db, crowd, found);
  found.minutes = Count(db, "SELECT coalesce(sum(balance), 0)::int8 FROM hours.account");
  return found;
}

// What `hours` itself says, through its door.
void ExpectReconciled(const Crowd& crowd) {
  for (const auto& stage : crowd.counties()) {
    hours::v1::ReconcileRequest request;
    request.set_parent(absl::StrCat("counties/", stage->county));
    const auto report = stage->Call("admin", &hours::v1::LedgerService::Stub::Reconcile, request);
    ASSERT_OK(report);
    EXPECT_THAT(report->faults(), ::testing::IsEmpty()) << report->ShortDebugString();
    EXPECT_GT(report->entries(), 0);
  }
}

// Of two servers that seal the one that comes second only copies, a little later.
void AwaitPublished(scenario::Hosting& hosting) {
  auto db = Connection::Open({.conninfo = hosting.database()});
  for (const absl::Time until = absl::Now() + kCatchUp; absl::Now() < until;) {
    const auto logs = checkpoint::ReadPublished(hosting.data_dir() + "/checkpoints", std::nullopt);
    ASSERT_OK(logs);
    bool all = true;
    for (const auto& log : *logs) {
      all = all && log.last == Count(*db, "SELECT max(number) FROM " + log.service + ".checkpoint");
    }
    if (all) return;
    absl::SleepFor(absl::Milliseconds(100));
  }
  ADD_FAILURE() << "not all checkpoints were published";
}

// What was published while everything was being killed is what stands in the tables.
int64_t ExpectSealed(scenario::Hosting& hosting) {
  testing::AwaitSealed(*Connection::Open({.conninfo = hosting.database(), .statement_timeout_ms = 60'000}),
                       kCatchUp);
  AwaitPublished(hosting);
  const auto logs = checkpoint::ReadPublished(hosting.data_dir() + "/checkpoints", std::nullopt);
  if (!logs.ok()) throw std::runtime_error(std::string(logs.status().message()));
  EXPECT_EQ(logs->size(), ModuleNames().size());
  int64_t rows = 0;
  EXPECT_OK(
      checkpoint::VerifyDatabase(hosting.database(), *logs, 0, [&](const checkpoint::ServiceReport& service) {
        for (const auto& county : service.counties) {
          rows += county.rows;
          EXPECT_EQ(county.sealed, county.steps) << service.service << " " << county.county;
          EXPECT_THAT(county.differences, ::testing::IsEmpty()) << service.service << " " << county.county;
        }
      }));
  EXPECT_GT(rows, 0);
  return rows;
}

}  // namespace

void ExpectSoundBooks(scenario::Hosting& hosting, const Crowd& crowd, const std::string& story) {
  Found found;
  for (const absl::Time until = absl::Now() + kCatchUp;;) {
    try {
      auto db = Connection::Open(
          {.conninfo = hosting.database(), .statement_timeout_ms = 60'000, .application_name = "books"});
      found = ExpectSoundTables(*db, crowd);
      break;
    } catch (const db::Error& error) {
      // What was killed last may still be on its way down and up again.
      if (error.kind != db::Error::Kind::kLost || absl::Now() > until) throw;
    }
  }
  ExpectReconciled(crowd);
  found.sealed = ExpectSealed(hosting);
  testing::TellFigures(absl::StrCat(story, ": ", found.orders, " orders, ", found.acknowledged,
                                    " changes acknowledged, ", found.lost, " lost, ", found.doubled,
                                    " doubled, ", found.others, " other faults; ", found.minutes,
                                    " minutes credited, ", found.sealed, " sealed rows re-read",
                                    ::testing::Test::HasFailure() ? "  FAILED" : ""));
}

}  // namespace diandan::fault
