#include "services/orders/outbox_store.h"

#include <algorithm>
#include <utility>

#include "services/db/cells.h"
#include "services/orders/notice_store.h"
#include "services/orders/store_lists.h"

namespace diandan::orders {
namespace {

// Events looked at in one step.
constexpr int64_t kStride = 2000;

// Reminders while they are in force and the start ($4: now) lies ahead, and offers while somebody is still
// looked for.
const std::string& StillTrue() {
  static const auto* sql =
      new std::string(absl::StrCat("COALESCE(", ReminderInForce("n", "o"),
                                   " AND (n.kind NOT IN ('STARTS_IN_A_DAY', 'STARTS_SOON') OR o.first_start "
                                   "> $4::timestamptz) AND (n.kind <> "
                                   "'NEW_OFFER' OR o.state = 'OPEN'), true)"));
  return *sql;
}

// The webhooks of these claims are locked: nobody else chooses for them.
std::vector<Claim> FirstDue(db::Connection& connection, const std::vector<int32_t>& counties,
                            const std::vector<Uuid>& webhooks, const std::vector<int32_t>& failures,
                            absl::Time now) {
  const auto found = connection.Run(
      absl::StrCat(
          "SELECT w.county_id, w.id, d.id, d.tries + 1, w.failures, ", StillTrue(),
          " FROM unnest($1::int4[], $2::uuid[], $3::int4[]) AS w(county_id, id, failures) CROSS JOIN LATERAL "
          "(SELECT x.id, x.tries, x.notice_id FROM delivery AS x WHERE x.county_id = w.county_id AND "
          "x.webhook_id = w.id AND x.next_try_at <= $4::timestamptz ORDER BY x.next_try_at, x.id LIMIT 1) AS "
          "d "
          "LEFT JOIN notice AS n ON n.county_id = w.county_id AND n.id = d.notice_id LEFT JOIN service_order "
          "AS o ON o.county_id = n.county_id AND o.id = n.subject_id"),
      db::Params().Add(counties).Add(webhooks).Add(failures).Add(now));
  std::vector<Claim> claims;
  for (int i = 0; i < found->rows(); ++i) {
    claims.push_back({found->Get<int32_t>(i, 0), found->Get<Uuid>(i, 1), found->Get<Uuid>(i, 2),
                      found->Get<int32_t>(i, 3), found->Get<int32_t>(i, 4), found->Get<bool>(i, 5)});
  }
  return claims;
}

}  // namespace

std::vector<LaggingWebhook> LaggingWebhooks(db::Connection& connection, int limit) {
  const auto found = connection.Run(
      "SELECT w.county_id, w.id, m.version IS DISTINCT FROM w.version, w.disabled, "
      "GREATEST(COALESCE(m.seq, 0), w.since_seq), c.seq FROM webhook AS w JOIN county_clock AS c ON "
      "c.county_id = w.county_id LEFT JOIN webhook_mark AS m ON m.county_id = w.county_id AND m.id = w.id "
      "WHERE m.version IS DISTINCT FROM w.version OR (NOT w.disabled AND m.seq < c.seq) ORDER BY "
      "w.county_id, w.id LIMIT $1::int4",
      db::Params().Add(static_cast<int32_t>(limit)));
  std::vector<LaggingWebhook> lagging;
  for (int i = 0; i < found->rows(); ++i) {
    LaggingWebhook one{found->Get<int32_t>(i, 0), found->Get<Uuid>(i, 1), found->Get<bool>(i, 2),
                       found->Get<bool>(i, 3), found->Get<int64_t>(i, 4)};
    const auto last = found->Get<int64_t>(i, 5);
    one.to_seq = std::min(last, one.from_seq + kStride);
    one.more = !one.disabled && one.to_seq < last;
    lagging.push_back(one);
  }
  return lagging;
}

std::vector<Uuid> SubjectsOfEvents(db::Connection& connection, CountyId county, int64_t from_seq,
                                   int64_t to_seq) {
  const auto found = connection.Run(
      "SELECT DISTINCT subject_id FROM event WHERE county_id = $1::int4 AND seq > $2::int8 AND seq <= "
      "$3::int8 "
      "AND subject_id IS NOT NULL",
      db::Params().Add(county).Add(from_seq).Add(to_seq));
  std::vector<Uuid> subjects;
  for (int i = 0; i < found->rows(); ++i) subjects.push_back(found->Get<Uuid>(i, 0));
  return subjects;
}

std::vector<NoticeRow> RemindersSince(db::Connection& connection, CountyId county, absl::Time since) {
  return RowsWhere<NoticeRow>(connection,
                              "x.county_id = $1::int4 AND x.kind IN ('STARTS_IN_A_DAY', 'STARTS_SOON', "
                              "'RATED_LOW_OVERDUE') AND x.show_at >= $2::timestamptz",
                              db::Params().Add(county).Add(since));
}

int64_t AddDeliveries(db::Connection& connection, const std::vector<DeliveryRow>& rows) {
  static const std::string insert =
      "INSERT INTO delivery (county_id, id, webhook_id, notice_id, order_id, notice_kind, show_at, state, "
      "tries, next_try_at, problem, code) SELECT t.county_id, t.id, t.webhook_id, t.notice_id, t.order_id, "
      "t.kind, t.show_at, 'DELIVERY_WAITING', 0, t.show_at, 'DELIVERY_PROBLEM_UNSPECIFIED', 0 FROM "
      "unnest($1::int4[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[]) "
      "AS t(county_id, id, webhook_id, notice_id, order_id, kind, show_at) ON CONFLICT (county_id, id) DO "
      "NOTHING";
  auto counties = db::Cells::Of<int32_t>();
  auto ids = db::Cells::Of<Uuid>(), webhooks = db::Cells::Of<Uuid>(), notices = db::Cells::Of<Uuid>();
  auto orders = db::Cells::Of<Uuid>();  // not every notice is about one
  auto kinds = db::Cells::Of<std::string>();
  auto times = db::Cells::Of<absl::Time>();
  for (const DeliveryRow& row : rows) {
    counties.Add(row.county_id);
    ids.Add(row.id);
    webhooks.Add(row.webhook_id);
    notices.Add(row.notice_id);
    orders.Add(row.order_id);
    kinds.Add(row.notice_kind);
    times.Add(row.show_at);
  }
  db::Arrays arrays;
  for (db::Cells* column : {&counties, &ids, &webhooks, &notices, &orders, &kinds, &times})
    arrays.Add(std::move(*column));
  return connection.Run(insert, arrays)->affected();
}

void MarkPicked(db::Connection& connection, CountyId county, const Uuid& webhook, int32_t version,
                int64_t seq) {
  connection.Run(
      "INSERT INTO webhook_mark (county_id, id, version, seq, busy_until, failures) VALUES ($1::int4, "
      "$2::uuid, "
      "$3::int4, $4::int8, '-infinity', 0) ON CONFLICT (county_id, id) DO UPDATE SET version = "
      "EXCLUDED.version, seq = GREATEST(webhook_mark.seq, EXCLUDED.seq)",
      db::Params().Add(county).Add(webhook).Add(version).Add(seq));
}

std::vector<Claim> ClaimDue(db::Connection& connection, absl::Time now, absl::Time lease, int limit) {
  const auto free = connection.Run(
      "SELECT m.county_id, m.id, m.failures FROM webhook_mark AS m WHERE m.busy_until <= $1::timestamptz AND "
      "EXISTS (SELECT FROM delivery AS d WHERE d.county_id = m.county_id AND d.webhook_id = m.id AND "
      "d.next_try_at <= $1::timestamptz) ORDER BY m.busy_until LIMIT $2::int4 FOR UPDATE OF m SKIP LOCKED",
      db::Params().Add(now).Add(static_cast<int32_t>(limit)));
  if (free->rows() == 0) return {};
  std::vector<int32_t> counties, failures;
  std::vector<Uuid> webhooks;
  for (int i = 0; i < free->rows(); ++i) {
    counties.push_back(free->Get<int32_t>(i, 0));
    webhooks.push_back(free->Get<Uuid>(i, 1));
    failures.push_back(free->Get<int32_t>(i, 2));
  }
  const std::vector<Claim> claims = FirstDue(connection, counties, webhooks, failures, now);
  std::vector<Uuid> deliveries;
  counties.clear();
  webhooks.clear();
  for (const Claim& claim : claims) {
    counties.push_back(claim.county);
    webhooks.push_back(claim.webhook);
    deliveries.push_back(claim.delivery);
  }
  connection.Run(
      "UPDATE delivery AS d SET tries = d.tries + 1, next_try_at = $3::timestamptz FROM unnest($1::int4[], "
      "$2::uuid[]) AS t(county_id, id) WHERE d.county_id = t.county_id AND d.id = t.id",
      db::Params().Add(counties).Add(deliveries).Add(lease));
  connection.Run(
      "UPDATE webhook_mark AS m SET busy_until = $3::timestamptz FROM unnest($1::int4[], $2::uuid[]) AS "
      "t(county_id, id) WHERE m.county_id = t.county_id AND m.id = t.id",
      db::Params().Add(counties).Add(webhooks).Add(lease));
  return claims;
}

bool RecordEnd(db::Connection& connection, const DeliveryRow& row, absl::Time free_at, int32_t failures) {
  const auto written = connection.Run(
      "UPDATE delivery SET state = $4::text, next_try_at = $5::timestamptz, ended_at = $6::timestamptz, "
      "problem "
      "= $7::text, code = $8::int4 WHERE county_id = $1::int4 AND id = $2::uuid AND tries = $3::int4 AND "
      "state "
      "= 'DELIVERY_WAITING'",
      db::Params()
          .Add(row.county_id)
          .Add(row.id)
          .Add(row.tries)
          .Add(row.state)
          .Add(row.next_try_at)
          .Add(row.ended_at)
          .Add(row.problem)
          .Add(row.code));
  if (written->affected() == 0) return false;
  connection.Run(
      "UPDATE webhook_mark SET busy_until = $3::timestamptz, failures = $4::int4 WHERE county_id = $1::int4 "
      "AND "
      "id = $2::uuid",
      db::Params().Add(row.county_id).Add(row.webhook_id).Add(free_at).Add(failures));
  return true;
}

}  // namespace diandan::orders
