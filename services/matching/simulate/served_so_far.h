// How often the townships of a replayed county were served so far, so that the replay asks more teams where
// the product would. Pure; belongs to one run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "diandan/matching/v1/types.pb.h"
#include "services/matching/fairness_counts.h"

namespace diandan::matching::simulate {

class ServedSoFar {
 public:
  explicit ServedSoFar(const v1::FairnessPolicy& policy) : policy_(policy) {}

  // An order of the township came to an end; `day` (DayOf) is when it was let through. Whoever withdraws or
  // is let down by a team that does not come counts neither way, as in the product.
  void Count(const std::string& township, int32_t day, bool served);
  // Teams a wave of `today` asks more there. Days never go back.
  int32_t ExtraTeams(const std::string& township, int32_t today);

 private:
  void Add(const std::string& township, bool served, int32_t by);

  const v1::FairnessPolicy& policy_;
  struct Ended {
    std::string township;
    bool served;
  };
  std::map<int32_t, std::vector<Ended>> by_day_;  // let through then; only those that still count
  absl::flat_hash_map<std::string, ServedCount> townships_;
  ServedCount county_;
  int32_t first_day_ = INT32_MIN;  // that counts
};

}  // namespace diandan::matching::simulate
