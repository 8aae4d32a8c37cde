#include "services/orders/duty_facts_store.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "services/db/codec.h"
#include "services/orders/figures_store.h"

namespace diandan::orders {
namespace {

using db::Params;

// Orders below $2, each with the key it is counted under; $3 is the key's kind, $4 its steps.
constexpr char kKeyed[] = R"(
  SELECT o.*, CASE WHEN $3::text = 'BY_UNIT' THEN coalesce(t.unit_id::text, '')
    ELSE array_to_string((string_to_array(o.station_path, '.'))[1:$4::int4], '.') END AS key
  FROM service_order o LEFT JOIN team_mirror t
    ON $3::text = 'BY_UNIT' AND t.county_id = o.county_id AND t.id = o.team_id
  WHERE o.county_id = $1::int4
  AND ($2::text = '' OR o.station_path = $2::text OR starts_with(o.station_path, $2::text || '.')))";

constexpr char kPlaced[] = "o.placed_at >= $5::timestamptz AND o.placed_at < $6::timestamptz";
constexpr char kCompleted[] = "o.completed_at >= $5::timestamptz AND o.completed_at < $6::timestamptz";
// Let through or refused by a person, the only ones whose answer somebody waited for.
constexpr char kAnswered[] = "(o.approver <> '' OR o.state = 'REFUSED')";
constexpr char kTaken[] =
    "(o.state IN ('ACCEPTED', 'IN_SERVICE', 'COMPLETED', 'VERIFIED', 'REJECTED') OR "
    "(o.state = 'CANCELLED' AND o.prev_state IN ('ACCEPTED', 'IN_SERVICE')))";
constexpr char kServed[] = "o.state IN ('COMPLETED', 'VERIFIED', 'REJECTED')";
// By whomever it is: order 67 wants the service rated, and each kind of rating says by whom it was.
constexpr char kRated[] =
    "EXISTS (SELECT FROM rating r WHERE r.county_id = o.county_id AND r.order_id = o.id AND NOT r.annulled)";

std::string CountOf(const std::string& when) {
  return absl::StrCat("count(*) FILTER (WHERE ", when, ")::int4");
}

std::string MedianOf(const std::string& seconds, const std::string& when) {
  return absl::StrCat("CASE WHEN count(*) FILTER (WHERE ", when, ") >= ", kFewestForMedian,
                      " THEN percentile_disc(0.5) WITHIN GROUP (ORDER BY ", seconds, ") FILTER (WHERE ", when,
                      ")::int8 ELSE 0 END");
}

Params ParamsOf(const DutyFactsScope& scope) {
  return Params()
      .Add(scope.county)
      .Add(scope.org_path)
      .AddText(v1::DutyKey_Name(scope.key))
      .Add(scope.steps)
      .Add(scope.from)
      .Add(scope.until);
}

std::string OrdersSql() {
  const std::string placed(kPlaced), completed(kCompleted);
  const std::string due = absl::StrCat(completed, " AND o.completed_at < $7::timestamptz");
  return absl::StrCat("SELECT o.key, grouping(o.key)::int4, ", CountOf(placed), ", ",
                      CountOf(placed + " AND " + kAnswered), ", ", CountOf(placed + " AND " + kTaken), ", ",
                      CountOf(placed + " AND " + kServed), ", ", CountOf(completed),
                      ", coalesce(sum(greatest(o.audience, 1)) FILTER (WHERE ", completed, "), 0)::int4, ",
                      MedianOf("extract(epoch FROM o.opened_at - o.placed_at)",
                               placed + " AND o.approver <> '' AND o.opened_at IS NOT NULL"),
                      ", ",
                      MedianOf("extract(epoch FROM o.accepted_at - o.opened_at)",
                               placed + " AND o.opened_at <= o.accepted_at AND " + kTaken),
                      ", ", CountOf(due), ", ", CountOf(absl::StrCat(due, " AND ", kRated)), " FROM (",
                      kKeyed, ") o WHERE (", placed, ") OR (", completed,
                      ") GROUP BY GROUPING SETS ((o.key), ()) ORDER BY o.key COLLATE \"C\" NULLS FIRST");
}

std::string TypedSql() {
  return absl::StrCat(
      "SELECT CASE WHEN o.series_id IS NOT NULL THEN 'FROM_SERIES' WHEN o.redo_of IS NOT NULL THEN 'AS_REDO' "
      "WHEN w.order_id IS NOT NULL THEN 'FROM_WISH' WHEN o.kind = 'ACTIVITY' THEN 'AS_ACTIVITY' "
      "WHEN o.on_behalf_by <> '' THEN 'BY_STATION' ELSE 'BY_OTHERS' END, count(*)::int4, "
      "sum(o.typed_fields)::int4, "
      "sum((coalesce(a.closed_how = 'CLOSING_CODE', false))::int + (coalesce(a.headcount, 0) > "
      "0)::int)::int4, "
      "sum(coalesce(r.words, 0))::int4, sum(2 * coalesce(b.entries, 0))::int4 "
      "FROM (",
      kKeyed,
      ") o LEFT JOIN acceptance a ON a.county_id = o.county_id AND a.id = o.acceptance_id "
      "LEFT JOIN (SELECT DISTINCT order_id FROM wish WHERE county_id = $1::int4 AND order_id IS NOT NULL) w "
      "ON w.order_id = o.id "
      "LEFT JOIN (SELECT order_id, count(*) FILTER (WHERE length(words) > 0) AS words FROM rating "
      "WHERE county_id = $1::int4 GROUP BY 1) r ON r.order_id = o.id "
      "LEFT JOIN (SELECT order_id, count(*) AS entries FROM back_fill WHERE county_id = $1::int4 GROUP BY 1) "
      "b "
      "ON b.order_id = o.id WHERE ",
      kCompleted, " GROUP BY 1 ORDER BY 1");
}

}  // namespace

