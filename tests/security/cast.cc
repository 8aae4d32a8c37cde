#include "tests/security/cast.h"

#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "services/base/keys.h"
#include "services/base/paseto.h"
#include "services/rpc/client.h"
#include "tests/scenario/or_throw.h"

namespace diandan::security {
namespace {

namespace v = volunteers::v1;
using scenario::OrThrow;
using scenario::Stage;

struct Part {
  const char* role;
  const char* place;
  const char* actor;  // on the stage
};

// Those of the stage's own county; the names without a hyphen, up to the bystander, stand on the stage from
// the beginning.
constexpr Part kHere[] = {
    {"clerk", "own", "clerk"},
    {"clerk", "child", "clerk-above"},
    {"clerk", "parent", "clerk-below"},
    {"clerk", "sibling", "clerk-beside"},
    {"officer", "own", "officer-inside"},
    {"officer", "child", "officer"},
    {"officer", "parent", "officer-below"},
    {"officer", "sibling", "officer-beside"},
    {"dispatcher", "county", "dispatcher"},
    {"reviewer", "county", "reviewer"},
    {"admin", "county", "admin"},
    {"auditor", "county", "auditor"},
    {"leader", "own", "leader"},
    {"leader", "sibling", "neighbour"},
    {"leader", "child", "leader-above"},
    {"volunteer", "own", "volunteer"},
    {"volunteer", "sibling", "bystander"},
    {"liaison", "own", "liaison"},
    {"account", "county", "newcomer"},
};
constexpr Part kThere[] = {
    {"clerk", "other", "clerk"},       {"officer", "other", "officer"}, {"dispatcher", "other", "dispatcher"},
    {"reviewer", "other", "reviewer"}, {"admin", "other", "admin"},     {"auditor", "other", "auditor"},
    {"leader", "other", "leader"},     {"liaison", "other", "liaison"}, {"volunteer", "other", "volunteer"},
    {"account", "other", "newcomer"},
};

template <typename Request>
Request InCounty(const Stage& stage) {
  Request request;
  request.set_parent(stage.parent());
  return request;
}

std::string NewUnit(Stage& stage) {
  auto unit = InCounty<v::CreateUnitRequest>(stage);
  unit.set_unit_id(stage.Id());
  unit.set_display_name("Willow cooperative");
  unit.set_kind(v::ENTERPRISE);
  return OrThrow(stage.Do("admin", &v::UnitService::Stub::CreateUnit, unit)).name();
}

void OpenAtCentre(Stage& stage, const std::string& unit) {
  stage.OpenAccount("auditor", v::AUDITOR, stage.OrgOf(""));
  stage.OpenAccount("liaison", v::LIAISON, "", "", "", unit);
  stage.OpenAccount("newcomer", v::ROLE_UNSPECIFIED, "");
}

void OpenAround(Stage& stage, const Surroundings& around) {
  stage.OpenAccount("clerk-above", v::CLERK, stage.OrgOf("100"));
  stage.OpenAccount("clerk-below", v::CLERK, around.point);
  stage.OpenAccount("clerk-beside", v::CLERK, around.other_village);
  stage.OpenAccount("officer-inside", v::OFFICER, stage.station);
  stage.OpenAccount("officer-below", v::OFFICER, around.point);
  stage.OpenAccount("officer-beside", v::OFFICER, around.other_township);
  const std::string above = stage.Register("Leader above");
  stage.Join(above, around.township_team, true);
  stage.OpenAccount("leader-above", v::LEADER, "", above, around.township_team);
  stage.OpenAccount("bystander", v::VOLUNTEER, "", around.bystander);
}

bool HasAccount(absl::string_view role) { return role != "nobody" && role.substr(0, 8) != "service:"; }

}  // namespace

Surroundings Surround(Stage& stage) {
  Surroundings around;
  auto divisions = InCounty<v::ImportDivisionsRequest>(stage);
  for (auto [digits, name] : {std::pair{"100002", "Pump village"}, {"200", "Poplar township"}}) {
    v::Division& division = *divisions.add_divisions();
    division.set_code(absl::StrCat(stage.county, digits));
    division.set_display_name(name);
  }
  OrThrow(stage.Do("operator", &v::OrgService::Stub::ImportDivisions, divisions));
  around.other_village = stage.OrgOf("100002");
  around.other_township = stage.OrgOf("200");
  auto point = InCounty<v::CreateOrgRequest>(stage);
  point.set_org_id(stage.Id());
  point.set_parent_org(stage.station);
  point.set_tier(v::POINT);
  point.set_display_name("Point by the mill");
  around.point = OrThrow(stage.Do("admin", &v::OrgService::Stub::CreateOrg, point)).name();
  auto team = InCounty<v::CreateTeamRequest>(stage);
  team.set_team_id(stage.Id());
  team.set_display_name("Willow township corps");
  team.set_kind(v::TOWNSHIP_CORPS);
  team.set_org(stage.OrgOf("100"));
  around.township_team = OrThrow(stage.Do("admin", &v::TeamService::Stub::CreateTeam, team)).name();
  around.unit = NewUnit(stage);
  around.bystander = stage.Register("Bystander");
  return around;
}

std::vector<Member> Gather(Stage& here, const Surroundings& around, Stage& there,
                           const std::string& data_dir) {
  there.clock.Set(here.clock.Now());
  OpenAtCentre(here, around.unit);
  OpenAround(here, around);
  OpenAtCentre(there, NewUnit(there));
  std::vector<Member> members;
  auto add = [&](Stage& stage, const Part& part) {
    members.push_back({{part.role, part.place, HasAccount(part.role)}, stage.TokenOf(part.actor)});
  };
  for (const Part& part : kHere) add(here, part);
  for (const Part& part : kThere) add(there, part);
  add(here, {"operator", "", "operator"});
  members.push_back({{"nobody", "", false}, ""});
  const auto keys = OrThrow(Keys::Load(data_dir + "/keys", Keys::DataFolder::kInUse));
  const auto signer = std::make_shared<const SigningKey>(keys->SigningSeed("service"));
  for (const char* service : {"volunteers", "orders", "matching", "hours"}) {
    const rpc::ServiceIdentity identity(service, signer, &here.clock);
    members.push_back({{absl::StrCat("service:", service), "", false}, identity.Token()});
  }
  return members;
}

}  // namespace diandan::security
