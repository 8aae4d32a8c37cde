// The county's weights: the policy by which it ranks and asks. Versioned; every version is kept. Pure.
#pragma once

#include "diandan/matching/v1/matching_service.pb.h"
#include "services/base/verb.h"
#include "services/matching/rows.h"

namespace diandan::matching {

v1::PlanPolicy DefaultPlanPolicy();
v1::FairnessPolicy DefaultFairnessPolicy();
v1::WaveBounds DefaultWaveBounds();
// Version 0: what holds until a county sets its own.
v1::Weights DefaultWeights();
// Null row: the defaults, which also stand in for what an older version did not know.
v1::Weights WeightsOf(const WeightsRow* row);

// Parts that a version did not know of, or that were left out, become the built-in ones.
void FillUnset(v1::Weights& weights);
// What is compared, simulated and set: without version and what it rests on.
v1::Weights PolicyOf(v1::Weights weights);
// A part that is unset is the built-in one.
bool SamePolicy(const v1::Weights& a, const v1::Weights& b);

// What the limits beside the fields cannot say: INVALID_ARGUMENT by field, named below `field`.
Status CheckPolicy(const std::string& field, const v1::Weights& weights);

// What is known of the county before the lane; given to the verb as Work::Extra.
struct CountyHistory {
  bool orders = false;  // it has had one
};

// SetWeights. Refuses ETAG_MISMATCH when `base_version` is not the present one, and by its field a change
// that neither rests on a simulation of it nor says an acceptable why not.
extern const Verb kSetWeights;

}  // namespace diandan::matching
