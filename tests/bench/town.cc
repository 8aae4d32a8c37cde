#include "tests/bench/town.h"

#include <fstream>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "services/base/words.h"
#include "tests/support/in_parallel.h"

namespace diandan::bench {
namespace {

namespace v = volunteers::v1;

constexpr CountyId kFirstCounty = 990101;
// Few: signing in and opening accounts hash passwords, and a server lets few of those wait.
constexpr int kBuilders = 4;

template <typename T>
T OrThrow(StatusOr<T> result) {
  if (!result.ok()) throw std::runtime_error(Speak(result.status(), Language::kEnglish).ShortDebugString());
  return std::move(result).value();
}

std::string FirstLine(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error("cannot read " + path);
  return line;
}

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& socket) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("unix:" + socket, grpc::InsecureChannelCredentials(), arguments);
}

demo::Stage StageOn(const std::string& socket) {
  return demo::Stage(
      demo::Channels::All(ChannelTo(socket)), [] { return absl::Now(); }, Language::kEnglish);
}

// One county, built by one thread.
class Builder {
 public:
  Builder(const std::string& socket, const demo::Actor& operator_, CountyId id, const TownPlan& plan)
      : stage_(StageOn(socket)), operator_(operator_), plan_(plan) {
    county_.id = id;
  }

  County Run() {
    OpenCounty();
    for (int i = 0; i < plan_.villages; ++i) AddVillage(i);
    OpenAccounts();
    SetTheTable();
    return std::move(county_);
  }

 private:
  std::string CodeOf(int village) const {
    return village < 0 ? absl::StrCat(county_.id, "100")
                       : absl::StrFormat("%d100%03d", county_.id, village + 1);
  }
  std::string OrgOf(const std::string& code) const {
    return ResourceNameOf(county_.id, "orgs", DeriveUuid(county_.id, code));
  }
  template <typename Request>
  Request Asking() const {
    Request request;
    request.set_parent(county_.parent());
    request.set_request_id(NewId());
    return request;
  }

  void OpenCounty() {
    auto divisions = Asking<v::ImportDivisionsRequest>();
    auto add = [&](const std::string& code, const std::string& name) {
      v::Division& division = *divisions.add_divisions();
      division.set_code(code);
      division.set_display_name(name);
    };
    add(absl::StrCat(county_.id), "Bench county");
    add(CodeOf(-1), "Bench township");
    for (int i = 0; i < plan_.villages; ++i) add(CodeOf(i), absl::StrCat("Village ", i + 1));
    OrThrow(stage_.Call(operator_, &v::OrgService::Stub::ImportDivisions, divisions));
    auto admin = Asking<v::BootstrapCountyRequest>();
    admin.set_account_id(NewId());
    admin.set_sign_in_name(SignInName(county_.id, "admin"));
    admin.set_password(kTownPassword);
    admin.set_display_name("admin");
    OrThrow(stage_.Call(operator_, &v::AccountService::Stub::BootstrapCounty, admin));
    county_.admin = OrThrow(stage_.SignIn(SignInName(county_.id, "admin"), kTownPassword));
  }

  std::string Register(const std::string& station) {
    auto request = Asking<v::RegisterVolunteerRequest>();
    request.set_volunteer_id(NewId());
    request.set_org(station);
    request.set_chosen_name("Neighbour");
    request.set_sex(v::FEMALE);
    request.mutable_personal()->set_legal_name("Neighbour");
    request.mutable_personal()->set_phone(absl::StrFormat("139%08d", ++people_));
    request.mutable_personal()->set_birth_date("1980-05-05");
    request.add_consents(v::RECORD);
    return OrThrow(stage_.Call(county_.admin, &v::VolunteerService::Stub::RegisterVolunteer, request)).name();
  }

  void AddVillage(int index) {
    Village village;
    village.station = OrgOf(CodeOf(index));
    auto team = Asking<v::CreateTeamRequest>();
    team.set_team_id(NewId());
    team.set_display_name(absl::StrCat("Village team ", index + 1));
    team.set_kind(v::VILLAGE_TEAM);
    team.set_org(village.station);
    team.add_skills("haircut");
    team.set_weekly_slots(21);
    for (int slot = 0; slot < 21; ++slot) team.add_free_slots(slot);
    village.team = OrThrow(stage_.Call(county_.admin, &v::TeamService::Stub::CreateTeam, team)).name();
    for (int i = 0; i < plan_.members; ++i) {
      village.members.push_back(Register(village.station));
      v::AddMemberRequest member;
      member.set_request_id(NewId());
      member.set_name(village.team);
      member.set_volunteer(village.members.back());
      member.set_leader(i == 0);
      OrThrow(stage_.Call(county_.admin, &v::TeamService::Stub::AddMember, member));
    }
    county_.villages.push_back(std::move(village));
  }

