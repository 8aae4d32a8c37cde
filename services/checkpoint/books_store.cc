#include "services/checkpoint/books_store.h"

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/events.pb.h"
#include "services/db/codec.h"

namespace diandan::checkpoint {
namespace {

using db::Connection;
using db::Params;

constexpr int kEntriesPerPage = 5'000;
constexpr size_t kMostListed = 100;

// The two accounts of a county that have no row: what it has promised, and what waits for a decision.
// services/hours/ledger_rules.h derives them the same way.
struct OwnAccounts {
  explicit OwnAccounts(CountyId county)
      : issue(DeriveUuid(county, "ledger/MINUTES/issue")),
        pending(DeriveUuid(county, "ledger/MINUTES/pending")) {}
  const Uuid issue, pending;
};

// An account's whole row follows from the transfers that name it.
const char kAccounts[] = R"sql(
WITH legs AS (
  SELECT credit AS account, entry_id, volunteer_id, ledger, minutes FROM hours.transfer WHERE county_id = $1
  UNION ALL SELECT debit, entry_id, volunteer_id, ledger, -minutes FROM hours.transfer WHERE county_id = $1),
services AS (
  SELECT account, max(volunteer_id::text) AS volunteer, max(ledger) AS ledger, sum(minutes) AS minutes
  FROM legs WHERE account NOT IN ($2, $3) GROUP BY account, entry_id),
booked AS (
  SELECT account AS id, concat_ws(' ', max(ledger), sum(minutes), count(*) FILTER (WHERE minutes > 0),
                                  max(volunteer)) AS told
  FROM services GROUP BY account),
kept AS (
  SELECT id, concat_ws(' ', ledger, balance, services, volunteer_id) AS told
  FROM hours.account WHERE county_id = $1)
SELECT coalesce(k.id, b.id), coalesce(b.told, ''), coalesce(k.told, '')
FROM kept AS k FULL JOIN booked AS b ON b.id = k.id WHERE k.told IS DISTINCT FROM b.told LIMIT 100)sql";

// What stands on an entry, what waits on it, which transfer it rests on.
const char kEntries[] = R"sql(
WITH booked AS (
  SELECT entry_id AS id,
         concat_ws(' ', sum(CASE WHEN credit NOT IN ($2, $3) THEN minutes ELSE 0 END
                            - CASE WHEN debit NOT IN ($2, $3) THEN minutes ELSE 0 END),
                   sum(CASE WHEN credit = $3 THEN minutes WHEN debit = $3 THEN -minutes ELSE 0 END),
                   count(*) FILTER (WHERE kind = 'CORRECT'),
                   (array_agg(id ORDER BY event_seq DESC) FILTER (WHERE kind IN ('POST', 'CORRECT')))[1]) AS told
  FROM hours.transfer WHERE county_id = $1 GROUP BY entry_id),
kept AS (
  SELECT id, concat_ws(' ', posted_minutes,
                       CASE WHEN state IN ('POSTED', 'VOIDED') THEN 0 ELSE reported_minutes END,
                       corrections, standing_transfer) AS told
  FROM hours.entry WHERE county_id = $1)
SELECT coalesce(k.id, b.id), coalesce(b.told, '0 0 0'), coalesce(k.told, '')
FROM kept AS k FULL JOIN booked AS b ON b.id = k.id WHERE k.told IS DISTINCT FROM coalesce(b.told, '0 0 0')
LIMIT 100)sql";

const char kResolved[] = R"sql(
SELECT entry_id, concat_ws(' ', 'revision', revision, 'pended', coalesce(pended, 0)), resolved::text FROM (
  SELECT entry_id, revision, sum(minutes) FILTER (WHERE kind = 'PEND') AS pended,
         coalesce(sum(minutes) FILTER (WHERE kind IN ('POST', 'VOID')), 0) AS resolved
  FROM hours.transfer WHERE county_id = $1 AND kind <> 'CORRECT' GROUP BY entry_id, revision) AS p
