// What the clock finds to do, over all counties, in one round trip.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "services/db/query.h"
#include "services/hours/rows.h"

namespace diandan::hours {

enum class Due { kPassByRule, kEndNotice, kTakeBackReturn, kSettleEmpty, kErrand, kDoubtNotice, kMakeDraw };

struct DueItem {
  Due what;
  CountyId county = 0;
  Uuid id;               // entry, acceptance, errand or draw
  int32_t revision = 0;  // kPassByRule: of the picture that was looked at
};
// At most `limit` from each place it looks, without those to be left alone.
std::vector<DueItem> DueNow(db::Connection& db, absl::Time now, absl::Time returned_before,
                            absl::Time period_over, int limit, const std::vector<Uuid>& left_alone);

// Claims of other counties' services, held, made between the two times: what the reconciler looks after.
std::vector<ClaimRow> ClaimsAbroadBetween(db::Connection& db, absl::Time from, absl::Time to,
                                          CountyId home_or_all);

}  // namespace diandan::hours
