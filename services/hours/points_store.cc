#include "services/hours/points_store.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "services/db/where.h"
#include "services/db/whole_rows.h"

namespace diandan::hours {
namespace {

using db::Connection;
using db::Params;
using db::RowsOf;
using db::Select;
using db::Table;

template <typename Row>
std::optional<Row> PointsRowById(Connection& db, CountyId county, const Uuid& id) {
  static const std::string kSql = absl::StrCat(Select<Row>(), "WHERE t.county_id = $1 AND t.id = $2");
  auto rows = RowsOf<Row>(*db.Run(kSql, Params().Add(county).Add(id)));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::vector<ListedPoints> PointTransfers(Connection& db, CountyId county, const Uuid& volunteer,
                                         const Page& page) {
  constexpr int kColumns = db::kColumnCount<PointTransferRow>;
  db::Where where;
  where.And("x.county_id = ", county);
  if (!volunteer.is_nil()) where.And("x.volunteer_id = ", volunteer);
  if (page.after.size() == 2) {
    const std::string seq = where.Param(page.after[0]), id = where.Param(page.after[1]);
    where.And(absl::StrCat("(x.event_seq, x.id) < (", seq, "::int8, ", id, "::uuid)"));
  }
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  const std::string sql = absl::StrCat(
      "SELECT ", Table<PointTransferRow>::ColumnList("p"),
      ", l.expires_at, coalesce(e.home_county, p.county_id), coalesce(e.order_number, ''), "
      "coalesce(e.posted_minutes, 0), coalesce(r.reward_title, '') FROM (SELECT x.* FROM point_transfer AS x "
      "WHERE ",
      where.text(), " ORDER BY x.event_seq DESC, x.id DESC LIMIT ", limit,
      ") AS p JOIN point_lot AS l ON l.county_id = p.county_id AND l.id = p.lot_id "
      "LEFT JOIN entry AS e ON e.county_id = p.county_id AND e.id = p.entry_id "
      "LEFT JOIN redemption AS r ON r.county_id = p.county_id AND r.id = p.redemption_id "
      "ORDER BY p.event_seq DESC, p.id DESC");
  auto found = db.Run(sql, where.params());
  std::vector<ListedPoints> listed;
  for (int i = 0; i < found->rows(); ++i) {
    ListedPoints one;
    one.row = Table<PointTransferRow>::Decode(*found, i);
    one.expires_at = found->Get<absl::Time>(i, kColumns);
    one.home_county = found->Get<int32_t>(i, kColumns + 1);
    one.order_number = found->Get<std::string>(i, kColumns + 2);
    one.minutes = found->Get<int32_t>(i, kColumns + 3);
    one.reward_title = found->Get<std::string>(i, kColumns + 4);
    listed.push_back(std::move(one));
  }
  return listed;
}

std::vector<RewardRow> Rewards(Connection& db, CountyId county, v1::RewardState state, const Page& page) {
  db::Where where;
  where.And("t.county_id = ", county);
  if (state != v1::REWARD_STATE_UNSPECIFIED)
    where.And(absl::StrCat("t.state = '", v1::RewardState_Name(state), "'"));
  if (page.after.size() == 2) {
    const std::string points = where.Param(page.after[0]), id = where.Param(page.after[1]);
    where.And(absl::StrCat("(t.points, t.id) > (", points, "::int4, ", id, "::uuid)"));
  }
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  return RowsOf<RewardRow>(*db.Run(
      absl::StrCat(Select<RewardRow>(), "WHERE ", where.text(), " ORDER BY t.points, t.id LIMIT ", limit),
      where.params()));
}

std::optional<RewardRow> RewardById(Connection& db, CountyId county, const Uuid& id) {
  return PointsRowById<RewardRow>(db, county, id);
}

std::vector<RedemptionRow> Redemptions(Connection& db, const RedemptionFilter& filter, const Page& page) {
  db::Where where;
  where.And("t.county_id = ", filter.county);
  if (!filter.volunteer.is_nil()) where.And("t.volunteer_id = ", filter.volunteer);
  if (filter.state != v1::REDEMPTION_STATE_UNSPECIFIED)
    where.And(absl::StrCat("t.state = '", v1::RedemptionState_Name(filter.state), "'"));
  if (!filter.number.empty()) where.And("t.number = ", filter.number);
  if (!filter.visible.all) {
    where.And(absl::StrCat("EXISTS (SELECT FROM unnest(", where.Param(filter.visible.paths),
                           ") AS p WHERE t.org_path = p OR starts_with(t.org_path, p || '.'))"));
  }
  if (page.after.size() == 2) {
    const std::string time = where.Param(page.after[0]), id = where.Param(page.after[1]);
    where.And(absl::StrCat("(t.created_at, t.id) < (", time, "::timestamptz, ", id, "::uuid)"));
  }
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  return RowsOf<RedemptionRow>(*db.Run(absl::StrCat(Select<RedemptionRow>(), "WHERE ", where.text(),
                                                    " ORDER BY t.created_at DESC, t.id DESC LIMIT ", limit),
                                       where.params()));
}

std::optional<RedemptionRow> RedemptionById(Connection& db, CountyId county, const Uuid& id) {
  return PointsRowById<RedemptionRow>(db, county, id);
}

DuePoints PointsDueNow(Connection& db, absl::Time now, int limit) {
  static const std::string kSql =
      "(SELECT 0, county_id, id FROM redemption WHERE pick_up_until <= $1 ORDER BY pick_up_until LIMIT $2)"
      " UNION ALL (SELECT 1, county_id, id FROM point_lot WHERE points > 0 AND expires_at <= $1"
      " ORDER BY expires_at, county_id, id LIMIT $2)"
      " UNION ALL (SELECT 2, county_id, id FROM point_lot WHERE points > 0 AND warned_of IS DISTINCT FROM"
      " expires_at AND expires_at > $1 AND expires_at <= $3 ORDER BY expires_at, county_id, id LIMIT $2)";
  auto found = db.Run(kSql, Params().Add(now).Add(limit).Add(now + kWarnedBefore));
  DuePoints due;
  for (int i = 0; i < found->rows(); ++i) {
    const auto county = found->Get<int32_t>(i, 1);
    const Uuid id = found->Get<Uuid>(i, 2);
    switch (found->Get<int32_t>(i, 0)) {
      case 0:
        due.redemptions.emplace_back(county, id);
        break;
      case 1:
        due.lots[county].push_back(id);
        break;
      default:
        due.to_warn_of[county].push_back(id);
    }
  }
  return due;
}

}  // namespace diandan::hours
