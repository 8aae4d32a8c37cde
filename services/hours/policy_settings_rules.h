// The settings of a policy as the contract writes them and as rows keep them; what may be set, and what a
// change loosens. Pure.
#pragma once

#include <iterator>
#include <string>
#include <vector>

#include "diandan/hours/v1/policy.pb.h"
#include "services/base/status.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// The star grades of registered volunteers as the state recommends them.
inline constexpr int32_t kDefaultStarHours[] = {100, 300, 600, 1000, 1500};
inline constexpr int kStars = std::size(kDefaultStarHours);

// Until a county sets its own: everything is looked at, nothing is on notice but what was entered from
// memory, the ladder of 8 and 12 hours, 60 % of the planned time, three days for late facts.
v1::PolicySettings BuiltInSettings();

v1::PolicySettings SettingsOf(const PolicyRow& row);
void PutSettings(const v1::PolicySettings& settings, PolicyRow& row);

// FIELD_INVALID for what makes no sense, POLICY_BREAKS_RULE for what is forbidden.
Status CheckSettings(const v1::PolicySettings& settings);

// Names of the settings by which `to` lets more pass, or sooner, or by fewer people than `from`.
std::vector<std::string> Loosened(const v1::PolicySettings& from, const v1::PolicySettings& to);

}  // namespace diandan::hours
