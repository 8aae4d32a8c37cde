#include "services/hours/ledger_store.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "services/db/table.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;
using db::Table;

}  // namespace

Sums VolunteerSums(Connection& db, CountyId county, const Uuid& volunteer) {
  static const std::string kAccount =
      "SELECT balance, services FROM account WHERE county_id = $1 AND volunteer_id = $2 AND ledger = "
      "'MINUTES'";
  static const std::string kPending =
      "SELECT coalesce(sum(reported_minutes), 0)::int8 FROM entry "
      "WHERE county_id = $1 AND volunteer_id = $2 AND state NOT IN ('POSTED', 'VOIDED')";
  Sums sums;
  auto account = db.Run(kAccount, Params().Add(county).Add(volunteer));
  if (account->rows() > 0) {
    sums.posted = account->Get<int64_t>(0, 0);
    sums.services = account->Get<int32_t>(0, 1);
  }
  sums.pending = db.Run(kPending, Params().Add(county).Add(volunteer))->Get<int64_t>(0, 0);
  return sums;
}

std::vector<CountyId> ServedCounties(Connection& db, CountyId home, const Uuid& volunteer) {
  static const std::string kSql =
      "SELECT service_county FROM served_county WHERE county_id = $1 AND volunteer_id = $2 ORDER BY 1";
  auto found = db.Run(kSql, Params().Add(home).Add(volunteer));
  std::vector<CountyId> counties;
  for (int i = 0; i < found->rows(); ++i) counties.push_back(found->Get<int32_t>(i, 0));
  return counties;
}

std::vector<MemberSums> TeamSums(Connection& db, CountyId county, const Uuid& team, absl::Time from,
                                 absl::Time to) {
  static const std::string kSql =
      "SELECT volunteer_id, min(home_county), sum(posted_minutes)::int8, "
      "coalesce(sum(reported_minutes) FILTER (WHERE state NOT IN ('POSTED', 'VOIDED')), 0)::int8, "
      "count(*) FILTER (WHERE state = 'POSTED')::int4 FROM entry WHERE county_id = $1 AND team_id = $2 "
      "AND start_at >= $3 AND start_at < $4 GROUP BY volunteer_id ORDER BY volunteer_id";
  auto found = db.Run(kSql, Params().Add(county).Add(team).Add(from).Add(to));
  std::vector<MemberSums> members;
  for (int i = 0; i < found->rows(); ++i) {
    members.push_back({found->Get<Uuid>(i, 0),
                       found->Get<int32_t>(i, 1),
                       {found->Get<int64_t>(i, 2), found->Get<int64_t>(i, 3), found->Get<int32_t>(i, 4)}});
  }
  return members;
}

std::vector<PlaceSums> SumsOfPlaces(Connection& db, CountyId county, const std::string& path, absl::Time from,
                                    absl::Time to) {
  static const std::string kSql =
      "SELECT e.child, coalesce(sum(e.posted_minutes), 0)::int8, "
      "coalesce(sum(e.reported_minutes) FILTER (WHERE e.state NOT IN ('POSTED', 'VOIDED')), 0)::int8, "
      "count(*) FILTER (WHERE e.state = 'POSTED')::int4, "
      "count(*) FILTER (WHERE e.state NOT IN ('POSTED', 'VOIDED'))::int4, "
      "count(*) FILTER (WHERE e.state = 'VOIDED')::int4, "
      "count(*) FILTER (WHERE e.state = 'POSTED' AND e.first_reviewer = 'service:hours')::int4 "
      "FROM (SELECT s.*, CASE WHEN s.station_path = $2::text THEN $2::text ELSE $2::text || '.' || "
      "split_part(substr(s.station_path, length($2::text) + 2), '.', 1) END AS child FROM entry AS s "
      "WHERE s.county_id = $1 AND (s.station_path = $2::text OR starts_with(s.station_path, $2::text || "
      "'.')) "
      "AND s.start_at >= $3 AND s.start_at < $4) AS e "
      "GROUP BY GROUPING SETS ((e.child), ()) ORDER BY e.child COLLATE \"C\" NULLS FIRST";
  auto found = db.Run(kSql, Params().Add(county).Add(path).Add(from).Add(to));
  std::vector<PlaceSums> places;
  for (int i = 0; i < found->rows(); ++i) {
    places.push_back({found->null(i, 0) ? "" : found->Get<std::string>(i, 0),
                      {found->Get<int64_t>(i, 1), found->Get<int64_t>(i, 2), found->Get<int32_t>(i, 3)},
                      found->Get<int32_t>(i, 4),
                      found->Get<int32_t>(i, 5),
                      found->Get<int32_t>(i, 6)});
  }
  return places;
}

std::vector<ListedTransfer> Transfers(Connection& db, const TransferFilter& filter, const Page& page) {
  static const std::string kSelect = absl::StrCat(
      "SELECT ", Table<TransferRow>::ColumnList("x"),
      ", e.home_county FROM transfer AS x JOIN entry AS e ON e.county_id = x.county_id AND e.id = "
      "x.entry_id WHERE x.county_id = $1 AND ($2::uuid IS NULL OR x.volunteer_id = $2) "
      "AND ($3::uuid IS NULL OR x.entry_id = $3) AND (x.event_seq, x.id) < ($4::int8, $5::uuid) "
      "ORDER BY x.event_seq DESC, x.id DESC LIMIT $6");
  constexpr int kColumns = db::kColumnCount<TransferRow>;
  bool further = page.after.size() == 2;
  Params params;
  params.Add(filter.county);
  params.Add(filter.volunteer.is_nil() ? std::optional<Uuid>() : filter.volunteer);
  params.Add(filter.entry.is_nil() ? std::optional<Uuid>() : filter.entry);
  params.AddText(further ? page.after[0] : absl::StrCat(std::numeric_limits<int64_t>::max()));
  params.AddText(further ? page.after[1] : "ffffffff-ffff-ffff-ffff-ffffffffffff");
  auto found = db.Run(kSelect, params.Add(page.size + 1));
  std::vector<ListedTransfer> transfers;
  for (int i = 0; i < found->rows(); ++i) {
    transfers.push_back({Table<TransferRow>::Decode(*found, i), found->Get<int32_t>(i, kColumns)});
  }
  return transfers;
}

}  // namespace diandan::hours
