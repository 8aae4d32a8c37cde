#include "services/hours/conflict_rules.h"

#include <algorithm>

#include "services/hours/access_rules.h"
#include "services/hours/claim_rules.h"

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

std::vector<v1::SecondReason> TakesTwo(v1::Grade grade, int32_t day_minutes) {
  std::vector<v1::SecondReason> reasons;
  if (day_minutes > kVeryLongDay) {
    reasons.push_back(v1::VERY_LONG_DAY);
  } else if (day_minutes > kLongDay) {
    reasons.push_back(v1::LONG_DAY);
  }
  if (grade == v1::D && day_minutes > 0) reasons.push_back(v1::FROM_MEMORY);
  return reasons;
}

bool MayConfirm(const Caller& caller, const EntryRow& entry) {
  if (!Contains(entry.second_reasons, v1::SecondReason_Name(v1::VERY_LONG_DAY))) return true;
  return MayGovern(caller, entry.county_id, {Role::kReviewer}).ok();
}

}  // namespace diandan::hours
