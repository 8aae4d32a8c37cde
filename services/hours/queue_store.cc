#include "services/hours/queue_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/table.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;
using db::Table;

template <typename Row>
std::vector<Row> Decode(const db::ResultPtr& result) {
  std::vector<Row> rows;
  rows.reserve(result->rows());
  for (int i = 0; i < result->rows(); ++i) rows.push_back(Table<Row>::Decode(*result, i));
  return rows;
}

template <typename Row>
std::string Select(const char* condition) {
  return absl::StrCat("SELECT ", Table<Row>::ColumnList("x"), " FROM ", Row::kTable,
                      " AS x WHERE x.county_id = $1 AND ", condition);
}

constexpr char kNotBefore[] = "0001-01-01 00:00:00+00";
constexpr char kNilUuid[] = "00000000-0000-0000-0000-000000000000";

// $n, $n+1: the last row shown.
void AddPage(Params& params, const Page& page) {
  params.AddText(page.after.size() == 2 ? page.after[0] : kNotBefore);
  params.AddText(page.after.size() == 2 ? page.after[1] : kNilUuid);
}

// At or below one of these paths.
std::string Below(db::Where& where, const std::vector<std::string>& paths) {
  return absl::StrCat("EXISTS (SELECT FROM unnest(", where.Param(paths),
                      ") AS p WHERE x.station_path = p OR starts_with(x.station_path, p || '.'))");
}

void Narrow(db::Where& where, const Visible& visible) {
  if (visible.all) return;
  where.And(absl::StrCat("(x.team_id = ANY (", where.Param(visible.teams), ") OR ",
                         Below(where, visible.paths), ")"));
}

// Points first, then age in microseconds: one number, so that pages continue where they ended.
constexpr char kRiskiestFirst[] =
    "((100 - coalesce((SELECT r.points FROM risk AS r WHERE r.county_id = x.county_id AND r.id = x.id), 0))"
    "::int8 * 10000000000000000 + (extract(epoch FROM x.created_at) * 1000000)::int8)";

std::optional<std::string> OrNull(const Uuid& id) {
  return id.is_nil() ? std::nullopt : std::optional(id.ToString());
}

}  // namespace

// The states stand in the text, so that the planner finds the index made for them.
StatusOr<db::SortedRows<EntryRow>> EntryQueue(Connection& db, const QueueFilter& filter, const Page& page) {
  const bool waiting = filter.state == v1::ENTRY_STATE_UNSPECIFIED;
  const db::OrderBy order(filter.order_by, waiting ? "risk" : "create_time",
                          {{"risk", kRiskiestFirst, "int8"},
                           {"create_time", "x.created_at", "timestamptz"},
                           {"start_time", "x.start_at", "timestamptz"},
                           {"settle_time", "x.settled_at", "timestamptz", /*nullable=*/true}});
  db::Where where;
  where.And("x.county_id = ", filter.county);
  where.And(waiting ? "x.state IN ('PENDING', 'SECOND')"
                    : absl::StrCat("x.state = '", v1::EntryState_Name(filter.state), "'"));
  if (filter.grade != v1::GRADE_UNSPECIFIED) where.And("x.grade = ", filter.grade);
  if (!filter.team.is_nil()) where.And("x.team_id = ", filter.team);
  if (!filter.station_path.empty()) where.And(Below(where, {filter.station_path}));
  Narrow(where, filter.visible);
  return db::ReadSorted<EntryRow>(db, order, where, page);
}

std::vector<EntryRow> EntriesOfOrder(Connection& db, CountyId county, const Uuid& order) {
  static const std::string kSql = Select<EntryRow>("x.order_id = $2 ORDER BY x.created_at, x.id LIMIT 500");
  return Decode<EntryRow>(db.Run(kSql, Params().Add(county).Add(order)));
}

std::vector<EntryRow> LatestEntries(Connection& db, CountyId county, const Uuid& volunteer, int limit) {
  static const std::string kSql =
      Select<EntryRow>("x.volunteer_id = $2 ORDER BY x.start_at DESC, x.id LIMIT $3");
  return Decode<EntryRow>(db.Run(kSql, Params().Add(county).Add(volunteer).Add(limit)));
}

std::vector<EntryRow> EntriesOfPersonNear(Connection& db, const EntryRow& entry, absl::Time from,
                                          absl::Time to, int limit) {
  static const std::string kSql = Select<EntryRow>(
      "x.volunteer_id = $2 AND x.start_at < $4 AND x.end_at > $3 AND x.id <> $5"
      " ORDER BY x.start_at, x.id LIMIT $6");
  return Decode<EntryRow>(db.Run(
      kSql,
      Params().Add(entry.county_id).Add(entry.volunteer_id).Add(from).Add(to).Add(entry.id).Add(limit)));
}

std::vector<EntryRow> LatestOfTeam(Connection& db, const EntryRow& entry, const Visible& visible, int limit) {
  db::Where where;
  where.And("x.county_id = ", entry.county_id);
  where.And("x.team_id = ", entry.team_id);
  where.And("x.id <> ", entry.id);
  Narrow(where, visible);
  const std::string most = where.Param(static_cast<int32_t>(limit));
  return Decode<EntryRow>(
      db.Run(absl::StrCat("SELECT ", Table<EntryRow>::ColumnList("x"), " FROM entry AS x WHERE ",
                          where.text(), " ORDER BY x.start_at DESC, x.id DESC LIMIT ", most),
             where.params()));
}

std::vector<EntryRow> EntriesOnNotice(Connection& db, CountyId county, bool back_filled, const Page& page) {
  static const std::string kSql = Select<EntryRow>(
      "x.notice_until IS NOT NULL AND (NOT $2::bool OR x.grade = 'D')"
      " AND (x.notice_until, x.id) > ($3::timestamptz, $4::uuid) ORDER BY x.notice_until, x.id LIMIT $5");
  Params params = Params().Add(county).Add(back_filled);
  AddPage(params, page);
  return Decode<EntryRow>(db.Run(kSql, params.Add(page.size + 1)));
}

std::vector<CorrectionRow> CaseQueue(Connection& db, const CaseFilter& filter, const Page& page) {
  static const std::string kSql = Select<CorrectionRow>(
      "x.state = $2 AND ($3::uuid IS NULL OR x.volunteer_id = $3)"
      " AND ($4::bool OR x.team_id = ANY ($5::uuid[]) OR EXISTS (SELECT FROM unnest($6::text[]) AS p"
      " WHERE x.station_path = p OR starts_with(x.station_path, p || '.')))"
      " AND (x.created_at, x.id) > ($7::timestamptz, $8::uuid) ORDER BY x.created_at, x.id LIMIT $9");
  bool open = filter.state == v1::CORRECTION_STATE_UNSPECIFIED;
  Params params;
  params.Add(filter.county).Add(open ? v1::CORRECTION_OPEN : filter.state).AddText(OrNull(filter.volunteer));
  params.Add(filter.visible.all).Add(filter.visible.teams).Add(filter.visible.paths);
  AddPage(params, page);
  return Decode<CorrectionRow>(db.Run(kSql, params.Add(page.size + 1)));
}

std::vector<std::string> QueueKey(absl::Time created_at, const Uuid& id) {
  return {db::EncodeTime(created_at), id.ToString()};
}

}  // namespace diandan::hours
