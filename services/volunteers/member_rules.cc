#include "services/volunteers/member_rules.h"

#include <algorithm>

#include "services/volunteers/access_rules.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/team_rules.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {
namespace {

// A person as a team sees one, of this county or a guest.
struct Person {
  Uuid id;
  CountyId home = 0;
  bool female = false;
  bool minor_without_guardian = false;
  v1::Volunteer::State state{};
};

void TouchPerson(CountyId county, CountyId home, const Uuid& volunteer, Touches& touches) {
  if (home == county) {
    touches.Add<VolunteerRow>(volunteer);
  } else {
    touches.Add<GuestRow>(volunteer);
  }
}

StatusOr<Person> FindPerson(const Work& work, CountyId home, const Uuid& id) {
  if (home == work.county) {
    const VolunteerRow* row = work.Find<VolunteerRow>(id);
    if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", id.ToString()}});
    return Person{id, home, row->sex == v1::FEMALE, row->is_minor && !row->guardian_consent, row->state};
  }
  const auto* guest = work.Extra<GuestFacts>();
  if (guest == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", id.ToString()}});
  return Person{id, home, guest->row.sex == v1::FEMALE,
                guest->facts.is_minor() && !guest->facts.guardian_consent(), guest->row.state};
}

Status CheckMayJoin(const Person& person) {
  if (person.state == v1::Volunteer::ERASED) return Refuse(errors::v1::PERSON_ERASED);
  if (person.state != v1::Volunteer::ACTIVE) {
    return Refuse(errors::v1::VOLUNTEER_NOT_ELIGIBLE, {{"state", v1::Volunteer::State_Name(person.state)}});
  }
  if (person.minor_without_guardian) return Refuse(errors::v1::CONSENT_MISSING, {{"consent", "GUARDIAN"}});
  return absl::OkStatus();
}

// Stores what the home county said, unless newer facts are here already.
void StoreGuest(Work& work, const GuestFacts& guest) {
  const GuestRow* known = work.Find<GuestRow>(guest.row.id);
  if (known != nullptr && known->home_revision >= guest.row.home_revision) return;
  if (known != nullptr) {
    GuestRow& row = *work.Change<GuestRow>(guest.row.id);
    row = guest.row;
    row.county_id = work.county;
  } else {
    work.Insert(guest.row);
  }
  v1::VolunteerChanged facts = guest.facts;
  facts.clear_guest_counties();
  facts.clear_org_path();
  work.Emit("VOLUNTEER_CHANGED", guest.row.id, std::move(facts));
}

void Emit(Work& work, const MembershipRow& row) {
  v1::MembershipChanged changed;
  changed.set_membership_id(row.id.ToString());
  changed.set_team_id(row.team_id.ToString());
  changed.set_volunteer_id(row.volunteer_id.ToString());
  changed.set_home_county(row.home_county);
  changed.set_leader(row.leader);
  changed.set_ended(row.state != v1::Membership::ACTIVE);
  changed.set_requested(row.state == v1::Membership::REQUESTED);
  work.Emit("MEMBERSHIP_CHANGED", row.volunteer_id, std::move(changed));
}

// Moves a membership to `state` and keeps the team's counts and leaders true.
void Move(Work& work, MembershipRow& row, v1::Membership::State state, bool leader) {
  const bool was = row.state == v1::Membership::ACTIVE, is = state == v1::Membership::ACTIVE;
  const bool led = row.leader;
  if (row.state != state) row.since = work.now;
  row.state = state;
  row.leader = leader && is;
  row.ended_at = state == v1::Membership::ENDED ? std::optional(work.now) : std::nullopt;
  Emit(work, row);
  if (was == is && led == row.leader) return;
  TeamRow& team = *work.Change<TeamRow>(row.team_id);
  const int change = static_cast<int>(is) - static_cast<int>(was);
  team.member_count += change;
  if (row.female) team.female_count += change;
  std::erase(team.leader_ids, row.volunteer_id);
  if (row.leader) team.leader_ids.push_back(row.volunteer_id);
  TouchedTeam(work, team);
}

MembershipRow& Membership(Work& work, const TeamRow& team, const Person& person) {
  const Uuid id = MembershipId(team.id, person.id);
  if (MembershipRow* row = work.Change<MembershipRow>(id)) return *row;
  MembershipRow row;
  row.id = id;
  row.team_id = team.id;
  row.volunteer_id = person.id;
  row.home_county = person.home;
  row.female = person.female;
  return work.Insert(std::move(row));
}

void Answer(const Work& work, const Uuid& team, const Uuid& volunteer, v1::Membership& response) {
  const MembershipRow* row = work.Find<MembershipRow>(MembershipId(team, volunteer));
  if (row == nullptr) return;
  const VolunteerRow* here = work.Find<VolunteerRow>(volunteer);
  const GuestRow* guest = work.Find<GuestRow>(volunteer);
  response = ShowMembership(*row,
                            here    ? here->number
                            : guest ? guest->number
                                    : "",
                            here    ? here->chosen_name
                            : guest ? guest->chosen_name
                                    : "");
}

StatusOr<const TeamRow*> FindTeam(const Work& work, const Uuid& id) {
  const TeamRow* team = work.Find<TeamRow>(id);
  if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", id.ToString()}});
  return team;
}

// ---- AddMember

void TouchAdd(const v1::AddMemberRequest& request, Touches& touches) {
  const Uuid team = IdOf(request.name()), volunteer = IdOf(request.volunteer());
  touches.Add<TeamRow>(team);
  touches.Add<MembershipRow>(MembershipId(team, volunteer));
  TouchPerson(CountyIn(request.name()), CountyIn(request.volunteer()), volunteer, touches);
}

Status AddMember(Work& work, const v1::AddMemberRequest& request) {
  DD_ASSIGN_OR_RETURN(const TeamRow* team, FindTeam(work, IdOf(request.name())));
  DD_RETURN_IF_ERROR(MayDo(work, "TeamService/AddMember", Of(*team)));
  if (request.leader()) DD_RETURN_IF_ERROR(SameCounty(work, "volunteer", request.volunteer()));
  DD_ASSIGN_OR_RETURN(Person person,
                      FindPerson(work, CountyIn(request.volunteer()), IdOf(request.volunteer())));
  DD_RETURN_IF_ERROR(CheckMayJoin(person));
  const MembershipRow* known = work.Find<MembershipRow>(MembershipId(team->id, person.id));
  if (known != nullptr && known->state == v1::Membership::ACTIVE && known->leader == request.leader()) {
    return Refuse(errors::v1::MEMBERSHIP_EXISTS);
  }
  MembershipRow& row = Membership(work, *team, person);
  Move(work, row, v1::Membership::ACTIVE, request.leader());
  if (person.home != work.county) StoreGuest(work, *work.Extra<GuestFacts>());
  return absl::OkStatus();
}

void AnswerAdd(const v1::AddMemberRequest& request, const Work& work, v1::Membership& response) {
  Answer(work, IdOf(request.name()), IdOf(request.volunteer()), response);
}

// ---- JoinTeam

void TouchJoin(const v1::JoinTeamRequest& request, Touches& touches) {
  touches.Add<TeamRow>(IdOf(request.name()));
}

void MoreJoin(const v1::JoinTeamRequest& request, const Work& work, Touches& touches) {
  touches.Add<MembershipRow>(MembershipId(IdOf(request.name()), work.caller.volunteer));
  TouchPerson(work.county, work.caller.home_county, work.caller.volunteer, touches);
}

Status JoinTeam(Work& work, const v1::JoinTeamRequest& request) {
  if (work.caller.volunteer.is_nil()) return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "VOLUNTEER"}});
  DD_ASSIGN_OR_RETURN(const TeamRow* team, FindTeam(work, IdOf(request.name())));
  DD_ASSIGN_OR_RETURN(Person person, FindPerson(work, work.caller.home_county, work.caller.volunteer));
  DD_RETURN_IF_ERROR(CheckMayJoin(person));
  if (team->suspended) return Refuse(errors::v1::TEAM_SUSPENDED, {{"team", team->display_name}});
  const MembershipRow* known = work.Find<MembershipRow>(MembershipId(team->id, person.id));
  if (known != nullptr && known->state != v1::Membership::ENDED) return Refuse(errors::v1::MEMBERSHIP_EXISTS);
  MembershipRow& row = Membership(work, *team, person);
  Move(work, row, team->open_to_join ? v1::Membership::ACTIVE : v1::Membership::REQUESTED, false);
  if (person.home != work.county) StoreGuest(work, *work.Extra<GuestFacts>());
  return absl::OkStatus();
}

