#include "services/base/working_days.h"

#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::Refused;

const WorkingCalendar& China() { return WorkingCalendar::China(); }

absl::Time Hour(int year, int month, int day, int hour = 10) {
  return absl::FromCivil(absl::CivilHour(year, month, day, hour), ChinaTime());
}

std::string Deadline(absl::Time from, int n) {
  return absl::FormatTime("%Y-%m-%d %H:%M", China().AddWorkingDays(from, n), ChinaTime());
}

// Every day of the year that differs from "Monday to Friday", as one line.
std::string Exceptions(int year) {
  std::string line;
  for (absl::CivilDay day(year, 1, 1); day.year() == year; ++day) {
    const auto weekday = absl::GetWeekday(day);
    const bool weekend = weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
    if (China().IsWorkingDay(day) == weekend) {
      line += (weekend ? " +" : " -") + absl::FormatCivilTime(day).substr(5);
    }
  }
  return line;
}

TEST(WorkingDaysTest, WeekendsAreOffAndMakeUpDaysAreOn) {
  EXPECT_EQ(
      Exceptions(2025),
      " -01-01 +01-26 -01-28 -01-29 -01-30 -01-31 -02-03 -02-04 +02-08 -04-04 +04-27 -05-01 -05-02 -05-05"
      " -06-02 +09-28 -10-01 -10-02 -10-03 -10-06 -10-07 -10-08 +10-11");
  EXPECT_EQ(
      Exceptions(2026),
      " -01-01 -01-02 +01-04 +02-14 -02-16 -02-17 -02-18 -02-19 -02-20 -02-23 +02-28 -04-06 -05-01 -05-04"
      " -05-05 +05-09 -06-19 +09-20 -09-25 -10-01 -10-02 -10-05 -10-06 -10-07 +10-10");
}

TEST(WorkingDaysTest, AYearMissingFromTheTableIsWeekdaysAndSaysSo) {
  EXPECT_TRUE(China().YearKnown(2025));
  EXPECT_TRUE(China().YearKnown(2026));
  EXPECT_FALSE(China().YearKnown(2099));
  EXPECT_EQ(Exceptions(2099), "");
}

TEST(WorkingDaysTest, DeadlinesEndWithTheDay) {
  EXPECT_EQ(Deadline(Hour(2026, 11, 26), 1), "2026-11-28 00:00");  // Thursday -> end of Friday
  EXPECT_EQ(Deadline(Hour(2026, 11, 27), 1), "2026-12-01 00:00");  // Friday -> end of Monday
  EXPECT_EQ(Deadline(Hour(2026, 11, 26), 10), "2026-12-11 00:00");
  EXPECT_EQ(Deadline(Hour(2026, 11, 26), 0), "2026-11-27 00:00");
}

TEST(WorkingDaysTest, TheHourOfTheDayDoesNotMatter) {
  EXPECT_EQ(Deadline(Hour(2026, 11, 26, 0), 1), Deadline(Hour(2026, 11, 26, 23), 1));
  // 20:00 UTC is the next day in China.
  EXPECT_EQ(Deadline(absl::FromCivil(absl::CivilHour(2026, 11, 25, 20), absl::UTCTimeZone()), 1),
            "2026-11-28 00:00");
}

TEST(WorkingDaysTest, HolidaysAreSteppedOverAndMakeUpDaysCount) {
  EXPECT_EQ(Deadline(Hour(2026, 2, 13), 1), "2026-02-15 00:00");  // Friday -> Saturday 14 February works
  EXPECT_EQ(Deadline(Hour(2026, 2, 13), 2), "2026-02-25 00:00");  // then Tuesday after Spring Festival
  EXPECT_EQ(Deadline(Hour(2026, 10, 3), 0), "2026-10-09 00:00");  // asked on a holiday
  EXPECT_EQ(Deadline(Hour(2026, 9, 30), 3), "2026-10-11 00:00");  // 8, 9 and Saturday 10 October
}

TEST(WorkingDaysTest, ACalendarThatCannotBeReadNamesTheLine) {
  for (const char* text :
       {"off 01-01", "year 26", "year x", "year 2027\noff", "year 2027\noff 02-29", "year 2027\noff 13-01",
        "year 2027\noff 05-05..05-01", "year 2027\nmaybe 01-01", "year 2027\noff 1-1"}) {
    EXPECT_THAT(WorkingCalendar::Parse(text), Refused(errors::v1::FIELD_INVALID)) << text;
  }
  EXPECT_EQ(InfoOf(WorkingCalendar::Parse("\nyear x").status()).fields(0).field(), "line 2");
  EXPECT_TRUE(WorkingCalendar::Parse("year 2027\r\noff 01-01 # 元旦\r\n").value().YearKnown(2027));
}

}  // namespace
}  // namespace diandan
