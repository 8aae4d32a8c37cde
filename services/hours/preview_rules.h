// What other settings would have done with entries of the past: each is graded and routed once more under the
// policy in force and under the settings, by the rules that do it in earnest (grade_rules, conflict_rules).
// What a reviewer said since does not route it; it only tells what the settings would have let through. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "diandan/hours/v1/policy_preview.pb.h"
#include "services/hours/preview_rows.h"

namespace diandan::hours {

// Where one entry goes under one policy.
struct PreviewedRoute {
  v1::PreviewedWay way = v1::PREVIEWED_WAY_UNSPECIFIED;
  v1::Grade grade = v1::GRADE_UNSPECIFIED;
  std::vector<std::string> reasons;  // why a person looks: as PreviewedReason.reason
  int32_t credited = 0, over_cap = 0;
  bool on_notice = false;
};
// `before`: what this person has on that day already, over all counties.
PreviewedRoute RouteUnder(const PolicyRow& policy, const PastEntry& entry, int32_t before);

struct PreviewedExamples {
  struct One {
    PastEntry entry;
    PreviewedRoute now, then;
  };
  int32_t entries = 0;
  int64_t minutes = 0;
  std::vector<One> latest;  // at most kExamples, the earliest first
};

// Collects day after day; nothing of a day is kept but what the answer says.
class PolicyPreview {
 public:
  static constexpr size_t kExamples = 3;
  using Ways = std::pair<v1::PreviewedWay, v1::PreviewedWay>;

  PolicyPreview(PolicyRow now, PolicyRow then) : now_(std::move(now)), then_(std::move(then)) {}
  // All entries of one civil day, and what people have on that day in other counties. Days come in order.
  void AddDay(std::vector<PastEntry> entries, const std::map<Uuid, int32_t>& elsewhere);

  const PolicyRow& policy_now() const { return now_; }
  int32_t entries() const { return entries_; }
  int32_t people() const { return static_cast<int32_t>(people_.size()); }
  int32_t without_plan() const { return without_plan_; }
  const v1::PreviewedOutcomes& outcomes_now() const { return outcomes_now_; }
  const v1::PreviewedOutcomes& outcomes_then() const { return outcomes_then_; }
  // By reason: how many entries now and then.
  const std::map<std::string, std::pair<int32_t, int32_t>>& reasons() const { return reasons_; }
  const std::map<Ways, PreviewedExamples>& changes() const { return changes_; }

 private:
  void Add(const PastEntry& entry, int32_t before);

  const PolicyRow now_, then_;
  int32_t entries_ = 0, without_plan_ = 0;
  std::set<Uuid> people_;
  v1::PreviewedOutcomes outcomes_now_, outcomes_then_;
  std::map<std::string, std::pair<int32_t, int32_t>> reasons_;
  std::map<Ways, PreviewedExamples> changes_;
};

}  // namespace diandan::hours
