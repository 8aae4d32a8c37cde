// A preview read out, in zh-CN and en: every number in it is one of the figures.
#pragma once

#include "diandan/hours/v1/policy_preview.pb.h"
#include "services/base/words.h"
#include "services/hours/preview_rules.h"

namespace diandan::hours {

// Everything but the period and the loosened settings.
v1::PreviewPolicyResponse ReadOut(const PolicyPreview& preview, CountyId county, absl::Time now,
                                  Language language);

}  // namespace diandan::hours
