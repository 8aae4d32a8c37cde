#include "services/hours/preview_rules.h"

#include <algorithm>

#include "services/hours/conflict_rules.h"
#include "services/hours/grade_rules.h"
#include "services/hours/policy_rules.h"

namespace diandan::hours {
namespace {

v1::PreviewedWay WayOf(const std::vector<v1::SecondReason>& two, bool by_rule) {
  if (std::find(two.begin(), two.end(), v1::VERY_LONG_DAY) != two.end()) return v1::BY_COUNTY;
  if (!two.empty()) return v1::BY_TWO;
  return by_rule ? v1::BY_RULE : v1::BY_REVIEWER;
}

std::vector<std::string> ReasonsOf(const Grading& grading, const std::vector<v1::SecondReason>& two) {
  std::vector<std::string> names;
  for (v1::Doubt doubt : grading.doubts) {
    if (NeedsAReviewer(doubt)) names.push_back(v1::Doubt_Name(doubt));
  }
  for (v1::SecondReason reason : two) {
    if (reason != v1::FROM_MEMORY) names.push_back(v1::SecondReason_Name(reason));  // a doubt says it already
  }
  if (names.empty()) names.push_back("GRADE_NOT_PASSED");
  return names;
}

// Somebody looked since and credited less than was reported.
bool WasCut(const PastEntry& entry) {
  if (entry.reason == v1::CAPPED_BY_POLICY) return false;
  return entry.state == v1::VOIDED ||
         (entry.state == v1::POSTED && entry.posted_minutes < entry.reported_minutes);
}

// What counts towards the person's day: what stands, or would.
int32_t MinutesOfDay(const PastEntry& entry) {
  if (entry.state == v1::VOIDED) return 0;
  return entry.state == v1::POSTED ? entry.posted_minutes : entry.reported_minutes;
}

void Count(const PastEntry& entry, const PreviewedRoute& route, v1::PreviewedOutcomes& outcomes) {
  switch (route.way) {
    case v1::BY_RULE:
      outcomes.set_by_rule(outcomes.by_rule() + 1);
      outcomes.set_minutes_by_rule(outcomes.minutes_by_rule() + route.credited);
      if (WasCut(entry)) outcomes.set_by_rule_but_cut(outcomes.by_rule_but_cut() + 1);
      break;
    case v1::BY_TWO:
      outcomes.set_by_two(outcomes.by_two() + 1);
      break;
    case v1::BY_COUNTY:
      outcomes.set_by_county(outcomes.by_county() + 1);
      break;
    default:
      outcomes.set_by_reviewer(outcomes.by_reviewer() + 1);
  }
  if (route.on_notice) outcomes.set_on_notice(outcomes.on_notice() + 1);
  if (route.over_cap == 0) return;
  outcomes.set_capped(outcomes.capped() + 1);
  outcomes.set_capped_minutes(outcomes.capped_minutes() + route.over_cap);
}

int32_t ByRule(const PreviewedRoute& route) { return route.way == v1::BY_RULE ? route.credited : 0; }

}  // namespace

PreviewedRoute RouteUnder(const PolicyRow& policy, const PastEntry& entry, int32_t before) {
  const Grading grading = GradeBy(KeptFacts(entry.doubts, entry.reported_minutes, entry.planned_minutes,
                                            entry.session_minutes, entry.photo_lacking),
                                  policy);
  PreviewedRoute route;
  route.grade = grading.grade;
  route.credited = WithinCap(policy, entry.reported_minutes, before + entry.reported_minutes);
  route.over_cap = entry.reported_minutes - route.credited;
  const auto two = TakesTwo(policy, grading.grade, route.credited > 0 ? before + route.credited : 0);
  route.way = WayOf(two, grading.passes_by_rule);
  if (route.way != v1::BY_RULE) route.reasons = ReasonsOf(grading, two);
  route.on_notice = NoticeDays(policy, grading.grade) > 0;
  return route;
}

void PolicyPreview::AddDay(std::vector<PastEntry> entries, const std::map<Uuid, int32_t>& elsewhere) {
  std::sort(entries.begin(), entries.end(), [](const PastEntry& a, const PastEntry& b) {
    return std::tie(a.start_at, a.id) < std::tie(b.start_at, b.id);
  });
  std::map<Uuid, int32_t> day = elsewhere;
  for (const PastEntry& entry : entries) {
    int32_t& minutes = day[entry.volunteer_id];
    Add(entry, minutes);
    minutes += MinutesOfDay(entry);
  }
}

void PolicyPreview::Add(const PastEntry& entry, int32_t before) {
  ++entries_;
  people_.insert(entry.volunteer_id);
  if (entry.planned_minutes == 0) ++without_plan_;
  const PreviewedRoute now = RouteUnder(now_, entry, before), then = RouteUnder(then_, entry, before);
  Count(entry, now, outcomes_now_);
  Count(entry, then, outcomes_then_);
  for (const std::string& reason : now.reasons) ++reasons_[reason].first;
  for (const std::string& reason : then.reasons) ++reasons_[reason].second;
  if (now.way == then.way && now.credited == then.credited) return;
  PreviewedExamples& change = changes_[{now.way, then.way}];
  ++change.entries;
  change.minutes += ByRule(then) - ByRule(now);
  change.latest.push_back({entry, now, then});
  if (change.latest.size() > kExamples) change.latest.erase(change.latest.begin());
}

}  // namespace diandan::hours
