// team, volunteer: who serves.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

using Teams = v::TeamService::Stub;
using People = v::VolunteerService::Stub;

std::vector<std::string> RowOf(Context& context, const v::Team& team) {
  std::string kind = context.Word(team.kind());
  if (team.suspended()) absl::StrAppend(&kind, " · ", context.Say(kSuspended));
  return {team.display_name(),
          kind,
          absl::StrCat(team.member_count()),
          absl::StrJoin(team.skills(), " "),
          context.names().SayOrg(team.org()),
          IdOf(team.name())};
}

Status ListTeams(Context& context, const std::string& org, const std::string& skill,
                 const std::string& sort) {
  v::ListTeamsRequest request;
  request.set_order_by(sort);
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!org.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(org));
  }
  DD_ASSIGN_OR_RETURN(*request.mutable_skill(), context.names().Skill(skill));
  request.set_include_suspended(true);
  v::ListTeamsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Teams::ListTeams, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadTeams), '\t');
  table.right = {2};
  for (const auto& team : response.teams()) table.rows.push_back(RowOf(context, team));
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status ShowTeam(Context& context, const std::string& typed) {
  v::ListMembershipsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(typed));
  v::ListMembershipsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Teams::ListMemberships, request, &response));
  v::GetTeamRequest get;
  get.set_name(request.team());
  v::Team team;
  DD_RETURN_IF_ERROR(context.Read(&Teams::GetTeam, get, &team));
  if (context.out.format() == Format::kTable) {
    context.out.Show(team, Table{{}, {RowOf(context, team)}});
  }
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadMemberships), '\t');
  for (const auto& member : response.memberships()) {
    table.rows.push_back({member.volunteer_name(), member.volunteer_number(),
                          context.Say(member.leader() ? kLeader : kMember), context.Word(member.state())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

struct NewTeam {
  std::string name, org, unit;
  v::TeamKind kind = v::TEAM_KIND_UNSPECIFIED;
  std::vector<std::string> skills, languages;
  int weekly = 0;
};

Status CreateTeam(Context& context, const NewTeam& wanted) {
  v::CreateTeamRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_team_id(context.request_id().ToString());
  request.set_display_name(wanted.name);
  request.set_kind(wanted.kind);
  DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(wanted.org));
  if (!wanted.unit.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_unit(), context.names().Unit(wanted.unit));
  }
  for (const std::string& skill : wanted.skills) {
    DD_ASSIGN_OR_RETURN(*request.add_skills(), context.names().Skill(skill));
  }
  for (const std::string& language : wanted.languages) request.add_languages(language);
  request.set_weekly_slots(wanted.weekly);
  return context.Change(&Teams::CreateTeam, request, [&](const v::Team& team) {
    context.out.Done(team, context.Say(kAdded, {{"name", team.display_name()}}),
                     {IdOf(team.name()), team.name()});
  });
}

Status AddMember(Context& context, const std::string& team, const std::string& person, bool leader) {
  v::AddMemberRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Team(team));
  DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), context.names().Volunteer(person));
  request.set_leader(leader);
  return context.Change(&Teams::AddMember, request, [&](const v::Membership& member) {
    context.out.Done(member, context.Say(kMemberAdded, {{"name", member.volunteer_name()}}), {member.name()});
  });
}

// The membership of this person, by number or name.
Status EndMembership(Context& context, const std::string& team, const std::string& person) {
  v::ListMembershipsRequest members;
  DD_ASSIGN_OR_RETURN(*members.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*members.mutable_team(), context.names().Team(team));
  DD_ASSIGN_OR_RETURN(std::string volunteer, context.names().Volunteer(person, members.team()));
  v::ListMembershipsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Teams::ListMemberships, members, &response));
  v::EndMembershipRequest request;
  for (const auto& member : response.memberships()) {
    if (member.volunteer() == volunteer) request.set_name(member.name());
  }
  if (request.name().empty()) return Refuse(errors::v1::MEMBERSHIP_MISSING, {{"volunteer", person}});
  return context.Change(&Teams::EndMembership, request, [&](const v::Membership& member) {
    context.out.Done(member, context.Say(kMemberLeft, {{"name", member.volunteer_name()}}), {member.name()});
  });
}

// Suspends or resumes it.
template <typename Request>
Status SetTeam(Context& context, Method<Teams, Request, v::Team> method, const std::string& typed,
               const Wording& said) {
  Request request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Team(typed));
  return context.Change(method, request, [&](const v::Team& team) {
    context.out.Done(team, context.Say(said, {{"name", team.display_name()}}), {team.name()});
  });
}

