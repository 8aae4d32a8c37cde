#include "services/orders/photo_look.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace diandan::orders {
namespace {

constexpr int kGrid = 32, kWaves = 8;
using Grey = std::array<std::array<double, kGrid>, kGrid>;

// The mean brightness of each part; a small picture's pixels stand for several parts.
Grey InParts(const Pixels& pixels) {
  Grey grey{};
  for (int y = 0; y < kGrid; ++y) {
    const int top = y * pixels.height / kGrid, bottom = std::max(top + 1, (y + 1) * pixels.height / kGrid);
    for (int x = 0; x < kGrid; ++x) {
      const int left = x * pixels.width / kGrid, right = std::max(left + 1, (x + 1) * pixels.width / kGrid);
      int64_t sum = 0;
      for (int v = top; v < bottom; ++v) {
        for (int u = left; u < right; ++u) {
          const size_t at = (size_t(v) * size_t(pixels.width) + size_t(u)) * 3;
          sum += 299 * uint8_t(pixels.rgb[at]) + 587 * uint8_t(pixels.rgb[at + 1]) +
                 114 * uint8_t(pixels.rgb[at + 2]);
        }
      }
      grey[size_t(y)][size_t(x)] = double(sum) / (1000.0 * (bottom - top) * (right - left));
    }
  }
  return grey;
}

// Row or column by row or column: the first kWaves cosines.
double Cosine(int wave, int at) { return std::cos(M_PI / kGrid * (at + 0.5) * wave); }

}  // namespace

uint64_t LookOf(const Pixels& pixels) {
  if (pixels.width <= 0 || pixels.height <= 0) return 0;
  const Grey grey = InParts(pixels);
  std::array<std::array<double, kGrid>, kWaves> rows{};
  for (int wave = 0; wave < kWaves; ++wave) {
    for (int y = 0; y < kGrid; ++y) {
      for (int x = 0; x < kGrid; ++x)
        rows[size_t(wave)][size_t(y)] += grey[size_t(y)][size_t(x)] * Cosine(wave, x);
    }
  }
  std::array<double, kWaves * kWaves> waves{};
  for (int down = 0; down < kWaves; ++down) {
    for (int across = 0; across < kWaves; ++across) {
      for (int y = 0; y < kGrid; ++y) {
        waves[size_t(down * kWaves + across)] += rows[size_t(across)][size_t(y)] * Cosine(down, y);
      }
    }
  }
  waves[0] = 0;  // how bright it is as a whole
  const auto [least, most] = std::minmax_element(waves.begin(), waves.end());
  if (*most - *least < 1) return 0;
  auto sorted = waves;
  std::nth_element(sorted.begin(), sorted.begin() + sorted.size() / 2, sorted.end());
  uint64_t look = 0;
  for (size_t i = 0; i < waves.size(); ++i) look |= uint64_t{waves[i] > sorted[sorted.size() / 2]} << i;
  return look;
}

}  // namespace diandan::orders
