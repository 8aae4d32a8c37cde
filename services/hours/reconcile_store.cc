#include "services/hours/reconcile_store.h"

#include "services/db/codec.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;

int64_t One(Connection& db, const std::string& sql, const Params& params) {
  return db.Run(sql, params)->Get<int64_t>(0, 0);
}

// A query yields subject, expected, found for each disagreement.
void AddFaults(Connection& db, v1::FaultKind kind, const std::string& sql, const Params& params,
               v1::ReconcileResponse& report) {
  auto found = db.Run(sql, params);
  for (int i = 0; i < found->rows(); ++i) {
    auto* fault = report.add_faults();
    fault->set_kind(kind);
    fault->set_subject_id(found->null(i, 0) ? "" : std::string(found->text(i, 0)));
    fault->set_expected(found->Get<int64_t>(i, 1));
    fault->set_found(found->Get<int64_t>(i, 2));
  }
}

// Pending holds what waits: Σ of the whole county, and entry by entry.
const char kPendingSum[] = R"sql(
SELECT k.id::text, k.waits::int8, k.held::int8 FROM (
  SELECT e.id, CASE WHEN e.state IN ('POSTED', 'VOIDED') THEN 0 ELSE e.reported_minutes END AS waits,
         coalesce(t.held, 0) AS held
  FROM entry AS e LEFT JOIN (
    SELECT entry_id, sum(CASE WHEN credit = $2 THEN minutes WHEN debit = $2 THEN -minutes ELSE 0 END) AS held
    FROM transfer WHERE county_id = $1 GROUP BY entry_id) AS t ON t.entry_id = e.id
  WHERE e.county_id = $1) AS k
WHERE k.waits <> k.held LIMIT 100)sql";

const char kBalance[] = R"sql(
SELECT k.id::text, k.booked::int8, k.balance::int8 FROM (
  SELECT coalesce(a.id, t.id) AS id, coalesce(a.balance, 0) AS balance, coalesce(t.booked, 0) AS booked
  FROM (SELECT id, balance FROM account WHERE county_id = $1) AS a
  FULL JOIN (SELECT id, sum(minutes) AS booked FROM (
      SELECT credit AS id, minutes FROM transfer WHERE county_id = $1
      UNION ALL SELECT debit, -minutes FROM transfer WHERE county_id = $1) AS legs
    WHERE id NOT IN ($2, $3) GROUP BY id) AS t ON t.id = a.id) AS k
WHERE k.booked <> k.balance LIMIT 100)sql";

// What stands on an entry is what its transfers brought to the volunteer.
const char kCredit[] = R"sql(
SELECT k.id::text, k.posted_minutes::int8, k.credited::int8 FROM (
  SELECT coalesce(e.id, t.entry_id) AS id, coalesce(e.posted_minutes, 0) AS posted_minutes,
         coalesce(t.credited, 0) AS credited
  FROM (SELECT id, posted_minutes FROM entry WHERE county_id = $1) AS e
  FULL JOIN (
    SELECT entry_id, sum(CASE WHEN credit NOT IN ($2, $3) THEN minutes ELSE 0 END
                       - CASE WHEN debit NOT IN ($2, $3) THEN minutes ELSE 0 END) AS credited
    FROM transfer WHERE county_id = $1 GROUP BY entry_id) AS t ON t.entry_id = e.id) AS k
WHERE k.posted_minutes <> k.credited LIMIT 100)sql";

const char kEventGap[] = R"sql(
SELECT NULL, c.seq, e.n FROM county_clock AS c
CROSS JOIN LATERAL (SELECT count(*) AS n FROM event WHERE county_id = c.county_id) AS e
WHERE c.county_id = $1 AND c.seq <> e.n)sql";

const char kCounter[] = R"sql(
SELECT a.id::text, a.open_entries::int8, coalesce(e.open, 0)::int8 FROM acceptance AS a
LEFT JOIN (SELECT acceptance_id, count(*) FILTER (WHERE state NOT IN ('POSTED', 'VOIDED')) AS open,
                  count(*) FILTER (WHERE state = 'POSTED') AS standing
           FROM entry WHERE county_id = $1 GROUP BY acceptance_id) AS e ON e.acceptance_id = a.id
WHERE a.county_id = $1 AND (a.open_entries <> coalesce(e.open, 0) OR a.standing <> coalesce(e.standing, 0))
LIMIT 100)sql";

// Served at home: the claim stands beside the entry.
const char kClaimMissing[] = R"sql(
SELECT e.id::text, e.posted_minutes::int8, coalesce(c.minutes, 0)::int8 FROM entry AS e
LEFT JOIN claim AS c ON c.county_id = e.county_id AND c.id = e.id AND c.held
WHERE e.county_id = $1 AND e.home_county = $1 AND e.state = 'POSTED' AND coalesce(c.minutes, 0) <> e.posted_minutes
LIMIT 100)sql";

