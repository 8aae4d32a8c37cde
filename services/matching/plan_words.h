// Sentences of a plan, in zh-CN and en: made of nothing but the kept message, so that they can be made again
// years later, and every number in them is a number of the message.
#pragma once

#include <string>

#include "diandan/matching/v1/plan_service.pb.h"
#include "services/base/words.h"

namespace diandan::matching {

// "红柳队对这一单更合适（少计 40 分），但那个半天已排给 7K3M 号单；改派给它，全县合计至少多计 66 分，约合 3.3
// 公里。"
std::string SentenceOf(const v1::Exchange& exchange, Language language);
// "换到周三上午，就有河湾村队有空。"
std::string SentenceOf(const v1::Remedy& remedy, Language language);
// Why, and how many teams each rule leaves out.
std::string SentenceOf(const v1::Unserved& unserved, Language language);
std::string SentenceOf(const v1::WhyNotInPlanResponse& answer, Language language);

// Fill every `sentence` within.
void Speak(v1::PlanLine& line, Language language);
void Speak(v1::WhyNotInPlanResponse& answer, Language language);

}  // namespace diandan::matching
