// Sentences for rankings, in zh-CN and en. Made of nothing but the stored message, so that a sentence can
// be made again years later, and every number in it is a number of the message.
#pragma once

#include <string>

#include "diandan/matching/v1/matching_service.pb.h"
#include "services/base/words.h"

namespace diandan::matching {

// 32 hectometres → "3.2", 80 → "8".
std::string Kilometres(int hectometres);

// ISO 639 code → "蒙古语"; the code itself when it has no word here.
std::string LanguageName(const std::string& code, Language language);

// "距求助点 3.2 公里（计分 64）"
std::string SentenceOf(const v1::TermPoints& term, Language language);
// "那一周已接 4 个半天，申报最多 4 个"
std::string SentenceOf(const v1::LeftOutReason& reason, Language language);
// "本轮问 3 队：预计有人接单的可能为 96%，目标 95%。"
std::string SentenceOf(const v1::WaveSize& size, Language language);
// "另问北镇队：已 34 天没问过它，轮到它了。"
std::string SentenceOf(const v1::FloorTurn& floor, Language language);
// The whole answer: left out by a rule, behind the best, or the best itself.
std::string SentenceOf(const v1::WhyNotResponse& answer, Language language);

// Fill every `sentence` within.
void Speak(v1::RankedTeam& team, Language language);
void Speak(v1::Recommendation& recommendation, Language language);
void Speak(v1::WhyNotResponse& answer, Language language);

}  // namespace diandan::matching