WHERE pended IS NULL OR resolved NOT IN (0, pended) LIMIT 100)sql";

const char kLegs[] = R"sql(
SELECT id, kind, concat_ws(' ', debit, credit) FROM hours.transfer
WHERE county_id = $1 AND NOT CASE kind WHEN 'PEND' THEN debit = $2 AND credit = $3
                                       WHEN 'POST' THEN debit = $3 AND credit NOT IN ($2, $3)
                                       WHEN 'VOID' THEN debit = $3 AND credit = $2
                                       ELSE (debit = $2) <> (credit = $2) AND $3 NOT IN (debit, credit) END
LIMIT 100)sql";

const char kSum[] = R"sql(
SELECT NULL, '0', (balances + own)::text FROM (
  SELECT (SELECT coalesce(sum(balance), 0) FROM hours.account WHERE county_id = $1) AS balances,
         (SELECT coalesce(sum(CASE WHEN credit IN ($2, $3) THEN minutes ELSE 0 END
                              - CASE WHEN debit IN ($2, $3) THEN minutes ELSE 0 END), 0)
          FROM hours.transfer WHERE county_id = $1) AS own) AS s
WHERE balances + own <> 0)sql";

// The accounts of points that have no row; services/hours/points_rules.h derives them the same way.
struct OwnPointAccounts {
  explicit OwnPointAccounts(CountyId county)
      : issue(DeriveUuid(county, "ledger/POINTS/issue")),
        held(DeriveUuid(county, "ledger/POINTS/held")),
        spent(DeriveUuid(county, "ledger/POINTS/spent")),
        expired(DeriveUuid(county, "ledger/POINTS/expired")) {}
  const Uuid issue, held, spent, expired;
};

const char kPointAccounts[] = R"sql(
WITH booked AS (
  SELECT volunteer_id AS id,
         sum(CASE WHEN kind IN ('POINTS_EARNED', 'POINTS_RETURNED') THEN points
                  WHEN kind = 'POINTS_SPENT' THEN 0 ELSE -points END) AS balance,
         sum(CASE kind WHEN 'POINTS_HELD' THEN points WHEN 'POINTS_RETURNED' THEN -points
                       WHEN 'POINTS_SPENT' THEN -points ELSE 0 END) AS held,
         sum(CASE kind WHEN 'POINTS_EARNED' THEN points WHEN 'POINTS_TAKEN_BACK' THEN -points ELSE 0 END) AS earned
  FROM hours.point_transfer WHERE county_id = $1 GROUP BY volunteer_id),
entries AS (SELECT volunteer_id AS id, sum(points) AS points FROM hours.entry
            WHERE county_id = $1 AND points > 0 GROUP BY volunteer_id),
kept AS (
  SELECT volunteer_id AS id, id AS account, concat_ws(' ', balance, held, owed) AS told
  FROM hours.point_account WHERE county_id = $1)
SELECT coalesce(k.account, b.id, n.id),
       concat_ws(' ', coalesce(b.balance, 0), coalesce(b.held, 0), coalesce(b.earned, 0) - coalesce(n.points, 0)),
       coalesce(k.told, '0 0 0')
FROM kept AS k FULL JOIN booked AS b ON b.id = k.id FULL JOIN entries AS n ON n.id = coalesce(k.id, b.id)
WHERE coalesce(k.told, '0 0 0') IS DISTINCT FROM
      concat_ws(' ', coalesce(b.balance, 0), coalesce(b.held, 0), coalesce(b.earned, 0) - coalesce(n.points, 0))
LIMIT 100)sql";

const char kPointLots[] = R"sql(
SELECT coalesce(l.id, b.id), coalesce(b.points, 0)::text, coalesce(l.points, 0)::text
FROM (SELECT id, points FROM hours.point_lot WHERE county_id = $1) AS l FULL JOIN (
  SELECT lot_id AS id, sum(CASE WHEN kind IN ('POINTS_EARNED', 'POINTS_RETURNED') THEN points
                                WHEN kind = 'POINTS_SPENT' THEN 0 ELSE -points END) AS points
  FROM hours.point_transfer WHERE county_id = $1 GROUP BY lot_id) AS b ON b.id = l.id
