#include "services/base/interval.h"

#include <algorithm>
#include <cmath>

namespace diandan {

RateInterval WilsonInterval(int64_t hits, int64_t of) {
  if (of == 0) return {};
  constexpr double z = 1.959963985, z2 = z * z;
  const double n = static_cast<double>(of), rate = static_cast<double>(hits) / n;
  const double middle = rate + z2 / (2 * n);
  const double half = z * std::sqrt(rate * (1 - rate) / n + z2 / (4 * n * n));
  const double scale = 1 + z2 / n;
  return {std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
}

}  // namespace diandan
