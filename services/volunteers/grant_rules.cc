#include "services/volunteers/grant_rules.h"

#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"

namespace diandan::volunteers {
namespace {

using Asked = v1::GrantRequest;

// Which scope each role stands on; OPERATOR has none.
Asked::ScopeCase ScopeOf(v1::Role role) {
  switch (role) {
    case v1::LEADER:
      return Asked::kTeam;
    case v1::LIAISON:
      return Asked::kUnit;
    case v1::VOLUNTEER:
      return Asked::kSelf;
    case v1::OPERATOR:
      return Asked::SCOPE_NOT_SET;
    default:
      return Asked::kOrg;
  }
}

const char* FieldOf(Asked::ScopeCase scope) {
  switch (scope) {
    case Asked::kOrg:
      return "org";
    case Asked::kTeam:
      return "team";
    case Asked::kUnit:
      return "unit";
    case Asked::kSelf:
      return "self";
    default:
      return "role";
  }
}

// Roles that speak for the whole county stand at its centre; officers at an institute, clerks below.
Status CheckTier(v1::Role role, const OrgRow& org, const std::string& at) {
  const bool wide =
      role == v1::COUNTY_ADMIN || role == v1::DISPATCHER || role == v1::REVIEWER || role == v1::AUDITOR;
  if (wide && org.tier != v1::CENTRE) {
    return InvalidField(at + "org", ResourceNameOf(org.county_id, "orgs", org.id), "one_of:CENTRE");
  }
  return absl::OkStatus();
}

Status FillOrg(const Work& work, const Asked& asked, const std::string& at, GrantRow& row) {
  DD_RETURN_IF_ERROR(SameCounty(work, at + "org", asked.org()));
  const OrgRow* org = work.Find<OrgRow>(IdOf(asked.org()));
  if (org == nullptr || org->closed) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", asked.org()}});
  DD_RETURN_IF_ERROR(CheckTier(asked.role(), *org, at));
  row.org_path = org->path;
  return absl::OkStatus();
}

Scope PlaceOf(const Work& work, const GrantRow& grant) {
  Scope place;
  place.org_path = grant.org_path;
  if (grant.team_id) {
    if (const TeamRow* team = work.Find<TeamRow>(*grant.team_id)) place.org_path = team->org_path;
  }
  if (grant.self_volunteer_id) {
    if (const VolunteerRow* person = work.Find<VolunteerRow>(*grant.self_volunteer_id))
      place.org_path = person->org_path;
  }
  return place;
}

// Beside the county's administrator, who gives every role.
std::vector<Role> GiversOf(v1::Role role) {
  switch (role) {
    case v1::COUNTY_ADMIN:
      return {Role::kOperator};
    case v1::CLERK:
      return {Role::kOfficer};
    case v1::LEADER:
    case v1::VOLUNTEER:
      return {Role::kOfficer, Role::kClerk};
    default:
      return {};
  }
}

}  // namespace

void TouchScope(const Asked& asked, Touches& touches) {
  touches.Add<OrgRow>(IdOf(asked.org()));
  touches.Add<TeamRow>(IdOf(asked.team()));
  touches.Add<UnitRow>(IdOf(asked.unit()));
}

Status FillScope(const Work& work, const AccountRow& account, const Asked& asked, const std::string& at,
                 GrantRow& row) {
  const Asked::ScopeCase wanted = ScopeOf(asked.role());
  if (asked.scope_case() != wanted) {
    return InvalidField(at + FieldOf(asked.scope_case()), v1::Role_Name(asked.role()),
                        wanted == Asked::SCOPE_NOT_SET ? "none" : std::string("one_of:") + FieldOf(wanted));
  }
  if (asked.has_valid_until()) row.valid_until = FromProto(asked.valid_until());
  switch (wanted) {
    case Asked::kOrg:
      return FillOrg(work, asked, at, row);
    case Asked::kTeam:
      DD_RETURN_IF_ERROR(SameCounty(work, at + "team", asked.team()));
      if (work.Find<TeamRow>(IdOf(asked.team())) == nullptr) {
        return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", asked.team()}});
      }
      row.team_id = IdOf(asked.team());
      return absl::OkStatus();
    case Asked::kUnit:
      DD_RETURN_IF_ERROR(SameCounty(work, at + "unit", asked.unit()));
      if (work.Find<UnitRow>(IdOf(asked.unit())) == nullptr) {
        return Refuse(errors::v1::UNIT_UNKNOWN, {{"unit", asked.unit()}});
      }
      row.unit_id = IdOf(asked.unit());
      return absl::OkStatus();
    case Asked::kSelf:
      if (!account.volunteer_id) return InvalidField("volunteer", "", "required");
      row.self_volunteer_id = account.volunteer_id;
      return absl::OkStatus();
    case Asked::SCOPE_NOT_SET:
      break;
  }
  // The operator is made by the server itself, for the installation and not for a county.
  return InvalidField(at + "role", v1::Role_Name(asked.role()), "one_of:COUNTY_ADMIN");
}

Status MayGrant(const Work& work, const GrantRow& grant) {
  if (HoldsInCounty(work.caller, work.county, {Role::kCountyAdmin})) return absl::OkStatus();
  const std::vector<Role> givers = GiversOf(grant.role);
  if (givers.empty()) return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "COUNTY_ADMIN"}});
  return MustHold(work.caller, work.county, givers, PlaceOf(work, grant));
}

bool GrantHolds(const GrantRow& row, absl::Time now) {
  return !row.revoked_at && (!row.valid_until || *row.valid_until > now);
}

v1::Grant ShowGrant(const GrantRow& row) {
  v1::Grant grant;
  grant.set_grant_id(row.id.ToString());
  grant.set_role(row.role);
  grant.set_county_id(row.county_id);
  if (!row.org_path.empty()) grant.set_org_path(row.org_path);
  if (row.team_id) grant.set_team_id(row.team_id->ToString());
  if (row.unit_id) grant.set_unit_id(row.unit_id->ToString());
  if (row.self_volunteer_id) grant.set_self_volunteer_id(row.self_volunteer_id->ToString());
  if (row.valid_until) *grant.mutable_valid_until() = ToTimestamp(*row.valid_until);
  return grant;
}

}  // namespace diandan::volunteers
