#include "services/orders/rating_rates_store.h"

#include <cmath>
#include <map>

#include "services/base/interval.h"

namespace diandan::orders {
namespace {

// $1 county, $2 path, $3 and $4 the paths below it, $5 from, $6 until. Each order with the way its standing
// rating of the people served came, '' without one. '/' is the character after '.'.
constexpr char kRatesSql[] = R"(
  SELECT s.child, s.team_id, s.channel, grouping(s.child, s.team_id), count(*)::int4 FROM (
    SELECT o.team_id, COALESCE(r.channel, '') AS channel, CASE WHEN o.station_path = $2::text THEN $2::text
      ELSE $3::text || split_part(substr(o.station_path, length($3::text) + 1), '.', 1) END AS child
    FROM service_order o LEFT JOIN LATERAL (
      SELECT channel FROM rating r WHERE r.county_id = o.county_id AND r.order_id = o.id
      AND r.rater_kind = 'RESIDENT' AND NOT r.annulled AND NOT r.outranked
      ORDER BY r.rated_at DESC LIMIT 1) r ON true
    WHERE o.county_id = $1::int4 AND o.completed_at >= $5::timestamptz AND o.completed_at < $6::timestamptz
    AND o.state IN ('COMPLETED', 'VERIFIED', 'REJECTED')
    AND (o.station_path = $2::text OR (o.station_path >= $3::text AND o.station_path < $4::text))) s
  GROUP BY GROUPING SETS ((s.child, s.channel), (s.team_id, s.channel), (s.channel))
  ORDER BY s.child COLLATE "C", s.team_id, s.channel)";

// What a row is of, as grouping() says it.
enum RateRow { kOfPlace = 1, kOfTeam = 2, kOfAll = 3 };

constexpr v1::RatingChannel kChannels[] = {v1::RATING_SECRET, v1::RATING_CALL_BACK, v1::ON_BEHALF,
                                           v1::RATING_CHANNEL_UNSPECIFIED};

using Counts = std::map<v1::RatingChannel, int32_t>;

void FillShare(int32_t hits, int32_t of, v1::ShareOf& share) {
  const RateInterval range = WilsonInterval(hits, of);
  share.set_hits(hits);
  share.set_of(of);
  share.set_low_per_mille(static_cast<int32_t>(std::lround(range.low * 1000)));
  share.set_high_per_mille(static_cast<int32_t>(std::lround(range.high * 1000)));
}

void FillRates(const Counts& counts, v1::RatesOf& rates) {
  const auto times = [&](v1::RatingChannel channel) {
    const auto found = counts.find(channel);
    return found == counts.end() ? 0 : found->second;
  };
  int32_t closed = 0;
  for (const auto& [channel, orders] : counts) closed += orders;
  rates.set_closed(closed);
  for (const v1::RatingChannel channel : kChannels) {
    v1::ChannelRate& rate = *rates.add_channels();
    rate.set_channel(channel);
    FillShare(times(channel), closed, *rate.mutable_share());
  }
  FillShare(closed - times(v1::RATING_CHANNEL_UNSPECIFIED), closed, *rates.mutable_answered());
  FillShare(times(v1::RATING_SECRET) + times(v1::RATING_CALL_BACK), closed, *rates.mutable_in_person());
}

}  // namespace

void CountRates(db::Connection& connection, const RatesScope& scope, v1::RatingRates& rates) {
  const auto found = connection.Run(kRatesSql, db::Params()
                                                   .Add(scope.county)
                                                   .Add(scope.org_path)
                                                   .Add(scope.org_path + ".")
                                                   .Add(scope.org_path + "/")
                                                   .Add(scope.from)
                                                   .Add(scope.until));
  Counts all;
  std::map<std::string, Counts> places;
  std::map<Uuid, Counts> teams;
  for (int row = 0; row < found->rows(); ++row) {
    v1::RatingChannel channel = v1::RATING_CHANNEL_UNSPECIFIED;
    v1::RatingChannel_Parse(found->Get<std::string>(row, 2), &channel);
    const auto kind = found->Get<int32_t>(row, 3);
    Counts& counts = kind == kOfPlace  ? places[found->Get<std::string>(row, 0)]
                     : kind == kOfTeam ? teams[found->Get<Uuid>(row, 1)]
                                       : all;
    counts[channel] += found->Get<int32_t>(row, 4);
  }
  FillRates(all, *rates.mutable_all());
  for (const auto& [path, counts] : places) {
    v1::RatesOf& place = *rates.add_places();
    place.set_org_path(path);
    FillRates(counts, place);
  }
  for (const auto& [team, counts] : teams) {
    v1::RatesOf& one = *rates.add_teams();
    one.set_team(ResourceNameOf(scope.county, "teams", team));
    FillRates(counts, one);
  }
}

}  // namespace diandan::orders
