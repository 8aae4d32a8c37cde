#include "services/matching/fairness_store.h"

#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/fairness_service.pb.h"
#include "services/db/codec.h"

namespace diandan::matching {
namespace {

std::string HowMany(v1::OrderFate fate) {
  return absl::StrCat("count(*) FILTER (WHERE fate = '", v1::OrderFate_Name(fate), "')::int4");
}

// In the order in which ReadTally takes them.
std::string TallyColumns() {
  auto waited = [](const char* share) {
    return absl::StrCat("extract(epoch FROM percentile_disc(", share,
                        ") WITHIN GROUP (ORDER BY taken_at - let_through_at) FILTER (WHERE taken_at IS NOT "
                        "NULL))::int8");
  };
  return absl::StrCat("count(*)::int4, ", HowMany(v1::SERVED), ", ", HowMany(v1::UNDER_WAY), ", ",
                      HowMany(v1::WAITING_FOR_TEAM), ", ", HowMany(v1::NOBODY_FOUND), ", ",
                      HowMany(v1::WITHDRAWN), ", count(taken_at)::int4, ", waited("0.5"), ", ",
                      waited("0.9"));
}

constexpr char kDemands[] =
    " FROM order_mirror WHERE county_id = $1::int4 AND let_through_at >= $2::timestamptz AND "
    "NOT activity";

ServedTally ReadTally(const db::Result& found, int row, int column) {
  ServedTally tally;
  for (int32_t* count : {&tally.let_through, &tally.served, &tally.under_way, &tally.waiting, &tally.unserved,
                         &tally.withdrawn, &tally.taken})
    *count = found.Get<int32_t>(row, column++);
  if (!found.null(row, column)) tally.median_seconds = found.Get<int64_t>(row, column);
  if (!found.null(row, column + 1)) tally.ninth_tenth_seconds = found.Get<int64_t>(row, column + 1);
  return tally;
}

}  // namespace

CountyTally CountByTownship(db::Connection& connection, CountyId county, absl::Time since) {
  static const std::string sql =
      absl::StrCat("SELECT grouping(township_path)::int4, township_path, ", TallyColumns(), kDemands,
                   " GROUP BY GROUPING SETS ((), (township_path)) ORDER BY township_path COLLATE \"C\"");
  const auto found = connection.Run(sql, db::Params().Add(county).Add(since));
  CountyTally tallies;
  for (int row = 0; row < found->rows(); ++row) {
    ServedTally tally = ReadTally(*found, row, 2);
    if (found->Get<int32_t>(row, 0) == 1) {
      tallies.county = std::move(tally);
      continue;
    }
    tally.township_path = found->Get<std::string>(row, 1);
    tallies.townships.push_back(std::move(tally));
  }
  return tallies;
}

std::vector<ServedTally> CountByLanguage(db::Connection& connection, CountyId county, absl::Time since,
                                         const std::string& township_path) {
  static const std::string sql =
      absl::StrCat("SELECT language, language_required, ", TallyColumns(), kDemands,
                   " AND ($3::text = '' OR township_path = $3::text) GROUP BY language, language_required "
                   "ORDER BY language COLLATE \"C\", language_required DESC");
  const auto found = connection.Run(sql, db::Params().Add(county).Add(since).Add(township_path));
  std::vector<ServedTally> tallies;
  for (int row = 0; row < found->rows(); ++row) {
    ServedTally& tally = tallies.emplace_back(ReadTally(*found, row, 2));
    tally.language = found->Get<std::string>(row, 0);
    tally.language_required = found->Get<bool>(row, 1);
  }
  return tallies;
}

std::vector<TeamWork> CountTeamWork(db::Connection& connection, CountyId county, absl::Time since) {
  const auto found = connection.Run(
      "SELECT t.weekly_slots, coalesce(w.half_days, 0)::int4 FROM team AS t LEFT JOIN ("
      "SELECT booked_team, sum(cardinality(booked)) AS half_days FROM order_mirror WHERE county_id = "
      "$1::int4 "
      "AND let_through_at >= $2::timestamptz AND booked_team IS NOT NULL "
      "GROUP BY booked_team) AS w ON w.booked_team = t.id WHERE t.county_id = $1::int4 AND NOT t.suspended",
      db::Params().Add(county).Add(since));
  std::vector<TeamWork> teams;
  for (int row = 0; row < found->rows(); ++row)
    teams.push_back({found->Get<int32_t>(row, 0), found->Get<int32_t>(row, 1)});
  return teams;
}

}  // namespace diandan::matching
