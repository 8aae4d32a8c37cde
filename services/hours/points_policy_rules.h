// What a county decided about points. A version is never changed; points keep the version they were earned
// under. What gives more of them waits until a second person agrees (proposal_rules.h).
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/points_service.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/verb.h"
#include "services/hours/points_rows.h"

namespace diandan::hours {

// Until a county sets its own: no points.
v1::PointsSettings BuiltInPointsSettings();
void TouchPointsPolicy(CountyId county, Touches& touches);
void TouchPointsProposal(CountyId county, Touches& touches);
// The latest one; 0 when none was set.
int32_t CurrentPointsVersion(const Work& work);
v1::PointsSettings PointsSettingsOf(const Work& work, int32_t version);
// In percent; 100 where nothing is said.
int32_t ShareOf(const v1::PointsSettings& settings, v1::Grade grade);
int32_t ShareOf(const v1::PointsSettings& settings, const std::string& skill);
// The current version with what waits beside it, or an earlier one; NOT_FOUND.
StatusOr<v1::PointsPolicy> ShowPointsPolicy(const Work& work, int32_t version);

// FIELD_INVALID for what makes no sense, POLICY_BREAKS_RULE for what is forbidden.
Status CheckPointsSettings(const v1::PointsSettings& settings);
// Names of the settings by which `to` gives more points, or for longer, than `from`.
std::vector<std::string> PointsLoosened(const v1::PointsSettings& from, const v1::PointsSettings& to);

const Verb& SetPointsPolicyVerb();
const Verb& ConfirmPointsPolicyVerb();

}  // namespace diandan::hours
