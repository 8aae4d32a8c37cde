// Chinese working days (工作日): weekends and public holidays off, make-up days (调休) on. Deadlines of
// the law are counted in them: 志愿服务条例 13, 民政部令第 67 号 11. Days are civil days in UTC+8.
// Pure and thread-safe.
#pragma once

#include <map>
#include <set>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/base/status.h"

namespace diandan {

class WorkingCalendar {
 public:
  // Years published so far (working_days_calendar.cc).
  static const WorkingCalendar& China();

  // Lines as in working_days_calendar.cc. FIELD_INVALID names the line.
  static StatusOr<WorkingCalendar> Parse(absl::string_view text);

  // False: the State Council's notice for this year is not in the table, weekdays are taken to be
  // working days, and whoever relies on it reports so.
  bool YearKnown(int year) const { return years_.contains(year); }
  bool IsWorkingDay(absl::CivilDay day) const;
  bool IsWorkingDay(absl::Time at) const;

  // The end of the n-th working day after the day of `from`: the instant when that day is over, so a
  // deadline holds while now < it. n = 0 is the end of the day of `from`, or of the next working day
  // when that is a holiday.
  absl::Time AddWorkingDays(absl::Time from, int n) const;

 private:
  std::set<int> years_;
  std::set<absl::CivilDay> holidays_;  // off, though perhaps a weekday
  std::set<absl::CivilDay> make_up_;   // on, though a weekend
};

}  // namespace diandan
