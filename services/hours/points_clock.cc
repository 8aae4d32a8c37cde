#include "services/hours/points_clock.h"

#include "diandan/hours/v1/commands.pb.h"
#include "services/base/log.h"
#include "services/hours/claiming.h"
#include "services/hours/points_store.h"
#include "services/hours/points_warning_rules.h"
#include "services/hours/redemption_rules.h"

namespace diandan::hours {
namespace {

// One that fails does not stop the others; it is found again in the next round.
template <typename Request>
void RunOne(const rpc::Home& home, CountyId county, const Request& request, const Verb& verb) {
  v1::Done done;
  const Status status = AsClock(home)(county, NewUuid(home.clock->Now()), request, done, verb, nullptr);
  if (!status.ok())
    LogWarning("clock left",
               {{"service", "hours"}, {"county", county}, {"verb", verb.name}, {"status", status}});
}

}  // namespace

StatusOr<int> PointsClock::Round(int limit) const {
  const absl::Time now = home_.clock->Now();
  DuePoints due;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    due = PointsDueNow(db, now, limit);
    return absl::OkStatus();
  }));
  int pieces = 0;
  for (const auto& [county, id] : due.redemptions) {
    v1::LapseRedemption lapse;
    lapse.set_redemption_id(id.ToString());
    RunOne(home_, county, lapse, LapseRedemptionVerb());
    ++pieces;
  }
  for (const auto& [county, lots] : due.lots) {
    v1::ExpireLots expire;
    for (const Uuid& lot : lots) expire.add_lot_ids(lot.ToString());
    RunOne(home_, county, expire, ExpireLotsVerb());
    pieces += static_cast<int>(lots.size());
  }
  for (const auto& [county, lots] : due.to_warn_of) {
    v1::WarnOfLots warn;
    for (const Uuid& lot : lots) warn.add_lot_ids(lot.ToString());
    RunOne(home_, county, warn, WarnOfLotsVerb());
    pieces += static_cast<int>(lots.size());
  }
  return pieces;
}

}  // namespace diandan::hours