void CountDutyOrders(db::Connection& connection, const DutyFactsScope& scope, v1::OrderDutyFacts& facts) {
  static const std::string sql = OrdersSql();
  const auto found = connection.Run(sql, ParamsOf(scope).Add(scope.ratings_due_before));
  for (int row = 0; row < found->rows(); ++row) {
    const bool all = found->Get<int32_t>(row, 1) != 0;
    v1::OrderCounts& counts = all ? *facts.mutable_all() : *facts.add_counts();
    if (!all) counts.set_key(found->Get<std::string>(row, 0));
    counts.set_placed(found->Get<int32_t>(row, 2));
    counts.set_answered(found->Get<int32_t>(row, 3));
    counts.set_accepted(found->Get<int32_t>(row, 4));
    counts.set_served(found->Get<int32_t>(row, 5));
    counts.set_completed(found->Get<int32_t>(row, 6));
    counts.set_people_served(found->Get<int32_t>(row, 7));
    counts.set_answer_seconds(found->Get<int64_t>(row, 8));
    counts.set_accept_seconds(found->Get<int64_t>(row, 9));
    counts.set_ratings_due(found->Get<int32_t>(row, 10));
    counts.set_ratings_kept(found->Get<int32_t>(row, 11));
  }
}

void CountTyped(db::Connection& connection, const DutyFactsScope& scope, v1::OrderDutyFacts& facts) {
  static const std::string sql = TypedSql();
  const auto found = connection.Run(sql, ParamsOf(scope));
  for (int row = 0; row < found->rows(); ++row) {
    v1::TypedCounts& typed = *facts.add_typed();
    typed.set_path(found->Get<v1::EntryPath>(row, 0));
    typed.set_orders(found->Get<int32_t>(row, 1));
    typed.set_placing(found->Get<int32_t>(row, 2));
    typed.set_closing(found->Get<int32_t>(row, 3));
    typed.set_rating(found->Get<int32_t>(row, 4));
    typed.set_from_memory(found->Get<int32_t>(row, 5));
  }
}

void ReadDutyProjects(db::Connection& connection, const DutyFactsScope& scope, v1::OrderDutyFacts& facts) {
  static const std::string kProjects =
      "SELECT p.title, p.kind, p.owner_org_id::text, coalesce(s.services, 0)::int4, coalesce(s.teams, '{}') "
      "FROM project p LEFT JOIN (SELECT project_id, count(*) AS services, "
      "array_agg(DISTINCT team_id::text) FILTER (WHERE team_id IS NOT NULL) AS teams FROM service_order "
      "WHERE county_id = $1::int4 AND project_id IS NOT NULL AND completed_at >= $2::timestamptz "
      "AND completed_at < $3::timestamptz GROUP BY 1) s ON s.project_id = p.id "
      "WHERE p.county_id = $1::int4 AND NOT p.ended ORDER BY p.title COLLATE \"C\", p.id";
  static const std::string kSkills =
      "SELECT DISTINCT skill FROM menu_item WHERE county_id = $1::int4 AND (theme = 'ARTS_PERFORMANCE' OR "
      "tutor) "
      "ORDER BY skill";
  const auto found =
      connection.Run(kProjects, Params().Add(scope.county).Add(scope.year_from).Add(scope.until));
  for (int row = 0; row < found->rows(); ++row) {
    v1::DutyProject& project = *facts.add_projects();
    project.set_title(found->Get<std::string>(row, 0));
    project.set_kind(found->Get<v1::ProjectKind>(row, 1));
    project.set_owner_org_id(found->Get<std::string>(row, 2));
    project.set_services(found->Get<int32_t>(row, 3));
    for (std::string& team : found->Get<std::vector<std::string>>(row, 4))
      project.add_team_ids(std::move(team));
  }
  const auto skills = connection.Run(kSkills, Params().Add(scope.county));
  for (int row = 0; row < skills->rows(); ++row) facts.add_arts_skills(skills->Get<std::string>(row, 0));
}

}  // namespace diandan::orders
