#include "services/matching/plan/county_pairs.h"

#include <cmath>

#include "absl/strings/str_cat.h"

namespace diandan::matching::plan {
namespace {

constexpr double kFarthestKm = 10'000;

absl::Status CheckPoint(absl::string_view what, size_t index, double east_km, double north_km) {
  for (const auto& [name, km] : {std::pair{"east_km", east_km}, std::pair{"north_km", north_km}}) {
    // Written so that NaN fails as well.
    if (std::fabs(km) <= kFarthestKm) continue;
    return absl::InvalidArgumentError(absl::StrCat(what, "[", index, "].", name, " is ", km,
                                                   "; wanted: kilometres between -10000 and 10000"));
  }
  return absl::OkStatus();
}

}  // namespace

ListedPairs::ListedPairs(const std::vector<std::vector<Option>>& rows) : first_{0} {
  for (const std::vector<Option>& row : rows) {
    options_.insert(options_.end(), row.begin(), row.end());
    first_.push_back(options_.size());
  }
}

void ListedPairs::Options(int32_t order, std::vector<Option>& out) const {
  out.insert(out.end(), options_.begin() + ptrdiff_t(first_[order]),
             options_.begin() + ptrdiff_t(first_[order + 1]));
}

absl::StatusOr<std::shared_ptr<const CountyPairs>> CountyPairs::Make(const std::vector<CountyOrder>& orders,
                                                                     const std::vector<CountyTeam>& teams,
                                                                     const CountyCosts& costs) {
  auto made = std::make_shared<CountyPairs>();
  made->costs_ = costs;
  for (size_t i = 0; i < orders.size(); ++i) {
    const CountyOrder& order = orders[i];
    if (absl::Status s = CheckPoint("orders", i, order.east_km, order.north_km); !s.ok()) return s;
    if (order.skill < 0 || order.skill >= kSkills) {
      return absl::InvalidArgumentError(
          absl::StrCat("orders[", i, "].skill is ", order.skill, "; wanted: 0 to ", kSkills - 1));
    }
    made->asks_.push_back({int32_t(std::lround(order.east_km * 1000)),
                           int32_t(std::lround(order.north_km * 1000)), order.skill});
  }
  for (size_t i = 0; i < teams.size(); ++i) {
    const CountyTeam& team = teams[i];
    if (absl::Status s = CheckPoint("teams", i, team.east_km, team.north_km); !s.ok()) return s;
    for (int skill = 0; skill < kSkills; ++skill) {
      if (((team.skills >> skill) & 1) == 0) continue;
      Skilled& skilled = made->skilled_[size_t(skill)];
      skilled.x.push_back(int32_t(std::lround(team.east_km * 1000)));
      skilled.y.push_back(int32_t(std::lround(team.north_km * 1000)));
      skilled.points.push_back(team.points);
      skilled.team.push_back(int32_t(i));
    }
  }
  return made;
}

void CountyPairs::Options(int32_t order, std::vector<Option>& out) const {
  const Ask& ask = asks_[size_t(order)];
  const Skilled& skilled = skilled_[size_t(ask.skill)];
  const int64_t radius = int64_t{1000} * costs_.radius_km;
  const int64_t points_per_km = costs_.points_per_km;
  const size_t size = skilled.team.size(), before = out.size();
  // Written without a branch: about half of the teams are near enough, which no processor guesses well.
  out.resize(before + size);
  Option* next = out.data() + before;
  for (size_t i = 0; i < size; ++i) {
    const int64_t dx = skilled.x[i] - ask.x, dy = skilled.y[i] - ask.y;
    const int64_t squared = dx * dx + dy * dy;
    // Exact: an integer below 2^53, whose root is rounded as IEEE 754 says.
    const auto metres = int64_t(std::sqrt(double(squared)));
    *next = {skilled.team[i], int32_t(metres * points_per_km / 1000) + skilled.points[i]};
    next += squared <= radius * radius;
  }
  out.resize(size_t(next - out.data()));
}

}  // namespace diandan::matching::plan
