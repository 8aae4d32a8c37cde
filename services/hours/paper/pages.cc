#include "services/hours/paper/pages.h"

#include <algorithm>
#include <numeric>

namespace diandan::paper {
namespace {

constexpr size_t kWithClosing = 2;

double Sum(const std::vector<double>& heights, std::pair<size_t, size_t> lines) {
  return std::accumulate(heights.begin() + static_cast<std::ptrdiff_t>(lines.first),
                         heights.begin() + static_cast<std::ptrdiff_t>(lines.second), 0.0);
}

}  // namespace

std::vector<std::pair<size_t, size_t>> Pages(const std::vector<double>& heights, const Room& room) {
  std::vector<std::pair<size_t, size_t>> pages{{0, 0}};
  double left = room.first;
  for (size_t i = 0; i < heights.size(); ++i) {
    auto& page = pages.back();
    // A line taller than a page gets one of its own.
    if (heights[i] > left && page.second > page.first) {
      pages.emplace_back(i, i);
      left = room.further;
    }
    pages.back().second = i + 1;
    left -= heights[i];
  }
  if (left >= room.closing) return pages;
  auto& last = pages.back();
  size_t moved = std::min(kWithClosing, last.second - last.first);
  // Unless that left a page without lines, or is too much for one.
  const bool empties = moved == last.second - last.first && pages.size() > 1;
  if (empties || Sum(heights, {last.second - moved, last.second}) + room.closing > room.further) moved = 0;
  last.second -= moved;
  pages.emplace_back(heights.size() - moved, heights.size());
  return pages;
}

}  // namespace diandan::paper
