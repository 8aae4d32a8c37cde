// The small county of every scenario, made through gRPC as its people would make it.
#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {
namespace {

namespace v = volunteers::v1;

constexpr char kPassword[] = "lantern-over-the-well-7";

// Names of all counties share one directory.
std::string SignInName(const Stage& stage, const std::string& actor) {
  return absl::StrCat("scenario-", stage.county, "-", actor);
}

template <typename Request>
Request Asking(const Stage& stage) {
  Request request;
  request.set_parent(stage.parent());
  request.set_request_id(stage.Id());
  return request;
}

}  // namespace

void Stage::OpenCounty() {
  auto divisions = Asking<v::ImportDivisionsRequest>(*this);
  for (auto [digits, name] :
       {std::pair{"", "Example county"}, {"100", "Willow township"}, {"100001", "Well village"}}) {
    v::Division& division = *divisions.add_divisions();
    division.set_code(absl::StrCat(county, digits));
    division.set_display_name(name);
  }
  OrThrow(Do("operator", &v::OrgService::Stub::ImportDivisions, divisions));
  station = OrgOf("100001");

  auto first = Asking<v::BootstrapCountyRequest>(*this);
  first.set_account_id(Id());
  first.set_sign_in_name(SignInName(*this, "admin"));
  first.set_password(kPassword);
  first.set_display_name("County admin");
  OrThrow(Do("operator", &v::AccountService::Stub::BootstrapCounty, first));
  actors_["admin"] = {SignInName(*this, "admin"), kPassword};
}

std::string Stage::Register(const std::string& chosen_name) {
  auto request = Asking<v::RegisterVolunteerRequest>(*this);
  request.set_volunteer_id(Id());
  request.set_org(station);
  request.set_chosen_name(chosen_name);
  request.set_sex(v::FEMALE);
  request.mutable_personal()->set_legal_name(chosen_name);
  {
    absl::MutexLock lock(&mutex_);
    request.mutable_personal()->set_phone(absl::StrCat(13'800'000'001 + registered_++));
  }
  request.mutable_personal()->set_birth_date("1980-05-05");
  request.add_consents(v::RECORD);
  return OrThrow(Do("admin", &v::VolunteerService::Stub::RegisterVolunteer, request)).name();
}

std::string Stage::NewTeam(const std::string& display_name) {
  auto request = Asking<v::CreateTeamRequest>(*this);
  request.set_team_id(Id());
  request.set_display_name(display_name);
  request.set_kind(v::VILLAGE_TEAM);
  request.set_org(station);
  request.add_skills("haircut");
  return OrThrow(Do("admin", &v::TeamService::Stub::CreateTeam, request)).name();
}

void Stage::Join(const std::string& person, const std::string& team, bool leads) {
  v::AddMemberRequest member;
  member.set_request_id(Id());
  member.set_name(team);
  member.set_volunteer(person);
  member.set_leader(leads);
  OrThrow(Do("admin", &v::TeamService::Stub::AddMember, member));
}

void Stage::RegisterPeople() {
  leader = Register("Leader");
  volunteer = Register("Volunteer");
  neighbour = Register("Neighbour");
  team = NewTeam("Well village team");
  neighbours = NewTeam("Neighbours");
  Join(leader, team, true);
  Join(volunteer, team, false);
  Join(neighbour, neighbours, true);
}

void Stage::OpenAccount(const std::string& actor, v::Role role, const std::string& org,
                        const std::string& person, const std::string& team, const std::string& unit) {
  auto request = Asking<v::CreateAccountRequest>(*this);
  request.set_account_id(Id());
  request.set_sign_in_name(SignInName(*this, actor));
  request.set_password(kPassword);
  request.set_display_name(actor);
  request.set_volunteer(person);
  if (role != v::ROLE_UNSPECIFIED) {
    v::GrantRequest& grant = *request.add_grants();
    grant.set_role(role);
    if (!org.empty()) grant.set_org(org);
    if (!team.empty()) grant.set_team(team);
    if (!unit.empty()) grant.set_unit(unit);
    if (role == v::VOLUNTEER) grant.set_self(true);
  }
  // One admin is not made by another.
  OrThrow(
      Do(role == v::COUNTY_ADMIN ? "operator" : "admin", &v::AccountService::Stub::CreateAccount, request));
  actors_[actor] = {SignInName(*this, actor), kPassword};
}

void Stage::OpenAccounts() {
  const std::string centre = OrgOf("");
  OpenAccount("clerk", v::CLERK, station);
  OpenAccount("officer", v::OFFICER, OrgOf("100"));
  OpenAccount("dispatcher", v::DISPATCHER, centre);
  OpenAccount("reviewer", v::REVIEWER, centre);
  OpenAccount("leader", v::LEADER, "", leader, team);
  OpenAccount("neighbour", v::LEADER, "", neighbour, neighbours);
  OpenAccount("volunteer", v::VOLUNTEER, "", volunteer);
}

// A menu of one dish, and nobody asked by itself: the transcript asks.
void Stage::SetTheTable() {
  orders::v1::CreateMenuItemRequest dish;
  dish.set_request_id(Id());
  menu_item = NameOf("menu_items", Id());
  orders::v1::MenuItem& item = *dish.mutable_menu_item();
  item.set_name(menu_item);
  item.set_title("Haircut at home");
  item.set_theme(orders::v1::DAILY_SERVICE);
  item.set_skill("haircut");
  item.set_usual_minutes(60);
  item.set_usual_people(2);
  OrThrow(Do("admin", &orders::v1::MenuService::Stub::CreateMenuItem, dish));

  AskByItself(false);
}

void Stage::AskByItself(bool automatic) {
  matching::v1::GetWeightsRequest present;
  present.set_parent(parent());
  auto changed = Asking<matching::v1::SetWeightsRequest>(*this);
  *changed.mutable_weights() =
      OrThrow(Call("admin", &matching::v1::MatchingService::Stub::GetWeights, present));
  changed.set_base_version(changed.weights().version());
  changed.mutable_weights()->clear_version();
  changed.mutable_weights()->mutable_waves()->set_automatic(automatic);
  changed.set_without_simulation(matching::v1::AUTOMATIC_SWITCH);
  OrThrow(Do("admin", &matching::v1::MatchingService::Stub::SetWeights, changed));
}

}  // namespace diandan::scenario
