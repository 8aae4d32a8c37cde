#include "services/matching/fairness_store.h"

#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/fairness_service.pb.h"
#include "services/db/codec.h"

namespace diandan::matching {
namespace {

std::string HowMany(v1::OrderFate fate) {
  return absl::StrCat("count(*) FILTER (WHERE fate = '", v1::OrderFate_Name(fate), "')::int4");
}

constexpr char kDemands[] =
    " FROM order_mirror WHERE county_id = $1::int4 AND let_through_at >= $2::timestamptz AND "
    "NOT activity AND fate <> 'ORDER_FATE_UNSPECIFIED' GROUP BY ";

}  // namespace

std::vector<ServedTally> CountServed(db::Connection& connection, CountyId county, absl::Time since) {
  // The waits come as they are: the database would sort them once for every way they are summed.
  static const std::string sql =
      absl::StrCat("SELECT township_path, language, language_required, count(*)::int4, ", HowMany(v1::SERVED),
                   ", ", HowMany(v1::NOBODY_FOUND), ", ", HowMany(v1::UNDER_WAY), ", ",
                   HowMany(v1::WAITING_FOR_TEAM), ", ", HowMany(v1::WITHDRAWN),
                   ", coalesce(array_agg(extract(epoch FROM taken_at - let_through_at)::int4) FILTER (WHERE "
                   "taken_at IS NOT "
                   "NULL), '{}')",
                   kDemands, "township_path, language, language_required");
  const auto found = connection.Run(sql, db::Params().Add(county).Add(since));
  std::vector<ServedTally> tallies;
  for (int row = 0; row < found->rows(); ++row) {
    ServedTally& tally = tallies.emplace_back();
    tally.township_path = found->Get<std::string>(row, 0);
    tally.language = found->Get<std::string>(row, 1);
    tally.language_required = found->Get<bool>(row, 2);
    int column = 3;
    for (int32_t* count : {&tally.let_through, &tally.count.served, &tally.count.unserved, &tally.under_way,
                           &tally.waiting, &tally.withdrawn})
      *count = found->Get<int32_t>(row, column++);
    tally.waits = found->Get<std::vector<int32_t>>(row, column);
  }
  return tallies;
}

std::vector<TownshipCount> CountEnded(db::Connection& connection, CountyId county, absl::Time since) {
  static const std::string sql = absl::StrCat("SELECT township_path, ", HowMany(v1::SERVED), ", ",
                                              HowMany(v1::NOBODY_FOUND), kDemands, "township_path");
  const auto found = connection.Run(sql, db::Params().Add(county).Add(since));
  std::vector<TownshipCount> counts;
  for (int row = 0; row < found->rows(); ++row)
    counts.push_back(
        {found->Get<std::string>(row, 0), {found->Get<int32_t>(row, 1), found->Get<int32_t>(row, 2)}});
  return counts;
}

std::vector<TeamWork> CountTeamWork(db::Connection& connection, CountyId county, absl::Time since) {
  const auto found = connection.Run(
      "SELECT t.weekly_slots, coalesce(w.half_days, 0)::int4 FROM team AS t LEFT JOIN ("
      "SELECT booked_team, sum(half_days) AS half_days FROM order_mirror WHERE county_id = "
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