void AnswerJoin(const v1::JoinTeamRequest& request, const Work& work, v1::Membership& response) {
  Answer(work, IdOf(request.name()), work.caller.volunteer, response);
}

// ---- EndMembership

void TouchEnd(const v1::EndMembershipRequest& request, Touches& touches) {
  touches.Add<MembershipRow>(IdOf(request.name()));
}

void MoreEnd(const v1::EndMembershipRequest& request, const Work& work, Touches& touches) {
  const MembershipRow* row = work.Find<MembershipRow>(IdOf(request.name()));
  if (row == nullptr) return;
  touches.Add<TeamRow>(row->team_id);
  TouchPerson(work.county, row->home_county, row->volunteer_id, touches);
}

Status EndMembership(Work& work, const v1::EndMembershipRequest& request) {
  const MembershipRow* known = work.Find<MembershipRow>(IdOf(request.name()));
  if (known == nullptr) return Refuse(errors::v1::MEMBERSHIP_MISSING);
  if (work.caller.volunteer.is_nil() || work.caller.volunteer != known->volunteer_id) {
    const TeamRow* team = work.Find<TeamRow>(known->team_id);
    DD_RETURN_IF_ERROR(MayDo(work, "TeamService/AddMember", Of(*team)));
  }
  if (known->state == v1::Membership::ENDED) return absl::OkStatus();
  Move(work, *work.Change<MembershipRow>(known->id), v1::Membership::ENDED, false);
  return absl::OkStatus();
}

