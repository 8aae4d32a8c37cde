// The ledger of points: a second double entry beside the minutes (ledger_rules.h), one unit, five kinds of
// account in a county of service:
//   issue      what the county has promised
//   volunteer  points that may be redeemed; the only kind with a balance row. They lie in lots, one a date
//   held       points of rewards that wait to be fetched
//   spent      points of rewards that were handed over
//   expired    points whose date has come
//
//   EARNED issue → volunteer      TAKEN_BACK volunteer → issue
//   HELD volunteer → held         RETURNED held → volunteer     SPENT held → spent
//   EXPIRED volunteer → expired
// A transfer's id is derived from what it records; rows are never changed, and a held part is resolved once.
// The rows go with the next event of the rule that calls. Nothing here refuses: rules have before.
#pragma once

#include <utility>
#include <vector>

#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/hours/points_rows.h"
#include "services/hours/rows.h"

namespace diandan::hours {

Uuid PointIssue(CountyId county);
Uuid PointsHeld(CountyId county);
Uuid PointsSpent(CountyId county);
Uuid PointsGone(CountyId county);
Uuid PointAccount(const Uuid& volunteer);
Uuid PointMonthId(const Uuid& volunteer, int32_t month);
// 202611, by civil time in China.
int32_t MonthOf(absl::Time at);
// When points earned at `at` expire.
absl::Time ExpiryOf(absl::Time at, int32_t valid_years);

// What moving somebody's points needs; what an entry's points need.
void TouchPoints(const Uuid& volunteer, Touches& touches);
void TouchEarning(const EntryRow& entry, Touches& touches);

// What so many minutes earn, before the month's cap.
int32_t PointsOf(const v1::PointsSettings& settings, int32_t minutes, v1::Grade grade,
                 const std::string& skill, bool well_rated);
bool WellRated(const AcceptanceRow* acceptance);

// Brings the points of an entry to what its posted minutes earn, in the transaction that posts or corrects
// them: by the policy in force when it was first posted. Returns the change, in points.
int32_t SettlePoints(Work& work, EntryRow& entry);

// The first to expire first: so they are listed, and so they are taken.
std::vector<const PointLotRow*> LotsOf(const Work& work, const Uuid& volunteer);
// What somebody may redeem now: lots whose date has come do not count, whether or not the clock has been
// there.
int32_t UsablePoints(const Work& work, const Uuid& volunteer);
// Expires those lots. Needs TouchPoints.
void ExpireDueLots(Work& work, const Uuid& volunteer);
// Those that expire first. Needs a balance that holds them; fills what of which lot.
void HoldPoints(Work& work, RedemptionRow& redemption);
void SpendPoints(Work& work, const RedemptionRow& redemption);
// Into the lots they came from; one whose date has come is good for another 30 days.
void ReturnPoints(Work& work, const RedemptionRow& redemption);
// Takes what is left of a lot. Returns how many.
int32_t ExpireLot(Work& work, const Uuid& lot);

}  // namespace diandan::hours
