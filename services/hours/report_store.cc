#include "services/hours/report_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/db/codec.h"

namespace diandan::hours {
namespace {

using db::Params;

constexpr char kStationBelow[] =
    "($2::text = '' OR e.station_path = $2::text OR starts_with(e.station_path, $2::text || '.'))";
constexpr char kInPeriod[] = "e.start_at >= $3::timestamptz";
constexpr char kInYear[] = "e.start_at >= $5::timestamptz";
// $6 days, $7 their deadlines: found by halving, no table is joined.
constexpr char kRecordDeadline[] = "($7::timestamptz[])[width_bucket(e.end_at, $6::timestamptz[])]";

std::string TimesArray(const std::vector<absl::Time>& times) {
  return absl::StrCat("{",
                      absl::StrJoin(times, ",",
                                    [](std::string* out, absl::Time at) {
                                      absl::StrAppend(out, "\"", db::Codec<absl::Time>::Encode(at), "\"");
                                    }),
                      "}");
}

Params GivenParams(const GivenScope& scope) {
  return Params()
      .Add(scope.county)
      .Add(scope.org_path)
      .Add(scope.from)
      .Add(scope.until)
      .Add(scope.year_from)
      .AddText(TimesArray(scope.deadlines.days))
      .AddText(TimesArray(scope.deadlines.deadlines));
}

// Those that wait and those that are decided stand behind different indexes.
std::string EntriesOf(const char* states) {
  return absl::StrCat(
      "SELECT volunteer_id, station_path, state, start_at, end_at, settled_at, posted_minutes FROM entry "
      "WHERE county_id = $1::int4 AND state IN (",
      states, ") AND start_at >= least($3::timestamptz, $5::timestamptz) AND start_at < $4::timestamptz");
}

std::string GivenSql() {
  const auto count = [](const std::string& when) {
    return absl::StrCat("count(*) FILTER (WHERE ", when, ")::int4");
  };
  const auto minutes = [](const std::string& when) {
    return absl::StrCat("coalesce(sum(e.posted_minutes) FILTER (WHERE ", when, "), 0)::int8");
  };
  const std::string period = absl::StrCat("e.state = 'POSTED' AND ", kInPeriod);
  const std::string year = absl::StrCat("e.state = 'POSTED' AND ", kInYear);
  const std::string over =
      absl::StrCat("(e.settled_at IS NOT NULL OR ", kRecordDeadline, " <= $8::timestamptz)");
  return absl::StrCat("SELECT e.volunteer_id, e.station_path, ", count(period), ", ", minutes(period), ", ",
                      count(year), ", ", minutes(year), ", ", count(absl::StrCat(kInPeriod, " AND ", over)),
                      ", ", count(absl::StrCat(kInPeriod, " AND e.settled_at < ", kRecordDeadline)),
                      " FROM (", EntriesOf("'POSTED', 'NOTICE', 'RETURNED'"), " UNION ALL ",
                      EntriesOf("'PENDING', 'SECOND'"), ") e WHERE ", kStationBelow,
                      " GROUP BY e.volunteer_id, e.station_path ORDER BY e.volunteer_id");
}

}  // namespace

std::vector<GivenRow> ReadGiven(db::Connection& connection, const GivenScope& scope) {
  static const std::string sql = GivenSql();
  const auto found = connection.Run(sql, GivenParams(scope).Add(scope.now));
  std::vector<GivenRow> rows(static_cast<size_t>(found->rows()));
  for (int i = 0; i < found->rows(); ++i) {
    GivenRow& row = rows[static_cast<size_t>(i)];
    row.volunteer = found->Get<Uuid>(i, 0);
    row.station_path = found->Get<std::string>(i, 1);
    row.services = found->Get<int32_t>(i, 2);
    row.minutes = found->Get<int64_t>(i, 3);
    row.year_services = found->Get<int32_t>(i, 4);
    row.year_minutes = found->Get<int64_t>(i, 5);
    row.records_due = found->Get<int32_t>(i, 6);
    row.records_kept = found->Get<int32_t>(i, 7);
  }
  return rows;
}

std::vector<v1::ReportStep> CountSteps(db::Connection& connection, const GivenScope& scope,
                                       const std::vector<absl::Time>& edges,
                                       const std::optional<std::vector<Uuid>>& volunteers) {
  static const std::string kSql = absl::StrCat(
      "SELECT width_bucket(e.start_at, $5::timestamptz[])::int4, sum(e.posted_minutes)::int8, count(*)::int4 "
      "FROM entry e WHERE e.county_id = $1::int4 AND e.state = 'POSTED' AND e.start_at >= $3::timestamptz "
      "AND e.start_at < $4::timestamptz AND ($6::uuid[] IS NULL OR e.volunteer_id = ANY ($6::uuid[])) AND ",
      kStationBelow, " GROUP BY 1");
  std::vector<v1::ReportStep> steps(edges.size());
  for (size_t i = 0; i < edges.size(); ++i)
    steps[i].mutable_start_time()->set_seconds(absl::ToUnixSeconds(edges[i]));
  Params params;
  params.Add(scope.county).Add(scope.org_path).Add(scope.from).Add(scope.until).AddText(TimesArray(edges));
  params.Add(volunteers);
  const auto found = connection.Run(kSql, params);
  for (int i = 0; i < found->rows(); ++i) {
    v1::ReportStep& step = steps.at(static_cast<size_t>(found->Get<int32_t>(i, 0) - 1));
    step.set_minutes(found->Get<int64_t>(i, 1));
    step.set_services(found->Get<int32_t>(i, 2));
  }
  return steps;
}

std::vector<RecordRow> ReadRecords(db::Connection& connection, const GivenScope& scope, const RecordRow* last,
                                   int limit) {
  static const std::string kSql = absl::StrCat(
      "SELECT e.id, e.start_at, e.end_at, e.settled_at, e.order_number, e.station_path, e.team_id, "
      "e.volunteer_id, "
      "e.posted_minutes, e.grade, e.settled_at < ",
      kRecordDeadline,
      " FROM entry e WHERE e.county_id = $1::int4 AND e.state = 'POSTED' AND e.start_at >= $3::timestamptz "
      "AND e.start_at < $4::timestamptz AND $5::timestamptz IS NOT NULL "
      "AND (e.start_at, e.id) > ($8::timestamptz, $9::uuid) AND ",
      kStationBelow, " ORDER BY e.start_at, e.id LIMIT $10::int4");
  Params params = GivenParams(scope);
  params.Add(last == nullptr ? scope.from : last->start_at);
  params.Add(last == nullptr ? Uuid{} : last->id).Add(limit);
  const auto found = connection.Run(kSql, params);
  std::vector<RecordRow> rows(static_cast<size_t>(found->rows()));
  for (int i = 0; i < found->rows(); ++i) {
    RecordRow& row = rows[static_cast<size_t>(i)];
    row.id = found->Get<Uuid>(i, 0);
    row.start_at = found->Get<absl::Time>(i, 1);
    row.end_at = found->Get<absl::Time>(i, 2);
    row.settled_at = found->Get<absl::Time>(i, 3);
    row.order_number = found->Get<std::string>(i, 4);
    row.station_path = found->Get<std::string>(i, 5);
    row.team_id = found->Get<Uuid>(i, 6);
    row.volunteer_id = found->Get<Uuid>(i, 7);
    row.minutes = found->Get<int32_t>(i, 8);
    row.grade = found->Get<v1::Grade>(i, 9);
    row.in_time = found->Get<bool>(i, 10);
  }
  return rows;
}

}  // namespace diandan::hours
