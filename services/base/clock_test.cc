#include "services/base/clock.h"

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace diandan {
namespace {

TEST(ClockTest, ChinaIsEightHoursAhead) {
  EXPECT_EQ(absl::FormatTime("%Y-%m-%d %H:%M", absl::UnixEpoch(), ChinaTime()), "1970-01-01 08:00");
}

TEST(ClockTest, TheSystemsTimeIsWholeMicroseconds) {
  const absl::Time before = absl::Now() - absl::Microseconds(1);
  const absl::Time now = Clock::System().Now();
  EXPECT_GE(now, before);
  EXPECT_EQ(now, absl::FromUnixMicros(absl::ToUnixMicros(now)));
}

TEST(ClockTest, AFakeOneMovesOnlyWhenTold) {
  FakeClock clock(absl::UnixEpoch());
  clock.Advance(absl::Minutes(90));
  EXPECT_EQ(clock.Now(), absl::UnixEpoch() + absl::Minutes(90));
  clock.Set(absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
}

}  // namespace
}  // namespace diandan
