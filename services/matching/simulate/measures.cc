#include "services/matching/simulate/measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace diandan::matching::simulate {

double Gini(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double weighted = 0, sum = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    weighted += double(2 * i + 1) * values[i];
    sum += values[i];
  }
  const double n = double(values.size());
  return sum > 0 ? weighted / (n * sum) - 1 : 0;
}

std::vector<double> Lorenz(std::vector<double> values, int steps) {
  std::sort(values.begin(), values.end());
  std::vector<double> before(values.size() + 1, 0);
  std::partial_sum(values.begin(), values.end(), before.begin() + 1);
  std::vector<double> curve;
  for (int step = 0; step <= steps; ++step) {
    const double place = double(values.size()) * step / steps;
    const size_t whole = std::min(size_t(place), values.size());
    const double part = whole < values.size() ? (place - double(whole)) * values[whole] : 0;
    curve.push_back(before.back() > 0 ? (before[whole] + part) / before.back() : 0);
  }
  return curve;
}

double TopTenth(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end(), std::greater<>());
  const auto top = values.begin() + ptrdiff_t(std::max<size_t>(1, values.size() / 10));
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return sum > 0 ? std::accumulate(values.begin(), top, 0.0) / sum : 0;
}

double StudentT95(int freedom) {
  static constexpr double kFirst[] = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706,
                                      2.4469,  2.3646, 2.3060, 2.2622, 2.2281};
  if (freedom <= 10) return kFirst[std::max(freedom, 1) - 1];
  // Cornish and Fisher's expansion around the normal distribution, exact to four digits from here on.
  const double z = 1.959963985, z2 = z * z, v = freedom;
  return z + z * (z2 + 1) / (4 * v) + z * ((5 * z2 + 16) * z2 + 3) / (96 * v * v) +
         z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * v * v * v);
}

Interval IntervalOf(const std::vector<double>& values) {
  Interval interval;
  const double n = double(values.size());
  if (values.empty()) return interval;
  interval.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - interval.mean) * (value - interval.mean);
  const double half =
      values.size() < 2 ? 0 : StudentT95(int(values.size()) - 1) * std::sqrt(squares / (n - 1) / n);
  interval.low = interval.mean - half;
  interval.high = interval.mean + half;
  return interval;
}

}  // namespace diandan::matching::simulate