// Two claims of a person together longer than the time they cover.
const char kOverlap[] = R"sql(
SELECT a.id::text, (extract(epoch FROM greatest(a.end_at, b.end_at) - least(a.start_at, b.start_at)) / 60)::int8,
       (a.minutes + b.minutes)::int8
FROM claim AS a JOIN claim AS b ON b.county_id = a.county_id AND b.volunteer_id = a.volunteer_id AND b.id > a.id
 AND b.start_at < a.end_at AND a.start_at < b.end_at AND b.held
WHERE a.county_id = $1 AND a.held
 AND (a.minutes + b.minutes) * interval '1 minute' > greatest(a.end_at, b.end_at) - least(a.start_at, b.start_at)
LIMIT 100)sql";

// Points: what somebody may redeem, lot by lot and in all, and what is held for them.
const char kPoints[] = R"sql(
SELECT k.id::text, k.booked::int8, k.kept::int8 FROM (
  SELECT coalesce(a.id, b.id) AS id, coalesce(b.points, 0) AS booked, coalesce(a.balance, 0) AS kept
  FROM (SELECT volunteer_id AS id, balance FROM point_account WHERE county_id = $1) AS a FULL JOIN (
    SELECT volunteer_id AS id, sum(CASE WHEN kind IN ('POINTS_EARNED', 'POINTS_RETURNED') THEN points
                                        WHEN kind = 'POINTS_SPENT' THEN 0 ELSE -points END) AS points
    FROM point_transfer WHERE county_id = $1 GROUP BY volunteer_id) AS b ON b.id = a.id
  UNION ALL SELECT a.volunteer_id, a.balance, coalesce(l.points, 0) FROM point_account AS a LEFT JOIN (
    SELECT volunteer_id, sum(points) AS points FROM point_lot WHERE county_id = $1 GROUP BY volunteer_id) AS l
    ON l.volunteer_id = a.volunteer_id WHERE a.county_id = $1
  UNION ALL SELECT a.volunteer_id, a.held, coalesce(r.points, 0) FROM point_account AS a LEFT JOIN (
    SELECT volunteer_id, sum(points) AS points FROM redemption WHERE county_id = $1 AND state = 'TO_PICK_UP'
    GROUP BY volunteer_id) AS r ON r.volunteer_id = a.volunteer_id WHERE a.county_id = $1) AS k
WHERE k.booked <> k.kept LIMIT 100)sql";

}  // namespace

v1::ReconcileResponse CheckBooks(Connection& db, CountyId county, const BookAccounts& accounts) {
  Params one = Params().Add(county);
  Params two = Params().Add(county).Add(accounts.pending);
  Params three = Params().Add(county).Add(accounts.issue).Add(accounts.pending);
  v1::ReconcileResponse report;
  report.set_transfers(One(db, "SELECT count(*) FROM transfer WHERE county_id = $1", one));
  report.set_entries(One(db, "SELECT count(*) FROM entry WHERE county_id = $1", one));
  report.set_accounts(One(db, "SELECT count(*) FROM account WHERE county_id = $1", one));
  report.set_events(One(db, "SELECT count(*) FROM event WHERE county_id = $1", one));
  AddFaults(db, v1::PENDING_SUM, kPendingSum, two, report);
  AddFaults(db, v1::BALANCE, kBalance, three, report);
  AddFaults(db, v1::CREDIT, kCredit, three, report);
  AddFaults(db, v1::BALANCE, kPoints, one, report);
  AddFaults(db, v1::EVENT_GAP, kEventGap, one, report);
  AddFaults(db, v1::COUNTER, kCounter, one, report);
  AddFaults(db, v1::CLAIM_MISSING, kClaimMissing, one, report);
  AddFaults(db, v1::OVERLAP, kOverlap, one, report);
  return report;
}

std::vector<GuestEntry> GuestEntries(Connection& db, CountyId county) {
  static const std::string kSql =
      "SELECT id, home_county, posted_minutes FROM entry WHERE county_id = $1 AND home_county <> $1 AND "
      "state = "
      "'POSTED'";
  auto found = db.Run(kSql, Params().Add(county));
  std::vector<GuestEntry> entries;
  for (int i = 0; i < found->rows(); ++i) {
    entries.push_back({found->Get<Uuid>(i, 0), found->Get<int32_t>(i, 1), found->Get<int32_t>(i, 2)});
  }
  return entries;
}

int32_t MinutesHeld(Connection& db, CountyId home, const Uuid& entry) {
  static const std::string kSql = "SELECT minutes FROM claim WHERE county_id = $1 AND id = $2 AND held";
  auto found = db.Run(kSql, Params().Add(home).Add(entry));
  return found->rows() == 0 ? 0 : found->Get<int32_t>(0, 0);
}

}  // namespace diandan::hours
