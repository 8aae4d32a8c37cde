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

// Codes of the county's own divisions: of the county, its township, its village.
std::string CodeOf(const Stage& stage, const char* below) { return absl::StrCat(stage.county, below); }

std::string OrgOf(const Stage& stage, const char* below) {
  return ResourceNameOf(stage.county, "orgs", DeriveUuid(stage.county, CodeOf(stage, below)));
}

// Names of all counties share one directory.
std::string SignInName(const Stage& stage, const std::string& actor) {
  return absl::StrCat("scenario-", stage.county, "-", actor);
}

std::string ParentOf(const Stage& stage) { return absl::StrCat("counties/", stage.county); }

template <typename Request>
Request Asking(const Stage& stage) {
  Request request;
  request.set_parent(ParentOf(stage));
  request.set_request_id(stage.Id());
  return request;
}

}  // namespace

void Stage::OpenCounty() {
  auto divisions = Asking<v::ImportDivisionsRequest>(*this);
  for (auto [below, name] :
       {std::pair{"", "Example county"}, {"100", "Willow township"}, {"100001", "Well village"}}) {
    v::Division& division = *divisions.add_divisions();
    division.set_code(CodeOf(*this, below));
    division.set_display_name(name);
  }
  OrThrow(Call("operator", &v::OrgService::Stub::ImportDivisions, divisions));
  station = OrgOf(*this, "100001");

  auto first = Asking<v::BootstrapCountyRequest>(*this);
  first.set_account_id(Id());
  first.set_sign_in_name(SignInName(*this, "admin"));
  first.set_password(kPassword);
  first.set_display_name("County admin");
  OrThrow(Call("operator", &v::AccountService::Stub::BootstrapCounty, first));
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
  return OrThrow(Call("admin", &v::VolunteerService::Stub::RegisterVolunteer, request)).name();
}

std::string Stage::NewTeam(const std::string& display_name) {
  auto request = Asking<v::CreateTeamRequest>(*this);
  request.set_team_id(Id());
  request.set_display_name(display_name);
  request.set_kind(v::VILLAGE_TEAM);
  request.set_org(station);
  request.add_skills("haircut");
  return OrThrow(Call("admin", &v::TeamService::Stub::CreateTeam, request)).name();
}

void Stage::Join(const std::string& person, const std::string& team, bool leads) {
  v::AddMemberRequest member;
  member.set_request_id(Id());
  member.set_name(team);
  member.set_volunteer(person);
  member.set_leader(leads);
  OrThrow(Call("admin", &v::TeamService::Stub::AddMember, member));
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

void Stage::OpenAccounts() {
  struct Cast {
    std::string name;
    v::Role role;
    std::string org;
    std::string volunteer;
    std::string team;
  };
  const std::string centre = OrgOf(*this, "");
  for (const Cast& cast : {Cast{"clerk", v::CLERK, station, "", ""},
                           {"officer", v::OFFICER, OrgOf(*this, "100"), "", ""},
                           {"dispatcher", v::DISPATCHER, centre, "", ""},
                           {"reviewer", v::REVIEWER, centre, "", ""},
                           {"leader", v::LEADER, "", leader, team},
                           {"neighbour", v::LEADER, "", neighbour, neighbours},
                           {"volunteer", v::VOLUNTEER, "", volunteer, ""}}) {
    auto request = Asking<v::CreateAccountRequest>(*this);
    request.set_account_id(Id());
    request.set_sign_in_name(SignInName(*this, cast.name));
    request.set_password(kPassword);
    request.set_display_name(cast.name);
    request.set_volunteer(cast.volunteer);
    v::GrantRequest& grant = *request.add_grants();
    grant.set_role(cast.role);
    if (!cast.org.empty()) grant.set_org(cast.org);
    if (cast.role == v::LEADER) grant.set_team(cast.team);
    if (cast.role == v::VOLUNTEER) grant.set_self(true);
    OrThrow(Call("admin", &v::AccountService::Stub::CreateAccount, request));
    actors_[cast.name] = {SignInName(*this, cast.name), kPassword};
  }
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
  OrThrow(Call("admin", &orders::v1::MenuService::Stub::CreateMenuItem, dish));

  AskByItself(false);
}

void Stage::AskByItself(bool automatic) {
  matching::v1::GetWeightsRequest present;
  present.set_parent(ParentOf(*this));
  auto changed = Asking<matching::v1::SetWeightsRequest>(*this);
  *changed.mutable_weights() =
      OrThrow(Call("admin", &matching::v1::MatchingService::Stub::GetWeights, present));
  changed.set_base_version(changed.weights().version());
  changed.mutable_weights()->clear_version();
  changed.mutable_weights()->mutable_waves()->set_automatic(automatic);
  OrThrow(Call("admin", &matching::v1::MatchingService::Stub::SetWeights, changed));
}

}  // namespace diandan::scenario
