// Sentences of suggestions, in zh-CN and en: made of nothing but codes and numbers of the message.
#pragma once

#include <string>

#include "diandan/matching/v1/suggestion.pb.h"
#include "services/base/words.h"

namespace diandan::matching {

// "两单相隔 2 小时"
std::string SentenceOf(const v1::SuggestionReason& reason, Language language);
// "同一户，同一服务，两单相隔 2 小时，由两个站点所下。"
std::string SentenceOf(const v1::Suggestion& suggestion, Language language);

// Fills every `sentence` within.
void Speak(v1::Suggestion& suggestion, Language language);

}  // namespace diandan::matching
