#include "services/matching/simulate/measures.h"

#include "gtest/gtest.h"

namespace diandan::matching::simulate {
namespace {

TEST(MeasuresTest, GiniByHand) {
  EXPECT_DOUBLE_EQ(Gini({}), 0);
  EXPECT_DOUBLE_EQ(Gini({0, 0}), 0);
  EXPECT_NEAR(Gini({3, 3, 3}), 0, 1e-12);
  EXPECT_NEAR(Gini({0, 0, 0, 8}), 0.75, 1e-12);
  // Mean difference of 1, 2, 3, 4, 5 is 1.6; over twice the mean of 3.
  EXPECT_NEAR(Gini({5, 1, 4, 2, 3}), 1.6 / 6, 1e-12);
}

TEST(MeasuresTest, TheLorenzCurveAndTheTopTenthByHand) {
  const std::vector<double> curve = Lorenz({4, 1, 3, 2}, 4);
  ASSERT_EQ(curve.size(), 5u);
  const double expected[] = {0, 0.1, 0.3, 0.6, 1};
  for (size_t i = 0; i < 5; ++i) EXPECT_NEAR(curve[i], expected[i], 1e-12);
  EXPECT_NEAR(Lorenz({4, 1, 3, 2}, 8)[1], 0.05, 1e-12) << "between two teams";
  std::vector<double> twenty(20, 1);
  twenty[7] = twenty[11] = 11;
  EXPECT_NEAR(TopTenth(twenty), 22.0 / 40, 1e-12);
}

TEST(MeasuresTest, StudentsTAsInTheTables) {
  const std::pair<int, double> table[] = {{1, 12.706}, {4, 2.776},  {10, 2.228}, {11, 2.201},
                                          {19, 2.093}, {30, 2.042}, {60, 2.000}, {120, 1.980}};
  for (const auto& [freedom, t] : table) EXPECT_NEAR(StudentT95(freedom), t, 0.0006) << freedom;
}

TEST(MeasuresTest, AnIntervalByHand) {
  // Mean 3, standard deviation √2.5, t(4) = 2.776.
  const Interval interval = IntervalOf({1, 2, 3, 4, 5});
  EXPECT_NEAR(interval.mean, 3, 1e-12);
  EXPECT_NEAR(interval.high - interval.mean, 2.7764 * std::sqrt(2.5 / 5), 1e-4);
  EXPECT_NEAR(interval.mean - interval.low, 2.7764 * std::sqrt(2.5 / 5), 1e-4);
}

}  // namespace
}  // namespace diandan::matching::simulate
