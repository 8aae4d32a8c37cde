#include "services/base/say_time.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/base/clock.h"

namespace diandan {
namespace {

constexpr char kTimeFactFormat[] = "%Y-%m-%dT%H:%M:%E*SZ";

absl::CivilDay DayOf(absl::Time at) { return absl::ToCivilDay(at, ChinaTime()); }

std::string MonthAndDay(absl::CivilDay day, Language language) {
  if (language == Language::kChinese) return absl::StrCat(day.month(), " 月 ", day.day(), " 日");
  return absl::FormatTime("%-d %b", absl::FromCivil(day, absl::UTCTimeZone()), absl::UTCTimeZone());
}

const char* Weekday(absl::CivilDay day, Language language) {
  static constexpr const char* kChinese[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  static constexpr const char* kEnglish[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto index = static_cast<int>(absl::GetWeekday(day));
  return language == Language::kChinese ? kChinese[index] : kEnglish[index];
}

}  // namespace

std::string SayDate(absl::Time at, absl::Time now, Language language) {
  const absl::CivilDay day = DayOf(at);
  const std::string date = MonthAndDay(day, language);
  const bool this_year = day.year() == DayOf(now).year();
  if (language == Language::kEnglish) {
    const std::string year = this_year ? "" : absl::StrCat(" ", day.year());
    return absl::StrCat(Weekday(day, language), " ", date, year);
  }
  if (!this_year) return absl::StrCat(day.year(), " 年 ", date);
  return absl::StrCat(date, " ", Weekday(day, language));
}

std::string SayDay(absl::Time at, absl::Time now, Language language) {
  const bool chinese = language == Language::kChinese;
  switch (DayOf(at) - DayOf(now)) {
    case -1:
      return chinese ? "昨天" : "yesterday";
    case 0:
      return chinese ? "今天" : "today";
    case 1:
      return chinese ? "明天" : "tomorrow";
    default:
      return SayDate(at, now, language);
  }
}

std::string SayClock(absl::Time at) { return absl::FormatTime("%-H:%M", at, ChinaTime()); }

std::string SayTime(absl::Time at, absl::Time now, Language language) {
  return absl::StrCat(SayDay(at, now, language), " ", SayClock(at));
}

std::string SayRange(absl::Time start, absl::Time end, absl::Time now, Language language) {
  if (DayOf(start) == DayOf(end)) return absl::StrCat(SayTime(start, now, language), "–", SayClock(end));
  return absl::StrCat(SayTime(start, now, language), " – ", SayTime(end, now, language));
}

std::string SayMinutes(int64_t minutes, Language language) {
  const bool chinese = language == Language::kChinese;
  const std::string sign = minutes < 0 ? "−" : "";
  const int64_t hours = std::abs(minutes) / 60, rest = std::abs(minutes) % 60;
  const std::string hours_said = absl::StrCat(hours, chinese ? " 小时" : " h");
  const std::string rest_said = absl::StrCat(rest, chinese ? " 分" : " min");
  if (hours == 0) return sign + rest_said;
  if (rest == 0) return sign + hours_said;
  return absl::StrCat(sign, hours_said, " ", rest_said);
}

std::string TimeFact(absl::Time at) { return absl::FormatTime(kTimeFactFormat, at, absl::UTCTimeZone()); }

std::string SayFact(const std::string& value, Language language) {
  // Cheaper than a parse: nearly every fact is a word or a number.
  if (value.size() < 20 || value[4] != '-' || value[10] != 'T' || value.back() != 'Z') return value;
  absl::Time at;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, value, &at, &error)) return value;
  return absl::StrCat(MonthAndDay(DayOf(at), language), " ", SayClock(at));
}

}  // namespace diandan
