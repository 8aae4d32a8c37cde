#include "services/volunteers/team_rules.h"

#include <algorithm>

#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"

namespace diandan::volunteers {
namespace {

Uuid NewId(const v1::CreateTeamRequest& request) { return *ParseUuid(request.team_id()); }

// ---- CreateTeam

void TouchCreate(const v1::CreateTeamRequest& request, Touches& touches) {
  touches.Add<TeamRow>(NewId(request));
  touches.Add<OrgRow>(IdOf(request.org()));
  touches.Add<UnitRow>(IdOf(request.unit()));
}

// 总队 at the centre, 乡镇总队 at the institute, 村队 at the station; sector and social teams anywhere.
bool KindFitsTier(v1::TeamKind kind, v1::OrgTier tier) {
  switch (kind) {
    case v1::COUNTY_CORPS:
      return tier == v1::CENTRE;
    case v1::TOWNSHIP_CORPS:
      return tier == v1::INSTITUTE;
    case v1::VILLAGE_TEAM:
      return tier == v1::STATION;
    default:
      return true;
  }
}

std::string KindsAt(v1::OrgTier tier) {
  std::string kinds;
  for (int kind = v1::COUNTY_CORPS; kind <= v1::SOCIAL_TEAM; ++kind) {
    if (!KindFitsTier(static_cast<v1::TeamKind>(kind), tier)) continue;
    kinds += (kinds.empty() ? "" : ", ") + v1::TeamKind_Name(static_cast<v1::TeamKind>(kind));
  }
  return kinds;
}

Status CheckUnit(const Work& work, const v1::CreateTeamRequest& request) {
  if (request.unit().empty()) {
    return request.kind() == v1::SECTOR_TEAM ? InvalidField("unit", "", "required") : absl::OkStatus();
  }
  const UnitRow* unit = work.Find<UnitRow>(IdOf(request.unit()));
  if (unit == nullptr || unit->closed) return Refuse(errors::v1::UNIT_UNKNOWN, {{"unit", request.unit()}});
  return absl::OkStatus();
}

Status CreateTeam(Work& work, const v1::CreateTeamRequest& request) {
  DD_RETURN_IF_ERROR(
      MergeInvalid(SameCounty(work, "org", request.org()), SameCounty(work, "unit", request.unit())));
  DD_RETURN_IF_ERROR(CheckPoint(request.has_point(), request.point()));
  const OrgRow* org = work.Find<OrgRow>(IdOf(request.org()));
  if (org == nullptr || org->closed) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", request.org()}});
  Scope scope;
  scope.org_path = org->path;
  if (!request.unit().empty()) scope.units = {IdOf(request.unit())};
  DD_RETURN_IF_ERROR(MayDo(work, "TeamService/CreateTeam", scope));
  DD_RETURN_IF_ERROR(CheckUnit(work, request));
  if (!KindFitsTier(request.kind(), org->tier)) {
    return InvalidField("kind", v1::TeamKind_Name(request.kind()), "one_of:" + KindsAt(org->tier));
  }
  if (work.Find<TeamRow>(NewId(request)) != nullptr) return Refuse(errors::v1::ALREADY_EXISTS);

  TeamRow row;
  row.id = NewId(request);
  row.display_name = request.display_name();
  row.kind = request.kind();
  row.org_id = org->id;
  row.org_path = org->path;
  if (!request.unit().empty()) row.unit_id = IdOf(request.unit());
  StorePoint(row, request.has_point(), request.point());
  row.skills = Distinct(request.skills());
  row.languages = Distinct(request.languages());
  row.weekly_slots = request.weekly_slots();
  row.free_slots = Distinct(request.free_slots());
  row.open_to_join = request.open_to_join();
  row.created_at = work.now;
  row.revision = 0;
  TouchedTeam(work, work.Insert(std::move(row)));
  return absl::OkStatus();
}

void AnswerCreate(const v1::CreateTeamRequest& request, const Work& work, v1::Team& response) {
  if (const TeamRow* row = work.Find<TeamRow>(NewId(request))) response = ShowTeam(*row);
}

// ---- Verbs on `request.name`

template <typename Request>
void AnswerNamedTeam(const Request& request, const Work& work, v1::Team& response) {
  if (const TeamRow* row = work.Find<TeamRow>(IdOf(request.name()))) response = ShowTeam(*row);
}

StatusOr<const TeamRow*> TeamFor(const Work& work, const std::string& name, absl::string_view method) {
  const TeamRow* team = work.Find<TeamRow>(IdOf(name));
  if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", name}});
  DD_RETURN_IF_ERROR(MayDo(work, method, Of(*team)));
  return team;
}

Status UpdateTeam(Work& work, const v1::UpdateTeamRequest& request) {
  DD_ASSIGN_OR_RETURN(const TeamRow* team, TeamFor(work, request.name(), "TeamService/UpdateTeam"));
  DD_RETURN_IF_ERROR(CheckEtag(request.etag(), team->revision));
  DD_ASSIGN_OR_RETURN(Mask mask,
                      Mask::Of(request, {"display_name", "point", "skills", "languages", "open_to_join"}));
  DD_RETURN_IF_ERROR(CheckPoint(request.has_point(), request.point()));
  if (mask.Has("display_name") && request.display_name().empty()) {
    return InvalidField("display_name", "", "required");
  }
  TeamRow& row = *work.Change<TeamRow>(team->id);
  if (mask.Has("display_name")) row.display_name = request.display_name();
  if (mask.Has("point")) StorePoint(row, request.has_point(), request.point());
  if (mask.Has("skills")) row.skills = Distinct(request.skills());
  if (mask.Has("languages")) row.languages = Distinct(request.languages());
  if (mask.Has("open_to_join")) row.open_to_join = request.open_to_join();
  TouchedTeam(work, row);
  return absl::OkStatus();
}

Status SetFreeTimes(Work& work, const v1::SetFreeTimesRequest& request) {
  DD_ASSIGN_OR_RETURN(const TeamRow* team, TeamFor(work, request.name(), "TeamService/SetFreeTimes"));
  TeamRow& row = *work.Change<TeamRow>(team->id);
  row.free_slots = Distinct(request.free_slots());
  row.weekly_slots = request.weekly_slots();
  TouchedTeam(work, row);
  return absl::OkStatus();
}

Status SetSuspended(Work& work, const TeamRow& team, bool suspended) {
  if (team.suspended == suspended) return absl::OkStatus();
  TeamRow& row = *work.Change<TeamRow>(team.id);
  row.suspended = suspended;
  TouchedTeam(work, row);
  return absl::OkStatus();
}

Status SuspendTeam(Work& work, const v1::SuspendTeamRequest& request) {
  DD_ASSIGN_OR_RETURN(const TeamRow* team, TeamFor(work, request.name(), "TeamService/SuspendTeam"));
  return SetSuspended(work, *team, true);
}

Status ResumeTeam(Work& work, const v1::ResumeTeamRequest& request) {
  DD_ASSIGN_OR_RETURN(const TeamRow* team, TeamFor(work, request.name(), "TeamService/ResumeTeam"));
  return SetSuspended(work, *team, false);
}

v1::TeamChanged Changed(const TeamRow& row) {
  v1::TeamChanged changed;
  changed.set_team_id(row.id.ToString());
  changed.set_name(row.display_name);
  changed.set_kind(row.kind);
  changed.set_org_id(row.org_id.ToString());
  changed.set_org_path(row.org_path);
  if (row.unit_id) changed.set_unit_id(row.unit_id->ToString());
  ShowPoint(row, changed);
  *changed.mutable_skills() = {row.skills.begin(), row.skills.end()};
  *changed.mutable_languages() = {row.languages.begin(), row.languages.end()};
  for (const Uuid& leader : row.leader_ids) changed.add_leader_ids(leader.ToString());
  changed.set_weekly_slots(row.weekly_slots);
  *changed.mutable_free_slots() = {row.free_slots.begin(), row.free_slots.end()};
  changed.set_suspended(row.suspended);
  changed.set_member_count(row.member_count);
  changed.set_female_count(row.female_count);
  return changed;
}

}  // namespace

const Verb kCreateTeam = MakeVerb("CreateTeam", TouchCreate, CreateTeam, AnswerCreate);
const Verb kUpdateTeam = MakeVerb("UpdateTeam", TouchNamed<TeamRow, v1::UpdateTeamRequest>, UpdateTeam,
                                  AnswerNamedTeam<v1::UpdateTeamRequest>);
const Verb kSetFreeTimes = MakeVerb("SetFreeTimes", TouchNamed<TeamRow, v1::SetFreeTimesRequest>,
                                    SetFreeTimes, AnswerNamedTeam<v1::SetFreeTimesRequest>);
const Verb kSuspendTeam = MakeVerb("SuspendTeam", TouchNamed<TeamRow, v1::SuspendTeamRequest>, SuspendTeam,
                                   AnswerNamedTeam<v1::SuspendTeamRequest>);
const Verb kResumeTeam = MakeVerb("ResumeTeam", TouchNamed<TeamRow, v1::ResumeTeamRequest>, ResumeTeam,
                                  AnswerNamedTeam<v1::ResumeTeamRequest>);

Scope Of(const TeamRow& team) {
  Scope scope;
  scope.org_path = team.org_path;
  scope.teams = {team.id};
  if (team.unit_id) scope.units = {*team.unit_id};
  return scope;
}

void TouchedTeam(Work& work, TeamRow& row) {
  row.updated_at = work.now;
  ++row.revision;
  work.Emit("TEAM_CHANGED", row.id, Changed(row));
}

v1::Team ShowTeam(const TeamRow& row) {
  const CountyId county = row.county_id;
  v1::Team team;
  team.set_name(ResourceNameOf(county, "teams", row.id));
  team.set_display_name(row.display_name);
  team.set_kind(row.kind);
  team.set_org(ResourceNameOf(county, "orgs", row.org_id));
  team.set_org_path(row.org_path);
  if (row.unit_id) team.set_unit(ResourceNameOf(county, "units", *row.unit_id));
  ShowPoint(row, team);
  *team.mutable_skills() = {row.skills.begin(), row.skills.end()};
  *team.mutable_languages() = {row.languages.begin(), row.languages.end()};
  for (const Uuid& leader : row.leader_ids) team.add_leaders(ResourceNameOf(county, "volunteers", leader));
  team.set_weekly_slots(row.weekly_slots);
  *team.mutable_free_slots() = {row.free_slots.begin(), row.free_slots.end()};
  team.set_suspended(row.suspended);
  team.set_member_count(row.member_count);
  team.set_female_count(row.female_count);
  team.set_open_to_join(row.open_to_join);
  team.set_etag(EtagOf(row.revision));
  *team.mutable_create_time() = ToTimestamp(row.created_at);
  *team.mutable_update_time() = ToTimestamp(row.updated_at);
  return team;
}

}  // namespace diandan::volunteers
