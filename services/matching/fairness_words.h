// Sentences about fairness, in zh-CN and en: every number in them is one of the figures.
#pragma once

#include <string>

#include "services/base/words.h"
#include "services/matching/fairness_rules.h"

namespace diandan::matching {

// Why a township is given larger waves; "" when it is not.
// "近 90 天有结果的 44 单里办成 27 单，61%；全县 87%。明显偏低，所以每批多问 1 支队。"
std::string WhyLargerWaves(const ServedCount& township, const ServedCount& county,
                           const v1::FairnessPolicy& policy, Language language);

}  // namespace diandan::matching
