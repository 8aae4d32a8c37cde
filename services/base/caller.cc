#include "services/base/caller.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"

namespace diandan {
namespace {

constexpr std::pair<Role, absl::string_view> kRoleNames[] = {
    {Role::kClerk, "CLERK"},
    {Role::kOfficer, "OFFICER"},
    {Role::kLeader, "LEADER"},
    {Role::kVolunteer, "VOLUNTEER"},
    {Role::kDispatcher, "DISPATCHER"},
    {Role::kReviewer, "REVIEWER"},
    {Role::kCountyAdmin, "COUNTY_ADMIN"},
    {Role::kLiaison, "LIAISON"},
    {Role::kAuditor, "AUDITOR"},
    {Role::kOperator, "OPERATOR"},
};

template <typename Container, typename Value>
bool Contains(const Container& container, const Value& value) {
  return std::find(container.begin(), container.end(), value) != container.end();
}

Status NotAllowed(const AccessRow& row) {
  std::string roles = absl::StrJoin(
      row.roles, ", ", [](std::string* out, Role role) { absl::StrAppend(out, RoleName(role)); });
  if (roles.empty()) return Refuse(errors::v1::NOT_ALLOWED);
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", roles}});
}

// The part of the decision that needs no grant: OK, a refusal, or "look at the grants".
enum class Early { kAllowed, kNotSignedIn, kNotAllowed, kAskGrants };

Early DecideEarly(const AccessRow& row, const Caller& caller) {
  if (row.anyone) return Early::kAllowed;
  switch (caller.kind) {
    case Caller::Kind::kService:
      return Contains(row.services, caller.service) ? Early::kAllowed : Early::kNotAllowed;
    case Caller::Kind::kAccount:
      return row.any_account ? Early::kAllowed : Early::kAskGrants;
    case Caller::Kind::kNobody:
    case Caller::Kind::kSecret:
      break;
  }
  return Early::kNotSignedIn;
}

template <typename GrantSuffices>
Status Decide(const AccessRow& row, const Caller& caller, GrantSuffices suffices) {
  switch (DecideEarly(row, caller)) {
    case Early::kAllowed:
      return absl::OkStatus();
    case Early::kNotSignedIn:
      return Refuse(errors::v1::NOT_SIGNED_IN);
    case Early::kNotAllowed:
      return NotAllowed(row);
    case Early::kAskGrants:
      break;
  }
  const bool allowed = std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return Contains(row.roles, grant.role) && suffices(grant);
  });
  return allowed ? absl::OkStatus() : NotAllowed(row);
}

}  // namespace

absl::string_view RoleName(Role role) {
  for (const auto& [known, name] : kRoleNames) {
    if (known == role) return name;
  }
  return "NONE";
}

Role RoleFromName(absl::string_view name) {
  for (const auto& [role, known] : kRoleNames) {
    if (known == name) return role;
  }
  return Role::kNone;
}

bool IsInstallationWide(const Grant& grant) {
  return grant.county == 0 && (grant.role == Role::kOperator || grant.role == Role::kAuditor);
}

bool KnowsCounty(const Caller& caller, CountyId county) {
  if (county == caller.home_county || Contains(caller.guest_counties, county)) return true;
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return IsInstallationWide(grant) || (grant.county != 0 && grant.county == county);
  });
}

bool PathCovers(absl::string_view ancestor, absl::string_view path) {
  if (ancestor.empty() || !absl::StartsWith(path, ancestor)) return false;
  return path.size() == ancestor.size() || path[ancestor.size()] == '.';
}

bool Covers(const Grant& grant, const Scope& scope) {
  if (IsInstallationWide(grant)) return true;
  if (grant.county == 0 || grant.county != scope.county) return false;
  switch (grant.scope) {
    case ScopeKind::kOrg:
      return PathCovers(grant.org_path, scope.org_path);
    case ScopeKind::kTeam:
      return !grant.id.is_nil() && Contains(scope.teams, grant.id);
    case ScopeKind::kUnit:
      return !grant.id.is_nil() && Contains(scope.units, grant.id);
    case ScopeKind::kSelf:
      return !grant.id.is_nil() && grant.id == scope.volunteer;
  }
  return false;
}

Status Allowed(const AccessRow& row, const Caller& caller, const Scope& scope) {
  return Decide(row, caller, [&](const Grant& grant) { return Covers(grant, scope); });
}

Status MaybeAllowed(const AccessRow& row, const Caller& caller, CountyId county) {
  const bool by_being_known =
      !row.anyone && row.any_account && caller.kind == Caller::Kind::kAccount && county != 0;
  if (by_being_known && !row.any_county && !KnowsCounty(caller, county)) return NotAllowed(row);
  return Decide(row, caller, [&](const Grant& grant) {
    return IsInstallationWide(grant) || (grant.county != 0 && grant.county == county);
  });
}

}  // namespace diandan
