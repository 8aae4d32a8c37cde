// What a person means by "王奶奶 周四 理发": whose home, when, what. Pure; times are civil times of China.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace diandan::cli {

enum class Daypart { kNone, kMorning, kNoon, kAfternoon, kEvening };

// A moment as said, with what was guessed.
struct When {
  std::optional<absl::CivilDay> day;
  Daypart daypart = Daypart::kNone;
  int start_minute = -1;  // after midnight; -1 = no clock was said
  int minutes = 0;        // from a range or "1 小时"; 0 = not said

  // The start: without a clock 9:00, 12:00, 14:30 or 19:00 by daypart (morning when none was said). A bare
  // weekday of today that has passed means the next one.
  absl::Time Start(absl::Time now) const;
  Daypart AssumedDaypart() const { return daypart == Daypart::kNone ? Daypart::kMorning : daypart; }
  bool day_may_move = false;  // "周四" said on a Thursday
};

// Takes what it understands out of `text`, which keeps the rest.
When TakeWhen(std::string& text, absl::Time now);

// One service of the menu, as far as words go.
struct MenuWord {
  std::string title;
  std::string skill;
};

struct OneLine {
  std::string person;
  int menu = -1;  // index into the menu
  When when;
  int people = 0;                    // "2 人"
  std::vector<std::string> unknown;  // what nothing could be made of
};
OneLine ParseOneLine(absl::string_view line, const std::vector<MenuWord>& menu, absl::Time now);

// The menu's services that a word may mean: by title, part of a title, skill or a common other word.
std::vector<int> MatchMenu(absl::string_view word, const std::vector<MenuWord>& menu);

}  // namespace diandan::cli