WHERE coalesce(l.points, 0) <> coalesce(b.points, 0) LIMIT 100)sql";

// Held once; then spent or returned once, or still waiting.
const char kRedemptions[] = R"sql(
SELECT coalesce(r.id, b.id), coalesce(b.told, ''), coalesce(r.told, '') FROM (
  SELECT id, concat_ws(' ', points, CASE state WHEN 'PICKED_UP' THEN points ELSE 0 END,
                       CASE WHEN state IN ('REDEMPTION_CANCELLED', 'REDEMPTION_LAPSED') THEN points ELSE 0 END) AS told
  FROM hours.redemption WHERE county_id = $1) AS r FULL JOIN (
  SELECT redemption_id AS id, concat_ws(' ', sum(CASE kind WHEN 'POINTS_HELD' THEN points ELSE 0 END),
                                        sum(CASE kind WHEN 'POINTS_SPENT' THEN points ELSE 0 END),
                                        sum(CASE kind WHEN 'POINTS_RETURNED' THEN points ELSE 0 END)) AS told
  FROM hours.point_transfer WHERE county_id = $1 AND redemption_id IS NOT NULL GROUP BY redemption_id) AS b
ON b.id = r.id WHERE r.told IS DISTINCT FROM b.told LIMIT 100)sql";

const char kPointLegs[] = R"sql(
SELECT t.id, t.kind, concat_ws(' ', t.debit, t.credit) FROM hours.point_transfer AS t
LEFT JOIN hours.point_account AS a ON a.county_id = t.county_id AND a.volunteer_id = t.volunteer_id
WHERE t.county_id = $1 AND coalesce(NOT CASE t.kind
  WHEN 'POINTS_EARNED' THEN t.debit = $2 AND t.credit = a.id
  WHEN 'POINTS_TAKEN_BACK' THEN t.debit = a.id AND t.credit = $2
  WHEN 'POINTS_HELD' THEN t.debit = a.id AND t.credit = $3
  WHEN 'POINTS_RETURNED' THEN t.debit = $3 AND t.credit = a.id
  WHEN 'POINTS_SPENT' THEN t.debit = $3 AND t.credit = $4
  ELSE t.debit = a.id AND t.credit = $5 END, true) LIMIT 100)sql";

const char kStock[] = R"sql(
SELECT w.id, concat_ws(' ', coalesce(r.held, 0), coalesce(r.handed, 0)), concat_ws(' ', w.held, w.handed)
FROM hours.reward AS w LEFT JOIN (
  SELECT reward_id, count(*) FILTER (WHERE state = 'TO_PICK_UP') AS held,
         count(*) FILTER (WHERE state = 'PICKED_UP') AS handed
  FROM hours.redemption WHERE county_id = $1 GROUP BY reward_id) AS r ON r.reward_id = w.id
WHERE w.county_id = $1 AND (w.held <> coalesce(r.held, 0) OR w.handed <> coalesce(r.handed, 0)) LIMIT 100)sql";

// A query yields id, expected, found of whatever is not right.
void AddFound(Connection& connection, Fault fault, const char* table, const char* sql, const Params& params,
              std::vector<Difference>& out) {
  const auto rows = connection.Run(sql, params);
  for (int i = 0; i < rows->rows(); ++i) {
    out.push_back({fault, table, 0, 0, rows->null(i, 0) ? "" : rows->Get<std::string>(i, 0),
                   rows->Get<std::string>(i, 1), rows->Get<std::string>(i, 2)});
  }
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  return db::EncodeTime(absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos()));
}

