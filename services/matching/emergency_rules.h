// Emergencies: declared and ended by people; which orders one is about; and its own rule of asking, apart
// from the normal one. Pure.
#pragma once

#include <optional>
#include <vector>

#include "diandan/matching/v1/emergency_service.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/verb.h"
#include "services/matching/rows.h"

namespace diandan::matching {

// As kept; `stands` as of `now`.
v1::Emergency EmergencyOf(const EmergencyRow& row, absl::Time now);

// Open, urgent, still ahead, at a place and of a kind the emergency is about.
bool IsAbout(const v1::Emergency& emergency, const orders::v1::OrderChanged& order, absl::Time now);
// The one declared first of those that stand and are about the order.
std::optional<v1::Emergency> WhichStands(const std::vector<EmergencyRow>& rows,
                                         const orders::v1::OrderChanged& order, absl::Time now);

// The whole county, whoever is near: load weighs nothing while it stands.
v1::Weights EmergencyWeights(v1::Weights weights);
// Until when its offers stay open: a few minutes, never past the start.
absl::Time EmergencyExpiry(const orders::v1::OrderChanged& order, const v1::WaveBounds& bounds,
                           absl::Time now);
// All that fit, up to the cap.
v1::WaveSize EmergencySize(int32_t eligible, const v1::WaveBounds& bounds, int32_t wave_of_level);

// The organisation a declaration names, read before the lane; given to the verb as Work::Extra.
struct EmergencyPlace {
  std::string org_path;  // "": the county
};

// DeclareEmergency: its id is that of the request. Refuses NOT_ALLOWED whoever holds no grant of the whole
// county, and by their fields an end that is past or more than
// 30 days away.
extern const Verb kDeclareEmergency;
// EndEmergency. Of one that is over already nothing changes. Refuses NOT_FOUND.
extern const Verb kEndEmergency;

}  // namespace diandan::matching
