// Campaigns of selection (评选活动): opened with their categories and quotas, ended once nothing is under
// way.
#pragma once

#include <string>

#include "diandan/hours/v1/honour_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/honour_rows.h"

namespace diandan::hours {

// Read before the lane, of the organisation whose campaign it is; given to the rule as Work::Extra.
struct HostFacts {
  std::string path, name;
};

const Verb& OpenCampaignVerb();
// CAMPAIGN_UNDER_WAY while some nomination is neither awarded nor over.
const Verb& EndCampaignVerb();

}  // namespace diandan::hours