  void OpenAccount(const std::string& name, const std::vector<v::GrantRequest>& grants,
                   const std::string& volunteer) {
    auto request = Asking<v::CreateAccountRequest>();
    request.set_account_id(NewId());
    request.set_sign_in_name(SignInName(county_.id, name));
    request.set_password(kTownPassword);
    request.set_display_name(name);
    request.set_volunteer(volunteer);
    for (const v::GrantRequest& grant : grants) *request.add_grants() = grant;
    OrThrow(stage_.Call(county_.admin, &v::AccountService::Stub::CreateAccount, request));
  }

  void OpenAccounts() {
    auto at = [](v::Role role, const std::string& org) {
      v::GrantRequest grant;
      grant.set_role(role);
      grant.set_org(org);
      return grant;
    };
    const std::string township = OrgOf(CodeOf(-1)), centre = OrgOf(absl::StrCat(county_.id));
    OpenAccount("clerk", {at(v::CLERK, township)}, "");
    OpenAccount("officer", {at(v::OFFICER, township)}, "");
    OpenAccount("reviewer", {at(v::REVIEWER, centre)}, "");
    std::vector<v::GrantRequest> leads;
    for (const Village& village : county_.villages) {
      leads.emplace_back();
      leads.back().set_role(v::LEADER);
      leads.back().set_team(village.team);
    }
    OpenAccount("leader", leads, county_.villages.front().members.front());
  }

  void SetTheTable() {
    orders::v1::CreateMenuItemRequest dish;
    dish.set_request_id(NewId());
    county_.menu_item = county_.NewName("menu_items");
    orders::v1::MenuItem& item = *dish.mutable_menu_item();
    item.set_name(county_.menu_item);
    item.set_title("Haircut at home");
    item.set_theme(orders::v1::DAILY_SERVICE);
    item.set_skill("haircut");
    item.set_usual_minutes(60);
    item.set_usual_people(1);
    OrThrow(stage_.Call(county_.admin, &orders::v1::MenuService::Stub::CreateMenuItem, dish));
    if (plan_.automatic_waves) return;
    namespace m = matching::v1;
    m::GetWeightsRequest present;
    present.set_parent(county_.parent());
    auto quiet = Asking<m::SetWeightsRequest>();
    *quiet.mutable_weights() =
        OrThrow(stage_.Call(county_.admin, &m::MatchingService::Stub::GetWeights, present));
    quiet.set_base_version(quiet.weights().version());
    quiet.mutable_weights()->clear_version();
    quiet.mutable_weights()->mutable_waves()->set_automatic(false);
    quiet.set_without_simulation(m::AUTOMATIC_SWITCH);
    OrThrow(stage_.Call(county_.admin, &m::MatchingService::Stub::SetWeights, quiet));
  }

 public:
  static std::string SignInName(CountyId county, const std::string& who) {
    return absl::StrCat("bench-", county, "-", who);
  }

 private:
  demo::Stage stage_;
  const demo::Actor operator_;
  const TownPlan plan_;
  County county_;
  int people_ = 0;
};

}  // namespace

std::string AdminSignInName(CountyId county) { return Builder::SignInName(county, "admin"); }

std::string NewId() { return NewUuid(absl::Now()).ToString(); }

std::string County::parent() const { return absl::StrCat("counties/", id); }
std::string County::NewName(const std::string& collection) const {
  return absl::StrCat("counties/", id, "/", collection, "/", NewId());
}

std::vector<County> Build(const std::string& socket, const std::string& keys_dir, const TownPlan& plan) {
  demo::Stage stage = StageOn(socket);
  const demo::Actor operator_ = OrThrow(stage.SignIn("operator", FirstLine(keys_dir + "/operator.token")));
  std::vector<County> counties(size_t(plan.counties));
  testing::InParallel(kBuilders, plan.counties, [&](int i) {
    counties[size_t(i)] = Builder(socket, operator_, kFirstCounty + i, plan).Run();
  });
  SignInAgain(socket, counties);
  return counties;
}

void SignInAgain(const std::string& socket, std::vector<County>& counties) {
  testing::InParallel(kBuilders, int(counties.size()), [&](int i) {
    County& county = counties[size_t(i)];
    demo::Stage stage = StageOn(socket);
    for (auto [actor, name] : {std::pair{&county.admin, "admin"},
                               {&county.clerk, "clerk"},
                               {&county.officer, "officer"},
                               {&county.leader, "leader"},
                               {&county.reviewer, "reviewer"}}) {
      *actor = OrThrow(stage.SignIn(Builder::SignInName(county.id, name), kTownPassword));
    }
  });
}

}  // namespace diandan::bench
