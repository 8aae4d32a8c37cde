#include "services/base/throttle.h"

#include "gtest/gtest.h"

namespace diandan {
namespace {

const absl::Time kMinute = absl::FromUnixSeconds(60 * 1000);

TEST(ThrottleTest, OneAskerTooOftenLeavesOthersAlone) {
  Throttle throttle(2, 10);
  EXPECT_TRUE(throttle.Take("a", kMinute));
  EXPECT_TRUE(throttle.Take("a", kMinute + absl::Seconds(30)));
  EXPECT_FALSE(throttle.Take("a", kMinute + absl::Seconds(59)));
  EXPECT_TRUE(throttle.Take("b", kMinute + absl::Seconds(59)));
  EXPECT_TRUE(throttle.Take("a", kMinute + absl::Seconds(60)));
}

TEST(ThrottleTest, AllTogetherHaveAnEndToo) {
  Throttle throttle(2, 3);
  for (const char* asker : {"a", "b", "c"}) EXPECT_TRUE(throttle.Take(asker, kMinute));
  EXPECT_FALSE(throttle.Take("d", kMinute));
  EXPECT_TRUE(throttle.Take("d", kMinute + absl::Minutes(1)));
}

}  // namespace
}  // namespace diandan
