// Evaluation (评价): hours × quality × all-party ratings, in whole numbers, and the county's weights for it.
// What the formula is stands in proto/diandan/hours/v1/evaluation_service.proto. How teams answer offers is
// in none of it. Pure.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/hours/v1/evaluation_service.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/verb.h"
#include "services/hours/evaluation_facts.h"
#include "services/hours/evaluation_rows.h"

namespace diandan::hours {

// Middling answers that every kind of raters is given, so that few real ones say little.
inline constexpr int kMiddlingAnswers = 4;

// All figures but subject, times and sentences.
v1::Evaluation Evaluate(const EvaluatedFacts& facts, const v1::EvaluationTerms& terms);

// As built in: A and B in full, C nine and D eight tenths; residents 60, station and organisation 20 each,
// the team 0; ratings raise or lower by a fifth at most.
v1::EvaluationTerms BuiltInTerms();
void TouchTerms(CountyId county, Touches& touches);
v1::EvaluationTerms CurrentTerms(const Work& work);
const Verb& SetEvaluationTermsVerb();

}  // namespace diandan::hours
