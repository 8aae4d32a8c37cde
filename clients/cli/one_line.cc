#include "clients/cli/one_line.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/menu_words.h"
#include "re2/re2.h"

namespace diandan::cli {
namespace {

// Full-width digits and punctuation as keyboards of phones make them.
std::string Plain(absl::string_view line) {
  return absl::StrReplaceAll(
      line,
      {{"　", " "}, {"，", " "}, {"、", " "}, {"。", " "}, {",", " "},  {"；", " "}, {"：", ":"}, {"～", "-"},
       {"~", "-"},  {"–", "-"},  {"—", "-"},  {"－", "-"}, {"０", "0"}, {"１", "1"}, {"２", "2"}, {"３", "3"},
       {"４", "4"}, {"５", "5"}, {"６", "6"}, {"７", "7"}, {"８", "8"}, {"９", "9"}});
}

// Removes the first match and says what its groups held.
bool Take(std::string& text, const RE2& pattern, std::string* a = nullptr, std::string* b = nullptr,
          std::string* c = nullptr) {
  std::string unused[3];
  const RE2::Arg groups[] = {a ? a : &unused[0], b ? b : &unused[1], c ? c : &unused[2]};
  const RE2::Arg* const arguments[] = {&groups[0], &groups[1], &groups[2]};
  if (!RE2::PartialMatchN(text, pattern, arguments, pattern.NumberOfCapturingGroups())) return false;
  return RE2::Replace(&text, pattern, " ");
}

// "9", "九", "十一", "二十".
int Number(const std::string& text) {
  static const auto* digits = new std::map<std::string, int>{
      {"零", 0}, {"〇", 0}, {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3}, {"四", 4},
      {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"日", 7}, {"天", 7}};
  if (!text.empty() && absl::ascii_isdigit(text[0])) return std::stoi(text);
  int value = 0, digit = 0;
  for (size_t i = 0; i + 2 < text.size(); i += 3) {  // every one of them takes three bytes
    std::string character = text.substr(i, 3);
    if (character == "十") {
      value += (digit == 0 ? 1 : digit) * 10;
      digit = 0;
    } else if (auto it = digits->find(character); it != digits->end()) {
      digit = it->second;
    }
  }
  return value + digit;
}

absl::CivilDay WeekdayOf(absl::CivilDay today, int weekday, int weeks_ahead) {
  absl::CivilDay monday = today - static_cast<int>(absl::GetWeekday(today));
  return monday + 7 * weeks_ahead + weekday - 1;
}

int EnglishWeekday(const std::string& word) {
  static const char* const kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  for (int i = 0; i < 7; ++i) {
    if (absl::StartsWithIgnoreCase(word, kDays[i])) return i + 1;
  }
  return 0;
}

// Nothing for the 45th of the 13th month.
std::optional<absl::CivilDay> RealDay(int64_t year, const std::string& month, const std::string& day) {
  const absl::CivilDay civil(year, std::stoi(month), std::stoi(day));
  if (civil.month() != std::stoi(month) || civil.day() != std::stoi(day)) return std::nullopt;
  return civil;
}

void TakeDay(std::string& text, absl::CivilDay today, When& when) {
  static const RE2 kIso(R"((\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?)");
  static const RE2 kMonthDay(R"(()(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?)");
  static const RE2 kWeekday(R"((下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天1-7]))");
  static const RE2 kEnglish(R"((?i)\b(next )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)");
  static const std::vector<std::pair<const char*, int>> kRelative = {{R"(大后天)", 3},
                                                                     {R"(后天)", 2},
                                                                     {R"(明天|明日|明儿|明(?:早|晚))", 1},
                                                                     {R"((?i)\btomorrow\b)", 1},
                                                                     {R"(今天|今日|今儿|今(?:早|晚))", 0},
                                                                     {R"((?i)\btoday\b)", 0}};
  std::string a, b, c;
  if (Take(text, kIso, &a, &b, &c)) {
    when.day = RealDay(std::stoi(a), b, c);
  } else if (Take(text, kMonthDay, &a, &b, &c)) {
    when.day = RealDay(today.year(), b, c);
    if (when.day && *when.day < today - 180) when.day = RealDay(today.year() + 1, b, c);
  } else if (Take(text, kWeekday, &a, &b)) {
    int ahead = a == "下下" ? 2 : a == "下" ? 1 : 0;
    when.day = WeekdayOf(today, Number(b), ahead);
    if (a.empty() && *when.day < today) *when.day += 7;
    when.day_may_move = a.empty();
  } else if (Take(text, kEnglish, &a, &b)) {
    when.day = WeekdayOf(today, EnglishWeekday(b), a.empty() ? 0 : 1);
    if (a.empty() && *when.day < today) *when.day += 7;
    when.day_may_move = a.empty();
  } else {
    for (const auto& [word, ahead] : kRelative) {
      // "明早" and "今晚" say the part of the day too.
      if (RE2::PartialMatch(text, "[今明]早")) when.daypart = Daypart::kMorning;
      if (RE2::PartialMatch(text, "[今明]晚")) when.daypart = Daypart::kEvening;
      if (!Take(text, RE2(std::string("(") + word + ")"))) continue;
      when.day = today + ahead;
      break;
    }
  }
}

void TakeDaypart(std::string& text, When& when) {
  static const std::vector<std::pair<const char*, Daypart>> kParts = {
      {R"((?i)(早上|早晨|上午|清早|\bmorning\b))", Daypart::kMorning},
      {R"((?i)(中午|晌午|\bnoon\b))", Daypart::kNoon},
      {R"((?i)(下午|后晌|\bafternoon\b))", Daypart::kAfternoon},
      {R"((?i)(晚上|傍晚|夜里|\bevening\b|\btonight\b))", Daypart::kEvening}};
  for (const auto& [words, part] : kParts) {
    if (Take(text, RE2(words))) when.daypart = part;
  }
}

// "3" said in the afternoon is 15; said bare, hours before 7 are taken as afternoon.
int ClockMinute(int hour, int minute, Daypart part, bool digital) {
  const bool later = part == Daypart::kAfternoon || part == Daypart::kEvening;
  if (hour < 12 && later) hour += 12;
  if (hour >= 1 && hour <= 2 && part == Daypart::kNoon) hour += 12;
  if (hour >= 1 && hour < 7 && part == Daypart::kNone && !digital) hour += 12;
  return hour * 60 + minute;
}

void TakeClock(std::string& text, When& when) {
  static const std::string kHour = R"((\d{1,2}|[一二两三四五六七八九十]{1,3}))";
  static const RE2 kRange(R"((\d{1,2}:\d{2}) ?(?:-|到|至|to) ?(\d{1,2}:\d{2}))");
  static const RE2 kHourRange(kHour + "点?(?:-|到|至)" + kHour + "点");
  static const RE2 kDigital(R"((\d{1,2}):(\d{2})(?::\d{2})?)");
  static const RE2 kAmPm(R"((?i)\b(\d{1,2})(?::(\d{2}))? ?(am|pm)\b)");
  static const RE2 kSpoken(kHour + R"([点时](半|一刻|三刻|\d{1,2}分?|钟|整)?)");
  std::string a, b, c;
  auto digital = [&](const std::string& clock) {
    std::vector<std::string> parts = absl::StrSplit(clock, ':');
    return ClockMinute(std::stoi(parts[0]), std::stoi(parts[1]), when.daypart, true);
  };
  if (Take(text, kRange, &a, &b)) {
    when.start_minute = digital(a);
    when.minutes = digital(b) - when.start_minute;
  } else if (Take(text, kHourRange, &a, &b)) {
    when.start_minute = ClockMinute(Number(a), 0, when.daypart, false);
    when.minutes = ClockMinute(Number(b), 0, when.daypart, false) - when.start_minute;
  } else if (Take(text, kAmPm, &a, &b, &c)) {
    Daypart part = absl::EqualsIgnoreCase(c, "pm") ? Daypart::kAfternoon : Daypart::kMorning;
    when.start_minute = ClockMinute(std::stoi(a) % 12, b.empty() ? 0 : std::stoi(b), part, true);
  } else if (Take(text, kDigital, &a, &b)) {
    when.start_minute = ClockMinute(std::stoi(a), std::stoi(b), when.daypart, true);
  } else if (Take(text, kSpoken, &a, &b)) {
    int minute = b == "半" ? 30 : b == "一刻" ? 15 : b == "三刻" ? 45 : 0;
    if (!b.empty() && absl::ascii_isdigit(b[0])) minute = std::stoi(b);
    when.start_minute = ClockMinute(Number(a), minute, when.daypart, false);
  }
}

void TakeDuration(std::string& text, When& when) {
  static const RE2 kHalf(R"((半个?小时|half an hour))");
  static const RE2 kHours(R"((\d{1,2}|[一二两三四五六七八九十]{1,2})个?(半)?(?:小时|钟头))");
  static const RE2 kMinutes(R"((\d{1,3}) ?(?:分钟|min(?:utes)?\b))");
  static const RE2 kEnglishHours(R"((?i)(\d{1,2}) ?h(?:ours?)?\b)");
  std::string a, b;
  if (Take(text, kHours, &a, &b)) {
    when.minutes = Number(a) * 60 + (b.empty() ? 0 : 30);
  } else if (Take(text, kHalf)) {
    when.minutes = 30;
  } else if (Take(text, kMinutes, &a)) {
    when.minutes = std::stoi(a);
  } else if (Take(text, kEnglishHours, &a)) {
    when.minutes = std::stoi(a) * 60;
  }
}

}  // namespace

absl::Time When::Start(absl::Time now) const {
  const absl::TimeZone china = absl::FixedTimeZone(8 * 3600);
  int minute = start_minute;
  if (minute < 0) {
    const Daypart part = AssumedDaypart();
    minute = part == Daypart::kNoon        ? 12 * 60
             : part == Daypart::kAfternoon ? 14 * 60 + 30
             : part == Daypart::kEvening   ? 19 * 60
                                           : 9 * 60;
  }
  const absl::CivilDay on = day.value_or(absl::ToCivilDay(now, china));
  absl::Time start = absl::FromCivil(absl::CivilMinute(on) + minute, china);
  return start <= now && day_may_move ? start + absl::Hours(24 * 7) : start;
}

When TakeWhen(std::string& text, absl::Time now) {
  When when;
  text = Plain(text);
  TakeDay(text, absl::ToCivilDay(now, absl::FixedTimeZone(8 * 3600)), when);
  TakeDaypart(text, when);
  TakeDuration(text, when);
  TakeClock(text, when);
  if (when.minutes < 0) when.minutes = 0;
  return when;
}

std::vector<int> MatchMenu(absl::string_view word, const std::vector<MenuWord>& menu) {
  std::vector<int> exact, part, other;
  for (size_t i = 0; i < menu.size(); ++i) {
    const int index = static_cast<int>(i);
    if (menu[i].title == word || menu[i].skill == word) exact.push_back(index);
    if (!word.empty() && absl::StrContains(menu[i].title, word)) part.push_back(index);
    for (absl::string_view meant : MeaningsOf(word)) {
      if (absl::StrContains(menu[i].title, meant) || menu[i].skill == meant) {
        other.push_back(index);
        break;
      }
    }
  }
  return !exact.empty() ? exact : !part.empty() ? part : other;
}

OneLine ParseOneLine(absl::string_view line, const std::vector<MenuWord>& menu, absl::Time now) {
  static const RE2 kPeople(R"((\d{1,3}|[一二两三四五六七八九十]{1,2}) ?(?:个人|人|位|people\b))");
  OneLine said;
  std::string text(line);
  said.when = TakeWhen(text, now);
  std::string people;
  if (Take(text, kPeople, &people)) said.people = Number(people);

  std::vector<std::string> left = absl::StrSplit(text, ' ', absl::SkipEmpty());
  for (std::string& word : left) {
    std::vector<int> found = said.menu < 0 ? MatchMenu(word, menu) : std::vector<int>();
    if (found.size() == 1) {
      said.menu = found[0];
      word.clear();
    }
  }
  // Written without spaces, "王奶奶理发": the service is a part of the word.
  for (std::string& word : left) {
    if (said.menu >= 0 || word.empty()) continue;
    for (absl::string_view part : PartsThatMeanService(word, menu)) {
      std::vector<int> found = MatchMenu(part, menu);
      if (found.size() != 1) continue;
      said.menu = found[0];
      word = absl::StrReplaceAll(word, {{part, ""}});
      break;
    }
  }
  static const RE2 kLead("^(给|为|帮|for$)");
  for (std::string& word : left) {
    RE2::Replace(&word, kLead, "");
    if (word.empty()) continue;
    if (said.person.empty()) {
      said.person = word;
    } else {
      said.unknown.push_back(word);
    }
  }
  return said;
}

}  // namespace diandan::cli
