// Reads of points and rewards, and what the clock finds to do about them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/hours/points_rows.h"
#include "services/hours/visible.h"

namespace diandan::hours {

// So long before their date, owners of points are told of it.
inline constexpr absl::Duration kWarnedBefore = absl::Hours(24 * 30);

struct ListedPoints {
  PointTransferRow row;
  absl::Time expires_at;
  CountyId home_county = 0;  // of the volunteer, as far as an entry tells; else the county of service
  std::string order_number, reward_title;
  int32_t minutes = 0;
};
// Newest first; one more than the page holds when there is a further one. `volunteer` nil: of everybody.
std::vector<ListedPoints> PointTransfers(db::Connection& db, CountyId county, const Uuid& volunteer,
                                         const Page& page);

// The cheapest first.
std::vector<RewardRow> Rewards(db::Connection& db, CountyId county, v1::RewardState state, const Page& page);
std::optional<RewardRow> RewardById(db::Connection& db, CountyId county, const Uuid& id);

struct RedemptionFilter {
  CountyId county = 0;
  Uuid volunteer;   // nil: all
  Visible visible;  // places
  v1::RedemptionState state = v1::REDEMPTION_STATE_UNSPECIFIED;
  std::string number;
};
// Newest first.
std::vector<RedemptionRow> Redemptions(db::Connection& db, const RedemptionFilter& filter, const Page& page);
std::optional<RedemptionRow> RedemptionById(db::Connection& db, CountyId county, const Uuid& id);

// Over all counties: rewards nobody fetched in time, lots whose date has come, and lots whose date comes
// within `kWarnedBefore` and whose owner does not know. At most `limit` of each.
struct DuePoints {
  std::vector<std::pair<CountyId, Uuid>> redemptions;
  std::map<CountyId, std::vector<Uuid>> lots, to_warn_of;
};
DuePoints PointsDueNow(db::Connection& db, absl::Time now, int limit);

}  // namespace diandan::hours