Table VolunteerTable(Context& context, const google::protobuf::RepeatedPtrField<v::Volunteer>& people) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadVolunteers), '\t');
  for (const auto& person : people) {
    table.rows.push_back({person.number(), person.chosen_name(), context.Word(person.state()),
                          context.Words<v::VolunteerKind>(person.kinds()), IdOf(person.name())});
  }
  return table;
}

Status ListVolunteers(Context& context, const std::string& org, const std::string& sort) {
  v::ListVolunteersRequest request;
  request.set_order_by(sort);
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!org.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(org));
  }
  v::ListVolunteersResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&People::ListVolunteers, request, &response));
  context.out.Show(response, VolunteerTable(context, response.volunteers()));
  return absl::OkStatus();
}

Status ShowVolunteer(Context& context, const std::string& typed) {
  v::GetVolunteerRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Volunteer(typed));
  v::Volunteer person;
  DD_RETURN_IF_ERROR(context.Read(&People::GetVolunteer, request, &person));
  v::ListVolunteersResponse one;
  *one.add_volunteers() = person;
  context.out.Show(person, VolunteerTable(context, one.volunteers()));
  return absl::OkStatus();
}

// "1990-01-02" is a birth date, anything else an ID number.
void SetIdOrBirth(const std::string& typed, v::PersonalData& personal) {
  const bool date = typed.size() == 10 && typed[4] == '-' && typed[7] == '-';
  date ? personal.set_birth_date(typed) : personal.set_id_number(typed);
}

// Legal name, phone and ID number (or birth date) on three lines of a file, or asked one by one: they are
// nobody's to see in a list of processes.
StatusOr<v::PersonalData> PersonalFrom(Context& context, const std::string& file) {
  v::PersonalData personal;
  if (!file.empty()) {
    DD_ASSIGN_OR_RETURN(std::string text, ReadLines("--personal-file", file));
    std::vector<std::string> lines = absl::StrSplit(text, '\n');
    lines.resize(3);
    personal.set_legal_name(std::string(absl::StripAsciiWhitespace(lines[0])));
    personal.set_phone(std::string(absl::StripAsciiWhitespace(lines[1])));
    SetIdOrBirth(std::string(absl::StripAsciiWhitespace(lines[2])), personal);
    return personal;
  }
  DD_ASSIGN_OR_RETURN(*personal.mutable_legal_name(),
                      ReadSecret(context, "--personal-file", "", kAskLegalName));
  DD_ASSIGN_OR_RETURN(*personal.mutable_phone(), ReadSecret(context, "--personal-file", "", kAskPhone));
  DD_ASSIGN_OR_RETURN(std::string id, ReadSecret(context, "--personal-file", "", kAskIdNumber));
  SetIdOrBirth(id, personal);
  return personal;
}

struct NewVolunteer {
  std::string name, org, personal_file;
  v::Sex sex = v::SEX_UNSPECIFIED;
  v::VolunteerKind kind = v::VOLUNTEER_KIND_UNSPECIFIED;
  bool consents = false, contact = false;
};

Status AddVolunteer(Context& context, const NewVolunteer& wanted) {
  v::RegisterVolunteerRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_volunteer_id(context.request_id().ToString());
  DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(wanted.org));
  request.set_chosen_name(wanted.name);
  request.set_sex(wanted.sex);
  if (wanted.kind != 0) request.add_kinds(wanted.kind);
  if (wanted.consents) request.add_consents(v::RECORD);
  if (wanted.contact) request.add_consents(v::CONTACT);
  DD_ASSIGN_OR_RETURN(*request.mutable_personal(), PersonalFrom(context, wanted.personal_file));
  return context.Change(&People::RegisterVolunteer, request, [&](const v::Volunteer& person) {
    context.out.Done(person, context.Say(kVolunteerAdded, {{"number", person.number()}}),
                     {person.number(), person.name()});
  });
}

}  // namespace

Command& VolunteerGroup(Command& root) { return root.Sub("volunteer", {"志愿者", "Volunteers"}); }

