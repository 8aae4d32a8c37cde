#include "services/base/say_time.h"

#include "gtest/gtest.h"
#include "services/base/clock.h"

namespace diandan {
namespace {

constexpr Language kZh = Language::kChinese;
constexpr Language kEn = Language::kEnglish;

absl::Time At(int year, int month, int day, int hour = 0, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(year, month, day, hour, minute), ChinaTime());
}
const absl::Time kNow = At(2026, 11, 20, 10, 42);

TEST(SayTimeTest, DatesCarryTheYearOnlyWhenItIsAnother) {
  EXPECT_EQ(SayDate(At(2026, 11, 26), kNow, kZh), "11 月 26 日 周四");
  EXPECT_EQ(SayDate(At(2025, 3, 2), kNow, kZh), "2025 年 3 月 2 日");
  EXPECT_EQ(SayDate(At(2026, 11, 26), kNow, kEn), "Thu 26 Nov");
  EXPECT_EQ(SayDate(At(2025, 3, 2), kNow, kEn), "Sun 2 Mar 2025");
}

TEST(SayTimeTest, NearDaysHaveNames) {
  EXPECT_EQ(SayDay(At(2026, 11, 20, 23, 59), kNow, kZh), "今天");
  EXPECT_EQ(SayDay(At(2026, 11, 21), kNow, kZh), "明天");
  EXPECT_EQ(SayDay(At(2026, 11, 19), kNow, kZh), "昨天");
  EXPECT_EQ(SayDay(At(2026, 11, 22), kNow, kZh), "11 月 22 日 周日");
  EXPECT_EQ(SayDay(At(2026, 11, 21), kNow, kEn), "tomorrow");
}

TEST(SayTimeTest, TheDayIsChinas) {
  // 18:00 UTC on the 20th is 2:00 on the 21st.
  EXPECT_EQ(SayTime(absl::FromCivil(absl::CivilHour(2026, 11, 20, 18), absl::UTCTimeZone()), kNow, kZh),
            "明天 2:00");
}

TEST(SayTimeTest, ClocksAndRanges) {
  EXPECT_EQ(SayClock(At(2026, 11, 26, 9, 5)), "9:05");
  EXPECT_EQ(SayClock(At(2026, 11, 26)), "0:00");
  EXPECT_EQ(SayTime(At(2026, 11, 20, 18), kNow, kZh), "今天 18:00");
  EXPECT_EQ(SayRange(At(2026, 11, 26, 9), At(2026, 11, 26, 11), kNow, kZh), "11 月 26 日 周四 9:00–11:00");
  EXPECT_EQ(SayRange(At(2026, 11, 20, 22), At(2026, 11, 21, 1), kNow, kZh), "今天 22:00 – 明天 1:00");
}

TEST(SayTimeTest, Minutes) {
  EXPECT_EQ(SayMinutes(150, kZh), "2 小时 30 分");
  EXPECT_EQ(SayMinutes(45, kZh), "45 分");
  EXPECT_EQ(SayMinutes(120, kZh), "2 小时");
  EXPECT_EQ(SayMinutes(0, kZh), "0 分");
  EXPECT_EQ(SayMinutes(-90, kZh), "−1 小时 30 分");
  EXPECT_EQ(SayMinutes(150, kEn), "2 h 30 min");
}

TEST(SayTimeTest, FactsThatAreTimesAreSaidInWords) {
  const std::string fact = TimeFact(At(2026, 11, 26, 9, 30));
  EXPECT_EQ(fact, "2026-11-26T01:30:00Z");
  EXPECT_EQ(SayFact(fact, kZh), "11 月 26 日 9:30");
  EXPECT_EQ(SayFact(fact, kEn), "26 Nov 9:30");
  EXPECT_EQ(SayFact(TimeFact(At(2026, 11, 26, 9, 30) + absl::Microseconds(7)), kZh), "11 月 26 日 9:30");
  for (const char* other : {"", "4", "ACCEPTED", "2026-99-99T01:30:00Z", "aaaa-aaaaaTaaaaaaaaZ"}) {
    EXPECT_EQ(SayFact(other, kZh), other);
  }
  const Status refusal = Refuse(errors::v1::OFFER_EXPIRED, {{"expired_at", fact}});
  EXPECT_EQ(Speak(refusal, kZh).message(), "这次派单已经过时（11 月 26 日 9:30 截止），不影响以后派单。");
}

}  // namespace
}  // namespace diandan
