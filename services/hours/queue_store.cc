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

std::optional<std::string> OrNull(const Uuid& id) {
  return id.is_nil() ? std::nullopt : std::optional(id.ToString());
}

}  // namespace

// The two states of the default queue stand in the text, so that the planner finds the partial index.
std::vector<EntryRow> EntryQueue(Connection& db, const QueueFilter& filter, const Page& page) {
  static const std::string kRest =
      " AND ($2::text IS NULL OR x.grade = $2) AND ($3::uuid IS NULL OR x.team_id = $3)"
      " AND ($4::text = '' OR x.station_path = $4 OR starts_with(x.station_path, $4 || '.'))"
      " AND ($5::bool OR x.team_id = ANY ($6::uuid[]) OR EXISTS (SELECT FROM unnest($7::text[]) AS p"
      " WHERE x.station_path = p OR starts_with(x.station_path, p || '.')))"
      " AND (x.created_at, x.id) > ($8::timestamptz, $9::uuid) ORDER BY x.created_at, x.id LIMIT $10";
  static const std::string kWaiting =
      absl::StrCat(Select<EntryRow>("x.state IN ('PENDING', 'SECOND')"), kRest);
  static const std::string kInState = absl::StrCat(Select<EntryRow>("x.state = $11"), kRest);
  Params params;
  params.Add(filter.county);
  params.AddText(filter.grade == v1::GRADE_UNSPECIFIED ? std::nullopt
                                                       : std::optional(v1::Grade_Name(filter.grade)));
  params.AddText(OrNull(filter.team));
  params.Add(filter.station_path).Add(filter.visible.all).Add(filter.visible.teams).Add(filter.visible.paths);
  AddPage(params, page);
  params.Add(page.size + 1);
  if (filter.state == v1::ENTRY_STATE_UNSPECIFIED) return Decode<EntryRow>(db.Run(kWaiting, params));
  return Decode<EntryRow>(db.Run(kInState, params.Add(filter.state)));
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
