#include "services/hours/conflict_rules.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/hours/access_rules.h"

namespace diandan::hours {
namespace {

template <typename T>
bool Contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool Leads(const Caller& caller, const TeamRow* team, const Uuid& team_id) {
  bool by_grant = std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.role == Role::kLeader && grant.scope == ScopeKind::kTeam && grant.id == team_id;
  });
  return by_grant ||
         (team != nullptr && !caller.volunteer.is_nil() && Contains(team->leader_ids, caller.volunteer));
}

bool Waits(const EntryRow& entry, v1::SecondReason reason) {
  return Contains(entry.second_reasons, v1::SecondReason_Name(reason));
}

// A station's own reviewer is not its parent organisation's.
bool ReviewsAbove(const Caller& caller, const EntryRow& entry) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.role == Role::kReviewer && grant.scope == ScopeKind::kOrg &&
           grant.county == entry.county_id &&
           absl::StartsWith(entry.station_path, absl::StrCat(grant.org_path, "."));
  });
}

}  // namespace

std::vector<v1::SecondReason> PartsIn(const Caller& caller, const AcceptanceRow& acceptance,
                                      const TeamRow* team, const Uuid& team_id) {
  const std::string& me = caller.subject;
  std::vector<v1::SecondReason> parts;
  if (me == acceptance.placer) parts.push_back(v1::REVIEWER_PLACED);
  if (Contains(acceptance.code_viewers, me)) parts.push_back(v1::REVIEWER_SAW_CODE);
  if (me == acceptance.witness) parts.push_back(v1::REVIEWER_WITNESSED);
  if (!caller.volunteer.is_nil() && Contains(acceptance.served, caller.volunteer)) {
    parts.push_back(v1::REVIEWER_SERVED);
  }
  if (Contains(acceptance.recorders, me)) parts.push_back(v1::REVIEWER_RECORDED);
  if (Leads(caller, team, team_id)) parts.push_back(v1::REVIEWER_LEADS_TEAM);
  return parts;
}

std::vector<v1::SecondReason> TakesTwo(const PolicyRow& policy, v1::Grade grade, int32_t day_minutes) {
  std::vector<v1::SecondReason> reasons;
  if (day_minutes > policy.very_long_day_minutes) {
    reasons.push_back(v1::VERY_LONG_DAY);
  } else if (day_minutes > policy.long_day_minutes) {
    reasons.push_back(v1::LONG_DAY);
  }
  if (grade == v1::D && day_minutes > 0) reasons.push_back(v1::FROM_MEMORY);
  return reasons;
}

int32_t WithinCap(const PolicyRow& policy, int32_t minutes, int32_t day_minutes) {
  if (policy.day_cap_minutes == 0) return minutes;
  return std::clamp(minutes - (day_minutes - policy.day_cap_minutes), 0, minutes);
}

bool MayConfirm(const Caller& caller, const EntryRow& entry) {
  const bool county = MayGovern(caller, entry.county_id, {Role::kReviewer}).ok();
  if (Waits(entry, v1::VERY_LONG_DAY)) return county;
  return !Waits(entry, v1::LONG_DAY) || county || ReviewsAbove(caller, entry);
}

}  // namespace diandan::hours
