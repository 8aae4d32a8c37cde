#include "services/base/interval.h"

#include "gtest/gtest.h"

namespace diandan {
namespace {

struct Example {
  int hits, of;
  double low, high;
};

// statsmodels.stats.proportion.proportion_confint(hits, of, method='wilson')
TEST(IntervalTest, AShareOfFewCasesIsWide) {
  for (const Example& each : {Example{0, 0, 0, 1}, Example{5, 5, 0.5655, 1}, Example{5, 6, 0.4365, 0.9699},
                              Example{0, 20, 0, 0.1611}, Example{83, 100, 0.7445, 0.8911}}) {
    const RateInterval found = WilsonInterval(each.hits, each.of);
    EXPECT_NEAR(found.low, each.low, 0.0005) << each.hits << " of " << each.of;
    EXPECT_NEAR(found.high, each.high, 0.0005) << each.hits << " of " << each.of;
  }
}

}  // namespace
}  // namespace diandan
