// Two sources of pairs that need no database: a list of them, and a county drawn on a plane, where a team may
// serve what it has the skill for within a radius, for distance and a figure of its own. Generated counties
// and published instances are read into these. Immutable once made, safe from any thread.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {

class ListedPairs : public PairSource {
 public:
  // `rows[order]`: its eligible teams.
  explicit ListedPairs(const std::vector<std::vector<Option>>& rows);
  void Options(int32_t order, std::vector<Option>& out) const override;

 private:
  std::vector<size_t> first_;
  std::vector<Option> options_;
};

inline constexpr int kSkills = 32;

// Kilometres east and north of any point; skills are numbered from 0.
struct CountyOrder {
  double east_km = 0, north_km = 0;
  int32_t skill = 0;
};
struct CountyTeam {
  double east_km = 0, north_km = 0;
  uint32_t skills = 0;  // bit = skill
  int32_t points = 0;   // rating and load, whatever the order
};
struct CountyCosts {
  int32_t points_per_km = 20;
  int32_t radius_km = 30;
};

class CountyPairs : public PairSource {
 public:
  // INVALID_ARGUMENT names the first coordinate that is not a number or beyond 10,000 km, or the skill that
  // is not one.
  static absl::StatusOr<std::shared_ptr<const CountyPairs>> Make(const std::vector<CountyOrder>& orders,
                                                                 const std::vector<CountyTeam>& teams,
                                                                 const CountyCosts& costs);
  void Options(int32_t order, std::vector<Option>& out) const override;

 private:
  struct Ask {
    int32_t x, y, skill;  // metres
  };
  // Teams of one skill, column by column, so that a row is a few straight loops.
  struct Skilled {
    std::vector<int32_t> x, y, points, team;
  };
  std::vector<Ask> asks_;
  std::array<Skilled, kSkills> skilled_;
  CountyCosts costs_;
};

}  // namespace diandan::matching::plan
