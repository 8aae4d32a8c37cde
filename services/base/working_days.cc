#include "services/base/working_days.h"

#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/clock.h"
#include "services/base/working_days_calendar.h"

namespace diandan {
namespace {

bool IsWeekend(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

// "05-01"; nothing for a day the year does not have.
std::optional<absl::CivilDay> DayOf(int year, absl::string_view text) {
  int month = 0, day = 0;
  if (text.size() != 5 || text[2] != '-' || !absl::SimpleAtoi(text.substr(0, 2), &month) ||
      !absl::SimpleAtoi(text.substr(3), &day)) {
    return std::nullopt;
  }
  const absl::CivilDay civil(year, month, day);
  if (civil.month() != month || civil.day() != day) return std::nullopt;
  return civil;
}

bool AddRun(int year, absl::string_view text, std::set<absl::CivilDay>& days) {
  const std::pair<absl::string_view, absl::string_view> ends = absl::StrSplit(text, absl::MaxSplits("..", 1));
  const auto first = DayOf(year, ends.first);
  const auto last = ends.second.empty() ? first : DayOf(year, ends.second);
  if (!first || !last || *last < *first) return false;
  for (absl::CivilDay day = *first; day <= *last; ++day) days.insert(day);
  return true;
}

}  // namespace

const WorkingCalendar& WorkingCalendar::China() {
  static const auto* calendar = new WorkingCalendar(Parse(kWorkingDaysOfChina).value());
  return *calendar;
}

StatusOr<WorkingCalendar> WorkingCalendar::Parse(absl::string_view text) {
  WorkingCalendar calendar;
  int year = 0;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    const Status refusal =
        InvalidField(absl::StrCat("line ", number), line, "year YYYY | off MM-DD..MM-DD | on MM-DD");
    std::vector<absl::string_view> words =
        absl::StrSplit(line.substr(0, line.find('#')), absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (words.empty()) continue;
    if (words.size() < 2) return refusal;
    if (words[0] == "year") {
      if (words.size() != 2 || !absl::SimpleAtoi(words[1], &year) || year < 2000 || year > 9999)
        return refusal;
      calendar.years_.insert(year);
      continue;
    }
    if (year == 0 || (words[0] != "off" && words[0] != "on")) return refusal;
    std::set<absl::CivilDay>& days = words[0] == "off" ? calendar.holidays_ : calendar.make_up_;
    for (size_t i = 1; i < words.size(); ++i) {
      if (!AddRun(year, words[i], days)) return refusal;
    }
  }
  return calendar;
}

bool WorkingCalendar::IsWorkingDay(absl::CivilDay day) const {
  if (holidays_.contains(day)) return false;
  return make_up_.contains(day) || !IsWeekend(day);
}

bool WorkingCalendar::IsWorkingDay(absl::Time at) const {
  return IsWorkingDay(absl::ToCivilDay(at, ChinaTime()));
}

absl::Time WorkingCalendar::AddWorkingDays(absl::Time from, int n) const {
  absl::CivilDay day = absl::ToCivilDay(from, ChinaTime());
  while (n == 0 && !IsWorkingDay(day)) ++day;
  for (int left = n; left > 0;) {
    if (IsWorkingDay(++day)) --left;
  }
  return absl::FromCivil(day + 1, ChinaTime());
}

}  // namespace diandan
