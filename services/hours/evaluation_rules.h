// Evaluation (评价): hours × quality × all-party ratings, in whole numbers, and the county's weights for it.
// What the formula is stands in proto/diandan/hours/v1/evaluation_service.proto. How teams answer offers is
// in none of it. Pure.
#pragma once

#include <vector>

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

// FIELD_INVALID ("terms.…") where weaker evidence would weigh more than stronger, or anybody more than the
// people served.
Status CheckTerms(const v1::EvaluationTerms& terms);
// What other weights would make of these people and of `all` of them together; without sentences.
v1::PreviewEvaluationTermsResponse PreviewTerms(const std::vector<EvaluatedFacts>& people,
                                                const EvaluatedFacts& all, const v1::EvaluationTerms& now,
                                                const v1::EvaluationTerms& then);

// As built in: A and B in full, C nine and D eight tenths; residents 60, station and organisation 20 each,
// the team 0; ratings raise or lower by a fifth at most.
v1::EvaluationTerms BuiltInTerms();
void TouchTerms(CountyId county, Touches& touches);
v1::EvaluationTerms CurrentTerms(const Work& work);
const Verb& SetEvaluationTermsVerb();

}  // namespace diandan::hours
