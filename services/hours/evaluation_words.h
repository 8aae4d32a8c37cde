// The formula of an evaluation with somebody's own figures in it, sentence by sentence. Pure.
#pragma once

#include "diandan/hours/v1/evaluation_service.pb.h"
#include "services/base/words.h"

namespace diandan::hours {

void SayFormula(v1::Evaluation& evaluation, Language language);

// Fills headline and both formulas.
void SayPreviewedTerms(v1::PreviewEvaluationTermsResponse& preview, Language language);

}  // namespace diandan::hours