void AnswerEnd(const v1::EndMembershipRequest& request, const Work& work, v1::Membership& response) {
  if (const MembershipRow* row = work.Find<MembershipRow>(IdOf(request.name()))) {
    Answer(work, row->team_id, row->volunteer_id, response);
  }
}

// ---- Guests

Uuid VolunteerIn(const v1::VolunteerChanged& facts) { return *ParseUuid(facts.volunteer_id()); }

void TouchNote(const v1::VolunteerChanged& facts, Touches& touches) {
  TouchVolunteer(VolunteerIn(facts), touches);
}
void TouchAccountsOf(const v1::VolunteerChanged&, const Work& work, Touches& touches) {
  for (const Uuid& account : work.Extra<GuestAccounts>()->ids) TouchAccount(account, touches);
}

Status NoteGuest(Work& work, const v1::VolunteerChanged& facts) {
  const VolunteerRow* known = work.Find<VolunteerRow>(VolunteerIn(facts));
  if (known == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", facts.volunteer_id()}});
  std::vector<int32_t> counties = known->guest_counties;
  for (int32_t county : facts.guest_counties()) {
    if (std::find(counties.begin(), counties.end(), county) == counties.end()) counties.push_back(county);
  }
  if (counties == known->guest_counties) return absl::OkStatus();
  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.guest_counties = counties;
  TouchedVolunteer(work, row);
  for (const Uuid& account : work.Extra<GuestAccounts>()->ids) NoteGuestCounties(work, account, counties);
  return absl::OkStatus();
}

void TouchRefresh(const v1::VolunteerChanged& facts, Touches& touches) {
  touches.Add<GuestRow>(VolunteerIn(facts));
}

Status RefreshGuest(Work& work, const v1::VolunteerChanged&) {
  StoreGuest(work, *work.Extra<GuestFacts>());
  return absl::OkStatus();
}

void AnswerNothing(const v1::VolunteerChanged&, const Work&, v1::VolunteerChanged&) {}

}  // namespace

const Verb kAddMember = MakeVerb("AddMember", TouchAdd, AddMember, AnswerAdd);
const Verb kJoinTeam = MakeVerb("JoinTeam", TouchJoin, JoinTeam, AnswerJoin, MoreJoin);
const Verb kEndMembership = MakeVerb("EndMembership", TouchEnd, EndMembership, AnswerEnd, MoreEnd);
const Verb kNoteGuest = MakeVerb("NoteGuest", TouchNote, NoteGuest, AnswerNothing, TouchAccountsOf);
const Verb kRefreshGuest = MakeVerb("RefreshGuest", TouchRefresh, RefreshGuest, AnswerNothing);

Uuid MembershipId(const Uuid& team, const Uuid& volunteer) { return DeriveUuid(team, volunteer.ToString()); }

GuestFacts FactsForGuests(const Work& home, const VolunteerRow& row) {
  GuestFacts guest;
  guest.facts = ChangedVolunteer(home, row);
  guest.row.id = row.id;
  guest.row.home_county = row.county_id;
  guest.row.number = row.number;
  guest.row.chosen_name = row.chosen_name;
  guest.row.sex = row.sex;
  guest.row.state = row.state;
  guest.row.home_revision = row.revision;
  guest.row.facts.data = guest.facts.SerializeAsString();
  return guest;
}

v1::Membership ShowMembership(const MembershipRow& row, const std::string& number, const std::string& name) {
  v1::Membership membership;
  membership.set_name(ResourceNameOf(row.county_id, "memberships", row.id));
  membership.set_team(ResourceNameOf(row.county_id, "teams", row.team_id));
  membership.set_volunteer(ResourceNameOf(row.home_county, "volunteers", row.volunteer_id));
  membership.set_state(row.state);
  membership.set_leader(row.leader);
  membership.set_volunteer_number(number);
  membership.set_volunteer_name(name);
  *membership.mutable_since_time() = ToTimestamp(row.since);
  if (row.ended_at) *membership.mutable_end_time() = ToTimestamp(*row.ended_at);
  return membership;
}

void EndAllMemberships(Work& work, const Uuid& volunteer) {
  std::vector<Uuid> open;
  for (const MembershipRow* row : work.Children<MembershipRow>(volunteer)) {
    if (row->state != v1::Membership::ENDED) open.push_back(row->id);
  }
  for (const Uuid& id : open) Move(work, *work.Change<MembershipRow>(id), v1::Membership::ENDED, false);
}

}  // namespace diandan::volunteers
