// The county's weights: the policy by which it ranks and asks. Versioned; every version is kept. Pure.
#pragma once

#include "diandan/matching/v1/matching_service.pb.h"
#include "services/base/verb.h"
#include "services/matching/rows.h"

namespace diandan::matching {

v1::PlanPolicy DefaultPlanPolicy();
// Version 0: what holds until a county sets its own.
v1::Weights DefaultWeights();
// Null row: the defaults, which also stand in for what an older version did not know.
v1::Weights WeightsOf(const WeightsRow* row);

// SetWeights. Refuses ETAG_MISMATCH when `base_version` is not the present one.
extern const Verb kSetWeights;

}  // namespace diandan::matching
