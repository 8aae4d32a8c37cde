// The small county of every scenario, made through gRPC as its people would make it.
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

constexpr char kParent[] = "counties/150525";
constexpr char kPassword[] = "lantern-over-the-well-7";

std::string OrgOf(const std::string& code) {
  return ResourceNameOf(kCounty, "orgs", DeriveUuid(kCounty, code));
}

template <typename Request>
Request Asking(const Stage& stage) {
  Request request;
  request.set_parent(kParent);
  request.set_request_id(stage.Id());
  return request;
}

}  // namespace

void Stage::OpenCounty() {
  auto divisions = Asking<v::ImportDivisionsRequest>(*this);
  for (auto [code, name] : {std::pair{"150525", "Example county"},
                            {"150525100", "Willow township"},
                            {"150525100001", "Well village"}}) {
    v::Division& division = *divisions.add_divisions();
    division.set_code(code);
    division.set_display_name(name);
  }
  OrThrow(Call("operator", &v::OrgService::Stub::ImportDivisions, divisions));
  station = OrgOf("150525100001");

  auto county = Asking<v::BootstrapCountyRequest>(*this);
  county.set_account_id(Id());
  county.set_sign_in_name("scenario-admin");
  county.set_password(kPassword);
  county.set_display_name("County admin");
  OrThrow(Call("operator", &v::AccountService::Stub::BootstrapCounty, county));
  actors_["admin"] = {"scenario-admin", kPassword};
}

std::string Stage::Register(const std::string& chosen_name, const std::string& phone) {
  auto request = Asking<v::RegisterVolunteerRequest>(*this);
  request.set_volunteer_id(Id());
  request.set_org(station);
  request.set_chosen_name(chosen_name);
  request.set_sex(v::FEMALE);
  request.mutable_personal()->set_legal_name(chosen_name);
  request.mutable_personal()->set_phone(phone);
  request.mutable_personal()->set_birth_date("1980-05-05");
  request.add_consents(v::RECORD);
  return OrThrow(Call("admin", &v::VolunteerService::Stub::RegisterVolunteer, request)).name();
}

void Stage::RegisterPeople() {
  leader = Register("Leader", "13800000001");
  volunteer = Register("Volunteer", "13800000002");

  auto request = Asking<v::CreateTeamRequest>(*this);
  request.set_team_id(Id());
  request.set_display_name("Well village team");
  request.set_kind(v::VILLAGE_TEAM);
  request.set_org(station);
  request.add_skills("haircut");
  team = OrThrow(Call("admin", &v::TeamService::Stub::CreateTeam, request)).name();
  for (const std::string& person : {leader, volunteer}) {
    v::AddMemberRequest member;
    member.set_request_id(Id());
    member.set_name(team);
    member.set_volunteer(person);
    member.set_leader(person == leader);
    OrThrow(Call("admin", &v::TeamService::Stub::AddMember, member));
  }
}

void Stage::OpenAccounts() {
  struct Cast {
    std::string name;
    v::Role role;
    std::string org;
    std::string volunteer;
  };
  const std::string centre = OrgOf("150525");
  for (const Cast& cast : {Cast{"clerk", v::CLERK, station, ""},
                           {"officer", v::OFFICER, OrgOf("150525100"), ""},
                           {"dispatcher", v::DISPATCHER, centre, ""},
                           {"reviewer", v::REVIEWER, centre, ""},
                           {"leader", v::LEADER, "", leader},
                           {"volunteer", v::VOLUNTEER, "", volunteer}}) {
    auto request = Asking<v::CreateAccountRequest>(*this);
    request.set_account_id(Id());
    request.set_sign_in_name("scenario-" + cast.name);
    request.set_password(kPassword);
    request.set_display_name(cast.name);
    request.set_volunteer(cast.volunteer);
    v::GrantRequest& grant = *request.add_grants();
    grant.set_role(cast.role);
    if (!cast.org.empty()) grant.set_org(cast.org);
    if (cast.role == v::LEADER) grant.set_team(team);
    if (cast.role == v::VOLUNTEER) grant.set_self(true);
    OrThrow(Call("admin", &v::AccountService::Stub::CreateAccount, request));
    actors_[cast.name] = {"scenario-" + cast.name, kPassword};
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

  matching::v1::GetWeightsRequest present;
  present.set_parent(kParent);
  auto quiet = Asking<matching::v1::SetWeightsRequest>(*this);
  *quiet.mutable_weights() =
      OrThrow(Call("admin", &matching::v1::MatchingService::Stub::GetWeights, present));
  quiet.set_base_version(quiet.weights().version());
  quiet.mutable_weights()->clear_version();
  quiet.mutable_weights()->mutable_waves()->set_automatic(false);
  OrThrow(Call("admin", &matching::v1::MatchingService::Stub::SetWeights, quiet));
}

}  // namespace diandan::scenario
