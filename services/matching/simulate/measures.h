// How evenly something is spread, and how sure a mean is. Pure.
#pragma once

#include <vector>

namespace diandan::matching::simulate {

// 0 = all alike, (n-1)/n = one has everything; 0 when there is nothing.
double Gini(std::vector<double> values);
// Share of the sum that the least 0 %, 1/steps … 100 % of the values have; steps + 1 numbers.
std::vector<double> Lorenz(std::vector<double> values, int steps);
// Share of the sum that the largest tenth has (of fewer than ten values: the largest).
double TopTenth(std::vector<double> values);

struct Interval {
  double mean = 0, low = 0, high = 0;
};
// 95 % of Student's t over independent values; with fewer than two values low = high = mean.
Interval IntervalOf(const std::vector<double>& values);
// Two-sided 95 % point of Student's t. `freedom` ≥ 1.
double StudentT95(int freedom);

}  // namespace diandan::matching::simulate
