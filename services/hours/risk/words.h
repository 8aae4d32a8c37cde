// What a flag says to people, in zh-CN and en. Every number is one of its figures; no name is in it, so that
// it may be kept and shown wherever the entry is.
#pragma once

#include <string>

#include "services/base/words.h"
#include "services/hours/risk/detect.h"

namespace diandan::hours::risk {

// "卖补录".
std::string NameOf(Kind kind, Language language);

// "同一部手机在 10 分钟内为 14 人签到，都说用的是自己的手机；该场名单 15 人。"
std::string SentenceOf(const Flag& flag, Language language);

}  // namespace diandan::hours::risk
