#include "services/matching/simulate/served_so_far.h"

#include "services/matching/fairness_rules.h"

namespace diandan::matching::simulate {

void ServedSoFar::Add(const std::string& township, bool served, int32_t by) {
  for (ServedCount* count : {&townships_[township], &county_})
    (served ? count->served : count->unserved) += by;
}

void ServedSoFar::Count(const std::string& township, int32_t day, bool served) {
  if (day < first_day_) return;
  by_day_[day].push_back({township, served});
  Add(township, served, +1);
}

int32_t ServedSoFar::ExtraTeams(const std::string& township, int32_t today) {
  first_day_ = today - policy_.window_days();
  for (auto day = by_day_.begin(); day != by_day_.end() && day->first < first_day_;
       day = by_day_.erase(day)) {
    for (const Ended& ended : day->second) Add(ended.township, ended.served, -1);
  }
  const auto found = townships_.find(township);
  if (found == townships_.end() || township.empty()) return 0;
  return ExtraTeamsFor(found->second, county_, policy_);
}

}  // namespace diandan::matching::simulate
