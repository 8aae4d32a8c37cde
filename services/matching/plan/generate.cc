#include "services/matching/plan/generate.h"

#include <algorithm>

#include "services/matching/plan/county_pairs.h"
#include "services/matching/plan/random.h"

namespace diandan::matching::plan {
namespace {

constexpr int kTownships = 16;
constexpr int kCountySkills = 12;
constexpr int64_t kWidth = 80'000, kHeight = 60'000;  // metres

struct Spot {
  int64_t x = 0, y = 0;
};

class Landscape {
 public:
  explicit Landscape(Draw& draw) : draw_(draw) {
    for (int i = 0; i < kTownships; ++i) {
      centres_.push_back({draw.Between(5'000, kWidth - 5'000), draw.Between(5'000, kHeight - 5'000)});
      // People need more where many live, and teams are spread more evenly than people.
      const int64_t needs = draw.Between(2, 9);
      needs_.push_back(needs * needs);
      teams_.push_back(draw.Between(3, 6));
    }
    for (int i = 0; i < kCountySkills; ++i) demand_.push_back(i + 6);
    for (int i = 0; i < kCountySkills; ++i) supply_.push_back(i + 8);
  }
  Spot OfOrder() { return Near(needs_, 2'500); }
  Spot OfTeam() { return Near(teams_, 6'000); }
  int32_t Wanted() { return int32_t(draw_.Index(demand_)); }
  uint32_t Skills() {
    uint32_t skills = 0;
    for (int64_t left = draw_.Between(3, 8); left > 0; --left) skills |= 1u << draw_.Index(supply_);
    return skills;
  }

 private:
  // Most live around a township's centre, some anywhere.
  Spot Near(const std::vector<int64_t>& weights, int64_t spread) {
    if (draw_.Chance(15)) return {draw_.Between(0, kWidth), draw_.Between(0, kHeight)};
    const Spot centre = centres_[draw_.Index(weights)];
    const int64_t x = centre.x + draw_.Bell(spread), y = centre.y + draw_.Bell(spread);
    return {std::clamp<int64_t>(x, 0, kWidth), std::clamp<int64_t>(y, 0, kHeight)};
  }

  Draw& draw_;
  std::vector<Spot> centres_;
  std::vector<int64_t> needs_, teams_, demand_, supply_;
};

void DrawTeams(Draw& draw, uint64_t seed, int32_t count, Instance& instance) {
  for (int32_t i = 0; i < count; ++i) {
    const auto capacity = int32_t(draw.Between(1, 8));
    instance.teams.push_back({.key = Lot(seed, 2, uint64_t(i)), .weekly = capacity, .crews = capacity});
  }
}

}  // namespace

Instance GenerateU(uint64_t seed, Size size) {
  Draw draw(seed);
  Instance made;
  DrawTeams(draw, seed, size.teams, made);
  std::vector<std::vector<Option>> rows(static_cast<size_t>(size.orders));
  const int32_t degree = std::min(20, size.teams);
  for (int32_t i = 0; i < size.orders; ++i) {
    made.orders.push_back({.key = Lot(seed, 1, uint64_t(i)), .penalty = kUnservedPoints});
    std::vector<Option>& row = rows[size_t(i)];
    while (int32_t(row.size()) < degree) {
      const auto team = int32_t(draw.Between(0, size.teams - 1));
      if (std::any_of(row.begin(), row.end(), [&](const Option& o) { return o.team == team; })) continue;
      row.push_back({team, int32_t(draw.Between(1, 1000))});
    }
  }
  made.pairs = std::make_shared<ListedPairs>(rows);
  return made;
}

Instance GenerateG(uint64_t seed, Size size) {
  Draw draw(seed);
  Landscape land(draw);
  Instance made;
  DrawTeams(draw, seed, size.teams, made);
  std::vector<CountyTeam> teams;
  for (Team& team : made.teams) {
    const Spot spot = land.OfTeam();
    const auto rating = int32_t(draw.Between(0, 80)), load = int32_t(draw.Between(0, 4));
    team.load = load;
    teams.push_back({double(spot.x) / 1000, double(spot.y) / 1000, land.Skills(), rating + 25 * load});
  }
  std::vector<CountyOrder> orders;
  for (int32_t i = 0; i < size.orders; ++i) {
    const Spot spot = land.OfOrder();
    made.orders.push_back({.key = Lot(seed, 1, uint64_t(i)), .penalty = kUnservedPoints});
    orders.push_back({double(spot.x) / 1000, double(spot.y) / 1000, land.Wanted()});
  }
  made.pairs = *CountyPairs::Make(orders, teams, {});
  return made;
}

Instance GenerateSlots(uint64_t seed, Size size, int64_t fairness) {
  Instance made = GenerateG(seed, size);
  Draw draw(Lot(seed, 3, 3));
  made.slots = kSlotsInWeek;
  made.fairness = fairness;
  for (Team& team : made.teams) {
    team.crews = draw.Chance(25) ? 2 : 1;
    team.open = 0;
    for (int slot = 0; slot < made.slots; ++slot) team.open |= uint64_t(draw.Chance(65)) << slot;
  }
  for (Order& order : made.orders) {
    const auto length = int32_t(draw.Between(1, 3));
    const auto first = int32_t(draw.Between(0, made.slots - length));
    order.window = ((uint64_t{1} << length) - 1) << first;
    // Routine, soon, urgent; and each day of waiting.
    const int64_t priority = draw.Chance(10) ? 10'000 : draw.Chance(30) ? 4'000 : 0;
    order.penalty = kUnservedPoints + priority + 100 * draw.Between(0, 20);
  }
  return made;
}

Instance GenerateTimed(uint64_t seed, Size size) {
  Instance made = GenerateG(seed, size);
  Draw draw(Lot(seed, 4, 4));
  made.slots = kSlotsInWeek;
  for (Team& team : made.teams) {
    team.crews = 1;
    team.open = (uint64_t{1} << made.slots) - 1;
  }
  for (Order& order : made.orders) {
    order.duration = int32_t(draw.Between(2, 8)) * 30;
    const auto latest = (18 * 60 - order.duration - 8 * 60) / 30;
    order.start = int32_t(draw.Between(0, 6)) * 24 * 60 + 8 * 60 + int32_t(draw.Between(0, latest)) * 30;
    const int32_t slot = order.start / (24 * 60) * 3 + (order.start % (24 * 60) >= 12 * 60);
    order.window = uint64_t{1} << slot;
  }
  return made;
}

}  // namespace diandan::matching::plan
