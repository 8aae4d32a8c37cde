#include "services/orders/notice_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "services/orders/store_lists.h"

namespace diandan::orders {

std::string ReminderInForce(absl::string_view notice, absl::string_view order) {
  return absl::Substitute(
      "($0.kind NOT IN ('STARTS_IN_A_DAY', 'STARTS_SOON') OR ($1.state = 'ACCEPTED' AND $1.team_id = "
      "$0.team_id AND $0.made_at >= $1.accepted_at AND $1.first_start - $0.show_at IN (interval '24 hours', "
      "interval '2 hours'))) AND ($0.kind <> 'RATED_LOW_OVERDUE' OR EXISTS (SELECT FROM rating AS w WHERE "
      "w.county_id = $0.county_id AND w.order_id = $0.subject_id AND w.due_at = $0.show_at AND w.settled = "
      "'' "
      "AND NOT w.annulled AND NOT w.outranked))",
      notice, order);
}

std::vector<NoticeRow> ListNotices(db::Connection& connection, const NoticeQuery& query, const Page& page) {
  const auto found = connection.Run(
      absl::StrCat(
          "SELECT ", db::Table<NoticeRow>::ColumnList("x"),
          " FROM notice AS x LEFT JOIN service_order AS o ON o.county_id = x.county_id AND o.id = "
          "x.subject_id WHERE x.county_id = $1::int4 AND (x.team_id = ANY($2::uuid[]) OR "
          "(x.account <> '' AND x.account = $3::text) OR x.volunteer_id = $11::uuid OR (x.org_path <> '' AND "
          "EXISTS (SELECT FROM "
          "unnest(CASE x.kind WHEN 'RATED_LOW_OVERDUE' THEN $10::text[] ELSE $4::text[] END) AS p(path) "
          "WHERE x.org_path = p.path OR (x.org_path COLLATE \"C\" >= "
          "p.path || '.' AND x.org_path COLLATE \"C\" < p.path || '/')))) AND (NOT $5::bool OR "
          "x.seen_at IS NULL) AND x.show_at <= $6::timestamptz AND ",
          ReminderInForce("x", "o"),
          " AND (x.show_at, x.id) < ($7::timestamptz, $8::uuid) ORDER BY "
          "x.show_at DESC, x.id DESC LIMIT $9::int4"),
      db::Params()
          .Add(query.county)
          .Add(query.teams)
          .Add(query.account)
          .Add(query.paths)
          .Add(query.unseen_only)
          .Add(query.now)
          .Add(Before(page, 0))
          .Add(IdAfter(page, 1))
          .Add(static_cast<int32_t>(page.size + 1))
          .Add(query.above)
          .Add(query.volunteer));
  return AllRows<NoticeRow>(*found);
}

}  // namespace diandan::orders
