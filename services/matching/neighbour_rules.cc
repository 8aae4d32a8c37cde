#include "services/matching/neighbour_rules.h"

#include <algorithm>
#include <cmath>

#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

constexpr size_t kNearest = 8;  // of one order; more than a trip holds
constexpr double kHectometresPerMilliDegree = 1.11195;
constexpr double kRadiansPerMilliDegree = 3.14159265358979323846 / 180'000;
constexpr int32_t kPastAnyDegree = 360'000;  // keeps cells of negative degrees apart

}  // namespace

Neighbourhoods::Neighbourhoods(const std::vector<Stop>& stops, const SuggestionInputs& inputs,
                               int64_t* compared)
    : stops_(stops), inputs_(inputs), compared_(compared) {
  double narrowest = 1;  // degrees of longitude shrink towards the pole
  for (const Stop& stop : stops) {
    if (stop.ask.point)
      narrowest = std::min(narrowest, std::cos(stop.ask.point->lat_milli * kRadiansPerMilliDegree));
  }
  tall_ = std::max(
      1, static_cast<int32_t>(std::ceil(inputs.policy.radius_hectometres / kHectometresPerMilliDegree)));
  wide_ = static_cast<int32_t>(std::ceil(tall_ / std::max(narrowest, 0.1)));
  for (size_t i = 0; i < stops.size(); ++i) cells_[CellOf(stops[i], 0, 0)].push_back(i);
}

std::vector<size_t> Neighbourhoods::Of(size_t self) const {
  std::vector<Near> near;
  const int32_t reach = stops_[self].ask.point ? 1 : 0;
  for (int32_t up = -reach; up <= reach; ++up) {
    for (int32_t right = -reach; right <= reach; ++right) {
      const auto cell = cells_.find(CellOf(stops_[self], up, right));
      if (cell != cells_.end()) Look(self, cell->second, near);
    }
  }
  std::sort(near.begin(), near.end());
  if (near.size() > kNearest) near.resize(kNearest);
  std::vector<size_t> found;
  for (const Near& one : near) found.push_back(one.stop);
  return found;
}

Neighbourhoods::Cell Neighbourhoods::CellOf(const Stop& stop, int32_t up, int32_t right) const {
  const auto& point = stop.ask.point;
  if (!point) return {DayOf(stop.start), stop.ask.place.village, 0, 0};
  return {DayOf(stop.start), "", (point->lat_milli + kPastAnyDegree) / tall_ + up,
          (point->lng_milli + kPastAnyDegree) / wide_ + right};
}

void Neighbourhoods::Look(size_t self, const std::vector<size_t>& cell, std::vector<Near>& near) const {
  const auto looks = static_cast<ptrdiff_t>(inputs_.policy.looks);
  const auto here = std::lower_bound(cell.begin(), cell.end(), self);
  const auto to = here + std::min(looks + 1, cell.end() - here);
  for (auto other = here - std::min(looks, here - cell.begin()); other != to; ++other) {
    if (*other == self) continue;
    if (compared_ != nullptr) ++*compared_;
    const Stop &a = stops_[self], &b = stops_[*other];
    if (MayGoTogether(a, b, inputs_) && TimesMeet(a, b, inputs_))
      near.push_back({*WayBetween(a, b), absl::AbsDuration(a.start - b.start), *other});
  }
}

}  // namespace diandan::matching
