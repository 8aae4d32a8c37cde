#include "services/hours/points_warning_rules.h"

#include "diandan/hours/v1/commands.pb.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/points_rows.h"

namespace diandan::hours {
namespace {

using v1::WarnOfLots;

void TouchWarnedLots(const WarnOfLots& request, Touches& touches) {
  for (const std::string& id : request.lot_ids()) touches.Add<PointLotRow>(IdOf(id));
}

Status Warn(Work& work, const WarnOfLots& request) {
  v1::PointsExpireSoon event;
  for (const std::string& id : request.lot_ids()) {
    const auto* found = work.Find<PointLotRow>(IdOf(id));
    if (found == nullptr || found->points == 0 || found->expires_at <= work.now) continue;
    if (found->warned_of == found->expires_at) continue;
    PointLotRow& lot = *work.Change<PointLotRow>(found->id);
    lot.warned_of = lot.expires_at;
    v1::PointsExpireSoon::Lot& told = *event.add_lots();
    told.set_lot_id(lot.id.ToString());
    told.set_volunteer_id(lot.volunteer_id.ToString());
    told.set_points(lot.points);
    *told.mutable_expire_time() = ToTimestamp(lot.expires_at);
  }
  if (event.lots_size() > 0)
    work.Emit("POINTS_EXPIRE_SOON", DeriveUuid(work.county, "points expire soon"), std::move(event));
  return absl::OkStatus();
}

}  // namespace

const Verb& WarnOfLotsVerb() {
  static const Verb verb = MakeVerb<WarnOfLots, v1::Done>("WarnOfLots", TouchWarnedLots, Warn,
                                                          [](const WarnOfLots&, const Work&, v1::Done&) {});
  return verb;
}

}  // namespace diandan::hours
