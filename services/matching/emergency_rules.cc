#include "services/matching/emergency_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/events.pb.h"
#include "services/base/clock.h"
#include "services/base/county_readers.h"
#include "services/base/request_fields.h"
#include "services/matching/wave_rules.h"

namespace diandan::matching {
namespace {

constexpr int kMostDays = 30;

// A dispatcher of one township has no say over the county's teams.
Status MayDeclare(const Work& work) {
  if (HoldsCentre(work.caller, work.county, {Role::kDispatcher, Role::kCountyAdmin})) return absl::OkStatus();
  return Refuse(Reason::NOT_ALLOWED, {{"needed", "DISPATCHER, COUNTY_ADMIN"}});
}

bool Within(const v1::Emergency& emergency, const std::string& path) {
  return emergency.org_path().empty() || PathCovers(emergency.org_path(), path);
}

v1::EmergencyChanged ChangeOf(const Uuid& id, const v1::Emergency& emergency) {
  v1::EmergencyChanged event;
  event.set_emergency_id(id.ToString());
  event.set_org_path(emergency.org_path());
  *event.mutable_skills() = emergency.skills();
  *event.mutable_until_time() = emergency.until_time();
  event.set_ended(emergency.has_end_time());
  return event;
}

void TouchDeclared(const v1::DeclareEmergencyRequest& request, Touches& touches) {
  touches.Add<EmergencyRow>(IdOf(request.request_id()));
}

Status Declare(Work& work, const v1::DeclareEmergencyRequest& request) {
  DD_RETURN_IF_ERROR(MayDeclare(work));
  const absl::Time until = FromProto(request.until_time());
  const std::string typed = absl::FormatTime("%Y-%m-%d %H:%M", until, ChinaTime());
  if (until <= work.now) return InvalidField("until_time", typed, "after:now");
  if (until > work.now + absl::Hours(24) * kMostDays)
    return InvalidField("until_time", typed, absl::StrCat("within_days:", kMostDays));

  EmergencyRow row;
  row.id = IdOf(request.request_id());
  row.seq = work.next_seq();
  row.over_at = until;
  v1::Emergency emergency;
  emergency.set_name(ResourceNameOf(work.county, "emergencies", row.id));
  emergency.set_reason(request.reason());
  emergency.set_org(request.org());
  emergency.set_org_path(work.Extra<EmergencyPlace>()->org_path);
  *emergency.mutable_skills() = request.skills();
  *emergency.mutable_until_time() = request.until_time();
  *emergency.mutable_declare_time() = ToTimestamp(work.now);
  emergency.set_declared_by(work.caller.subject);
  const Uuid id = row.id;
  row.record = {emergency.SerializeAsString()};
  work.Insert(std::move(row));
  work.Emit("EMERGENCY_DECLARED", id, ChangeOf(id, emergency));
  return absl::OkStatus();
}

void AnswerDeclared(const v1::DeclareEmergencyRequest& request, const Work& work, v1::Emergency& response) {
  response = EmergencyOf(*work.Find<EmergencyRow>(IdOf(request.request_id())), work.now);
}

void TouchEnded(const v1::EndEmergencyRequest& request, Touches& touches) {
  touches.Add<EmergencyRow>(IdOf(request.name()));
}

Status End(Work& work, const v1::EndEmergencyRequest& request) {
  DD_RETURN_IF_ERROR(MayDeclare(work));
  const Uuid id = IdOf(request.name());
  const EmergencyRow* found = work.Find<EmergencyRow>(id);
  if (found == nullptr) return Refuse(Reason::NOT_FOUND, {{"name", request.name()}});
  if (found->over_at <= work.now) return absl::OkStatus();
  EmergencyRow& row = *work.Change<EmergencyRow>(id);
  v1::Emergency emergency = EmergencyOf(row, work.now);
  emergency.clear_stands();
  *emergency.mutable_end_time() = ToTimestamp(work.now);
  emergency.set_ended_by(work.caller.subject);
  row.over_at = work.now;
  row.record = {emergency.SerializeAsString()};
  work.Emit("EMERGENCY_ENDED", id, ChangeOf(id, emergency));
  return absl::OkStatus();
}

void AnswerEnded(const v1::EndEmergencyRequest& request, const Work& work, v1::Emergency& response) {
  response = EmergencyOf(*work.Find<EmergencyRow>(IdOf(request.name())), work.now);
}

}  // namespace

v1::Emergency EmergencyOf(const EmergencyRow& row, absl::Time now) {
  v1::Emergency emergency;
  emergency.ParseFromString(row.record.data);
  emergency.set_stands(now < row.over_at);
  return emergency;
}

bool IsAbout(const v1::Emergency& emergency, const orders::v1::OrderChanged& order, absl::Time now) {
  if (order.state() != orders::v1::OPEN || order.urgency() != orders::v1::URGENT) return false;
  if (StartOf(order) <= now || !Within(emergency, order.station_path())) return false;
  const auto& skills = emergency.skills();
  return skills.empty() || std::find(skills.begin(), skills.end(), order.skill()) != skills.end();
}

std::optional<v1::Emergency> WhichStands(const std::vector<EmergencyRow>& rows,
                                         const orders::v1::OrderChanged& order, absl::Time now) {
  const EmergencyRow* first = nullptr;
  for (const EmergencyRow& row : rows) {
    const v1::Emergency emergency = EmergencyOf(row, now);
    if (!emergency.stands() || !IsAbout(emergency, order, now)) continue;
    if (first == nullptr || row.seq < first->seq) first = &row;
  }
  if (first == nullptr) return std::nullopt;
  return EmergencyOf(*first, now);
}

v1::Weights EmergencyWeights(v1::Weights weights) {
  weights.set_load(0);
  return weights;
}

absl::Time EmergencyExpiry(const orders::v1::OrderChanged& order, const v1::WaveBounds& bounds,
                           absl::Time now) {
  return std::min(StartOf(order), now + absl::Minutes(bounds.emergency_minutes()));
}

v1::WaveSize EmergencySize(int32_t eligible, const v1::WaveBounds& bounds, int32_t wave_of_level) {
  v1::WaveSize size;
  size.set_teams(std::min(eligible, bounds.emergency_size()));
  size.set_by(v1::BY_EMERGENCY);
  size.set_wave_of_level(wave_of_level);
  return size;
}

const Verb kDeclareEmergency = MakeVerb("DeclareEmergency", TouchDeclared, Declare, AnswerDeclared);
const Verb kEndEmergency = MakeVerb("EndEmergency", TouchEnded, End, AnswerEnded);

}  // namespace diandan::matching
