#include "services/orders/figures_store.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "services/base/interval.h"
#include "services/base/request_fields.h"
#include "services/db/codec.h"

namespace diandan::orders {
namespace {

constexpr absl::Duration kWeek = absl::Hours(7 * 24);
constexpr int kWeeks = 12;
constexpr int kContentFrom = 4;  // of 5

// Orders in scope as $1 county, $2 path, $3 and $4 the paths below it, $5 from, $6 until; each with its
// standing rating of the people served. '/' is the character after '.'.
constexpr char kInScope[] = R"(
  SELECT o.*, r.score, r.channel FROM service_order o LEFT JOIN LATERAL (
    SELECT score, channel FROM rating r WHERE r.county_id = o.county_id AND r.order_id = o.id
    AND r.rater_kind = 'RESIDENT' AND NOT r.annulled AND NOT r.outranked
    ORDER BY r.rated_at DESC LIMIT 1) r ON o.completed_at IS NOT NULL
  WHERE o.county_id = $1::int4
  AND (o.station_path = $2::text OR (o.station_path >= $3::text AND o.station_path < $4::text))
  AND o.placed_at >= $5::timestamptz AND o.placed_at < $6::timestamptz)";

constexpr char kAcceptSeconds[] = "extract(epoch FROM o.accepted_at - o.opened_at)";
// With a team now, or withdrawn from one.
constexpr char kAccepted[] =
    "(o.state IN ('ACCEPTED', 'IN_SERVICE', 'COMPLETED', 'VERIFIED', 'REJECTED') OR "
    "(o.state = 'CANCELLED' AND o.prev_state IN ('ACCEPTED', 'IN_SERVICE')))";

constexpr v1::OrderState kStates[] = {v1::PLACED,   v1::OPEN,    v1::ACCEPTED, v1::IN_SERVICE, v1::COMPLETED,
                                      v1::VERIFIED, v1::REFUSED, v1::REJECTED, v1::CANCELLED};

db::Params ParamsOf(const FiguresScope& scope) {
  db::Params params;
  params.Add(scope.county).Add(scope.org_path).Add(scope.org_path + ".").Add(scope.org_path + "/");
  params.Add(scope.from).Add(scope.until);
  return params;
}

// Three columns: how many, the median, the ninth tenth; of the rows where `when` holds.
std::string SpreadOf(const std::string& seconds, const std::string& when) {
  auto at = [&](const char* share) {
    return absl::StrCat("percentile_disc(", share, ") WITHIN GROUP (ORDER BY ", seconds, ") FILTER (WHERE ",
                        when, ")::int8");
  };
  return absl::StrCat("count(*) FILTER (WHERE ", when, ")::int4, ", at("0.5"), ", ", at("0.9"));
}

void ReadSpread(const db::Result& found, int row, int column, v1::Spread& spread) {
  spread.set_count(found.Get<int32_t>(row, column));
  if (spread.count() < kFewestForMedian) return;
  spread.set_median_seconds(found.Get<int64_t>(row, column + 1));
  spread.set_ninth_tenth_seconds(found.Get<int64_t>(row, column + 2));
}

// Three columns: how many, the median, ten times the mean. Whoever places for others is at a form; the rest
// are programs.
constexpr char kTypedColumns[] =
    "count(*) FILTER (WHERE o.on_behalf_by <> '' AND o.redo_of IS NULL)::int4, "
    "percentile_disc(0.5) WITHIN GROUP (ORDER BY o.typed_fields) "
    "FILTER (WHERE o.on_behalf_by <> '' AND o.redo_of IS NULL)::int4, "
    "round(10 * avg(o.typed_fields) FILTER (WHERE o.on_behalf_by <> '' AND o.redo_of IS NULL))::int4";

void ReadTyped(const db::Result& found, int row, int column, v1::TypedFields& typed) {
  typed.set_count(found.Get<int32_t>(row, column));
  if (typed.count() < kFewestForMedian) return;
  typed.set_median(found.Get<int32_t>(row, column + 1));
  typed.set_mean_tenths(found.Get<int32_t>(row, column + 2));
}

std::string ScoreColumns() {
  std::string columns;
  for (int score = 1; score <= 5; ++score)
    absl::StrAppend(&columns, score == 1 ? "" : ", ", "count(*) FILTER (WHERE o.score = ", score, ")::int4");
  return columns;
}

std::string PlacesSql() {
  std::string columns = absl::StrCat(
      "count(*)::int4, count(*) FILTER (WHERE o.state NOT IN ('PLACED', 'REFUSED') AND NOT "
      "(o.state = 'CANCELLED' AND o.prev_state = 'PLACED'))::int4, count(*) FILTER (WHERE ",
      kAccepted,
      ")::int4, count(*) FILTER (WHERE o.state IN ('COMPLETED', 'VERIFIED', 'REJECTED'))::int4, "
      "count(*) FILTER (WHERE o.state IN ('PLACED', 'OPEN') AND o.deadline < $7::timestamptz)::int4, "
      "count(*) FILTER (WHERE o.state = 'OPEN' AND o.level IN ('COUNTY', 'CLERK_LIST'))::int4, "
      "count(o.score)::int4, count(*) FILTER (WHERE o.on_behalf_by <> '')::int4, ",
      ScoreColumns());
  for (v1::OrderState state : kStates)
    absl::StrAppend(&columns, ", count(*) FILTER (WHERE o.state = '", v1::OrderState_Name(state), "')::int4");
  absl::StrAppend(&columns, ", ",
                  SpreadOf("extract(epoch FROM o.opened_at - o.placed_at)",
                           "o.opened_at IS NOT NULL AND o.approver <> ''"),
                  ", ",
                  SpreadOf(kAcceptSeconds, absl::StrCat("o.opened_at <= o.accepted_at AND ", kAccepted)),
                  ", ", kTypedColumns);
  return absl::StrCat(
      "SELECT o.child, o.channel, grouping(o.child, o.channel), ", columns,
      " FROM (SELECT s.*, CASE WHEN s.station_path = $2::text "
      "THEN $2::text ELSE $3::text || split_part(substr(s.station_path, length($3::text) + 1), "
      "'.', 1) END AS child FROM (",
      kInScope,
      ") s) o GROUP BY GROUPING SETS ((o.child), (o.channel), ()) ORDER BY o.child COLLATE \"C\", o.channel");
}

// What a row of PlacesSql is of, as grouping() says it.
enum RowKind { kPlaceRow = 1, kChannelRow = 2, kAllRow = 3 };
constexpr int kPlaceColumns = 3, kScoreColumns = kPlaceColumns + 8;

void ReadPlace(const db::Result& found, int row, v1::PlaceFigures& place) {
  int column = kPlaceColumns;
  auto next = [&] { return found.Get<int32_t>(row, column++); };
  place.set_placed(next());
  place.set_approved(next());
  place.set_accepted(next());
  place.set_served(next());
  place.set_overdue(next());
  place.set_county_wide(next());
  place.set_answered(next());
  place.set_on_behalf(next());
  for (int score = 1; score <= 5; ++score) place.add_scores(next());
  for (v1::OrderState state : kStates) {
    const int32_t orders = next();
    if (orders == 0) continue;
    auto& count = *place.add_states();
    count.set_state(state);
    count.set_orders(orders);
    if (state == v1::VERIFIED) place.set_verified(orders);
  }
  place.set_asked(place.served());
  ReadSpread(found, row, column, *place.mutable_answer());
  ReadSpread(found, row, column + 3, *place.mutable_accept());
  ReadTyped(found, row, column + 6, *place.mutable_typed());
}

template <typename Scores>
v1::RateFigure ContentOf(const Scores& scores) {
  v1::RateFigure content;
  for (int score = 1; score <= 5; ++score) {
    content.set_of(content.of() + scores.Get(score - 1));
    if (score >= kContentFrom) content.set_hits(content.hits() + scores.Get(score - 1));
  }
  const RateInterval range = WilsonInterval(content.hits(), content.of());
  content.set_low_per_mille(static_cast<int32_t>(std::lround(range.low * 1000)));
  content.set_high_per_mille(static_cast<int32_t>(std::lround(range.high * 1000)));
  return content;
}

void AddChannel(const db::Result& found, int row, v1::Figures& figures) {
  v1::RatingChannel channel;
  // Unrated orders have none.
  if (found.null(row, 1) || !v1::RatingChannel_Parse(found.Get<std::string>(row, 1), &channel)) return;
  auto& out = *figures.add_channels();
  out.set_channel(channel);
  for (int score = 0; score < 5; ++score) out.add_scores(found.Get<int32_t>(row, kScoreColumns + score));
  *out.mutable_content() = ContentOf(out.scores());
}

}  // namespace