void AddTeamCommands(Command& root, Context& context) {
  Command& teams = root.Sub("team", {"队", "Teams"});
  Command& list = teams.Sub("list", {"有哪些队", "Teams of the county"});
  auto org = list.Option("--org", "ORG", {"这个组织和它下面的", "Of this organisation and below"});
  auto skill = list.Option("--skill", "NAME", {"会做这件事的，例如 理发", "With this skill, e.g. haircut"});
  auto sort = list.Sort(v::ListTeamsRequest::descriptor());
  list.Runs([=, &context] { return ListTeams(context, *org, *skill, *sort); });
  Command& show = teams.Sub("show", {"一支队和它的人", "One team and its people"});
  auto team = show.Argument("TEAM", kHelpTeam);
  show.Runs([=, &context] { return ShowTeam(context, *team); });
  Command& create = teams.Sub("create", {"建一支队", "Make a team"});
  auto title = create.Argument("NAME", {"队名", "Its name"});
  auto what = create.Choice<v::TeamKind>("--kind", {"哪一类", "Kind"});
  auto place = create.Option("--org", "ORG", {"属于哪个组织", "Organisation it belongs to"}, Need::kRequired);
  auto unit = create.Option("--unit", "NAME",
                            {"哪个单位的（行业支队要写）", "Unit that fields it; for sector teams"});
  auto skills = create.Options("--skill", "NAME",
                               {"会做什么，例如 理发；可以写几次", "Skill, e.g. haircut; may be repeated"});
  auto languages = create.Options("--language", "CODE", {"会说什么，例如 mn", "Language, e.g. mn"});
  auto weekly = create.Number("--weekly", {"一周能去几个半天", "Half-days a week it can serve"});
  create.Changes();
  create.Runs([=, &context] {
    return CreateTeam(context, NewTeam{*title, *place, *unit, *what, *skills, *languages, *weekly});
  });
  Command& add = teams.Sub("add", {"让人进队，或当队长", "Admit somebody, or make them leader"});
  auto into = add.Argument("TEAM", kHelpTeam);
  auto person = add.Argument("VOLUNTEER", kHelpVolunteer);
  auto leader = add.Flag("--leader", {"当队长", "As leader"});
  add.Changes();
  add.Runs([=, &context] { return AddMember(context, *into, *person, *leader); });

  Command& leave = teams.Sub("leave", {"离队；不用说理由", "Leave the team; nobody needs a reason"});
  auto from = leave.Argument("TEAM", kHelpTeam);
  auto leaving = leave.Argument("VOLUNTEER", kHelpVolunteer);
  leave.Changes();
  leave.Runs([=, &context] { return EndMembership(context, *from, *leaving); });
  Command& suspend = teams.Sub("suspend", {"先不派单给这支队", "Offer this team nothing for now"});
  auto paused = suspend.Argument("TEAM", kHelpTeam);
  suspend.Changes();
  suspend.Runs([=, &context] { return SetTeam(context, &Teams::SuspendTeam, *paused, kTeamSuspended); });
  Command& resume = teams.Sub("resume", {"恢复派单", "Offer it orders again"});
  auto resumed = resume.Argument("TEAM", kHelpTeam);
  resume.Changes();
  resume.Runs([=, &context] { return SetTeam(context, &Teams::ResumeTeam, *resumed, kTeamResumed); });

  Command& people = VolunteerGroup(root);
  Command& all = people.Sub("list", {"有哪些志愿者", "Volunteers"});
  auto below = all.Option("--org", "ORG", {"这个组织和它下面的", "Of this organisation and below"});
  auto by = all.Sort(v::ListVolunteersRequest::descriptor());
  all.Runs([=, &context] { return ListVolunteers(context, *below, *by); });
  Command& one = people.Sub("show", {"一位志愿者", "One volunteer"});
  auto who = one.Argument("VOLUNTEER", kHelpVolunteer);
  one.Runs([=, &context] { return ShowVolunteer(context, *who); });

  Command& fresh =
      people.Sub("add", {"替人登记；要先得到本人同意", "Register somebody, who has agreed to it"});
  auto name = fresh.Argument("NAME", {"愿意别人怎么称呼", "What they want to be called"});
  auto home = fresh.Option("--org", "ORG", {"住在哪个站", "Station where they live"}, Need::kRequired);
  auto sex = fresh.Choice<v::Sex>("--sex", {"性别", "Sex"});
  auto kind = fresh.Choice<v::VolunteerKind>("--kind", {"哪一类", "Kind"}, Need::kOptional);
  auto file = fresh.Option(
      "--personal-file", "FILE",
      {"三行：姓名、电话、身份证号或生日；- 是标准输入；不写就问",
       "Three lines: legal name, phone, ID number or birth date; - is standard input; asked when left out"});
  auto agrees = fresh.Flag("--consent-record", {"本人同意记录服务", "Agrees to a service record"});
  auto contact = fresh.Flag("--consent-contact", {"本人同意接电话和消息", "Agrees to calls and messages"});
  fresh.Changes();
  fresh.Runs([=, &context] {
    return AddVolunteer(context, NewVolunteer{*name, *home, *file, *sex, *kind, *agrees, *contact});
  });
}

}  // namespace diandan::cli