// How an entry stands, as its last event told it and as its row says it.
std::string StandingOf(const hours::v1::EntryChanged& event) {
  return absl::StrCat(hours::v1::EntryState_Name(event.state()), " ", event.revision(), " ",
                      event.pending_minutes(), " ", event.posted_minutes(), " ", TimeText(event.start_time()),
                      " ", TimeText(event.end_time()), " ", event.decision_reason());
}

std::string StandingOf(const db::Result& rows, int i) {
  const std::string reason = rows.Get<std::string>(i, 7);
  return absl::StrCat(rows.text(i, 1), " ", rows.text(i, 2), " ", rows.text(i, 3), " ", rows.text(i, 4), " ",
                      db::EncodeTime(rows.Get<absl::Time>(i, 5)), " ",
                      db::EncodeTime(rows.Get<absl::Time>(i, 6)), " ",
                      reason == "DECISION_REASON_UNSPECIFIED" ? "" : reason);
}

// Every step of an entry is an event, so the last one tells how it stands.
void AddEntriesAgainstEvents(Connection& connection, CountyId county, std::vector<Difference>& out) {
  static const std::string kPage =
      "SELECT n.id, n.state, n.revision, n.reported_minutes, n.posted_minutes, n.start_at, n.end_at, "
      "n.reason, "
      "e.payload, coalesce(e.seq, 0) FROM (SELECT * FROM hours.entry WHERE county_id = $1 AND id > $2 ORDER "
      "BY "
      "id LIMIT $3) AS n LEFT JOIN LATERAL (SELECT payload, seq FROM hours.event WHERE county_id = $1 AND "
      "subject_id = n.id AND payload_type = 'diandan.hours.v1.EntryChanged' ORDER BY seq DESC LIMIT 1) AS e "
      "ON "
      "true ORDER BY n.id";
  const size_t before = out.size();
  Uuid last;
  for (bool more = true; more;) {
    const auto rows = connection.Run(kPage, Params().Add(county).Add(last).Add<int32_t>(kEntriesPerPage));
    more = rows->rows() == kEntriesPerPage;
    for (int i = 0; i < rows->rows(); ++i) {
      last = rows->Get<Uuid>(i, 0);
      hours::v1::EntryChanged event;
      const bool told = !rows->null(i, 8) && event.ParseFromString(rows->Get<Bytes>(i, 8).data);
      const std::string expected = told ? StandingOf(event) : "", found = StandingOf(*rows, i);
      if (expected == found || out.size() - before >= kMostListed) continue;
      out.push_back({Fault::kEntry, "entry", rows->Get<int64_t>(i, 9), 0, last.ToString(), expected, found});
    }
  }
}

}  // namespace

std::vector<Difference> CheckBooks(Connection& connection, CountyId county) {
  const OwnAccounts own(county);
  const Params one = Params().Add(county);
  const Params params = Params().Add(county).Add(own.issue).Add(own.pending);
  std::vector<Difference> found;
  AddFound(connection, Fault::kBalance, "account", kAccounts, params, found);
  AddFound(connection, Fault::kEntry, "entry", kEntries, params, found);
  AddEntriesAgainstEvents(connection, county, found);
  AddFound(connection, Fault::kResolved, "transfer", kResolved, one, found);
  AddFound(connection, Fault::kLegs, "transfer", kLegs, params, found);
  AddFound(connection, Fault::kSum, "account", kSum, params, found);
  const OwnPointAccounts points(county);
  AddFound(connection, Fault::kBalance, "point_account", kPointAccounts, one, found);
  AddFound(connection, Fault::kBalance, "point_lot", kPointLots, one, found);
  AddFound(connection, Fault::kResolved, "redemption", kRedemptions, one, found);
  AddFound(connection, Fault::kBalance, "reward", kStock, one, found);
  AddFound(connection, Fault::kLegs, "point_transfer", kPointLegs,
           Params().Add(county).Add(points.issue).Add(points.held).Add(points.spent).Add(points.expired),
           found);
  return found;
}

}  // namespace diandan::checkpoint