void CountPlaces(db::Connection& connection, const FiguresScope& scope, absl::Time now,
                 v1::Figures& figures) {
  static const std::string sql = PlacesSql();
  const auto found = connection.Run(sql, ParamsOf(scope).Add(now));
  for (int row = 0; row < found->rows(); ++row) {
    const auto kind = found->Get<int32_t>(row, 2);
    if (kind == kChannelRow) {
      AddChannel(*found, row, figures);
      continue;
    }
    v1::PlaceFigures& place = kind == kAllRow ? *figures.mutable_all() : *figures.add_places();
    place.set_org_path(kind == kAllRow ? scope.org_path : found->Get<std::string>(row, 0));
    ReadPlace(*found, row, place);
    *place.mutable_content() = ContentOf(place.scores());
  }
}

void CountWeeks(db::Connection& connection, const FiguresScope& scope, absl::Time now, v1::Figures& figures) {
  FiguresScope weeks = scope;
  weeks.until = std::min(scope.until, now);
  weeks.from = weeks.until - kWeeks * kWeek;
  static const std::string sql = absl::StrCat(
      "SELECT date_trunc('week', o.placed_at AT TIME ZONE 'UTC' + interval '8 hours') AT TIME ZONE 'UTC' - "
      "interval '8 hours', count(*)::int4, ",
      SpreadOf(kAcceptSeconds, absl::StrCat("o.opened_at <= o.accepted_at AND ", kAccepted)), " FROM (",
      kInScope, ") o GROUP BY 1 ORDER BY 1");
  const auto found = connection.Run(sql, ParamsOf(weeks));
  for (int row = 0; row < found->rows(); ++row) {
    auto& week = *figures.add_weeks();
    *week.mutable_start_time() = ToTimestamp(found->Get<absl::Time>(row, 0));
    week.set_placed(found->Get<int32_t>(row, 1));
    ReadSpread(*found, row, 2, *week.mutable_accept());
  }
}

}  // namespace diandan::orders
