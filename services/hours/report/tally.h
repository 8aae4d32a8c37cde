// Facts added up by places, units and all together. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/hours/report/facts.h"

namespace diandan::report {

inline constexpr int64_t kYearMinutes = 20 * 60;  // 人均 20 小时
inline constexpr int kYearTrainings = 2;
inline constexpr int kUnitPercent = 80;
inline constexpr int kBackbones = 3;

struct Sums {
  int32_t services = 0, volunteers = 0;
  int64_t minutes = 0;
  int32_t records_due = 0, records_kept = 0;
  int32_t registered = 0, twenty_hours = 0, year_served = 0;
  int64_t year_minutes = 0;  // of those who live here, or are of the unit
  int32_t leaders = 0, leaders_trained = 0, liaisons = 0, liaisons_trained = 0, trained = 0;
  int32_t posts = 0, posts_held = 0;
  int32_t brand_projects = 0, feature_actions = 0;
  int32_t tutors = 0, backbones = 0, arts_groups = 0;
};

// A place with everything below it, and what stands on its own path or that of a closed one below it.
struct PlaceSums {
  const volunteers::v1::DutyPlace* place = nullptr;
  int parent = -1;
  Sums all, own;
};

class Tally {
 public:
  // `facts` lives longer.
  explicit Tally(const Facts& facts);

  const std::vector<PlaceSums>& places() const { return places_; }  // as the facts order them
  const std::vector<Sums>& units() const { return units_; }         // likewise
  const Sums& all() const { return all_; }
  const Sums& all_units() const { return all_units_; }
  // The place of this path, or the nearest open one above it; -1: none.
  int PlaceOf(const std::string& path) const;

 private:
  struct Year {
    int32_t services = 0;
    int64_t minutes = 0;
  };
  template <typename Add>
  void AddAt(int place, const Add& add);
  void AddGiven();
  void AddPeople();
  void AddPosts();
  void AddProjects();
  void AddGroups();

  const Facts& facts_;
  std::vector<PlaceSums> places_;
  std::vector<Sums> units_;
  Sums all_, all_units_;
  absl::flat_hash_map<std::string, int> by_path_;
  absl::flat_hash_map<Uuid, int> person_;
  std::vector<Year> years_;  // of each person
};

}  // namespace diandan::report
