// How people say dates, times and durations: civil time of China (UTC+8), 24 hours, no seconds.
// Chinese: "11 月 26 日 周四", "今天", "9:30", "2 小时 30 分". English: "Thu 26 Nov", "today", "9:30",
// "2 h 30 min". The year is said only when it is not the year of `now`. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "services/base/words.h"

namespace diandan {

std::string SayDate(absl::Time at, absl::Time now, Language language);
// As SayDate, but "今天", "明天", "昨天" where they fit.
std::string SayDay(absl::Time at, absl::Time now, Language language);
// "9:30".
std::string SayClock(absl::Time at);
// "今天 18:00", "11 月 26 日 周四 9:30".
std::string SayTime(absl::Time at, absl::Time now, Language language);
// "11 月 26 日 周四 9:00–11:00"; both ends with their day when they are of two days.
std::string SayRange(absl::Time start, absl::Time end, absl::Time now, Language language);
// "2 小时 30 分", "45 分", "2 小时", "0 分"; negative ones with a leading "−".
std::string SayMinutes(int64_t minutes, Language language);

// A time as a fact of a refusal: RFC 3339, which Speak() turns into words ("11 月 26 日 9:30").
std::string TimeFact(absl::Time at);
// What Speak() says for such a fact; any other text stays as it is.
std::string SayFact(const std::string& value, Language language);

}  // namespace diandan
