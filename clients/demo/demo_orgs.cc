// Stations, points, households, units, teams.
#include "absl/strings/str_cat.h"
#include "clients/demo/demo_parts.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"

namespace diandan::demo {

namespace v = volunteers::v1;

namespace {

// A request to the county.
template <typename Request>
Request AskingTheCounty(const std::string& what) {
  auto request = Asking<Request>(what);
  request.set_parent(CountyParent());
  return request;
}

void SetPoint(const Place& place, v::GeoPoint& point) {
  point.set_lat_milli(place.lat_milli);
  point.set_lng_milli(place.lng_milli);
}

const Place* PlaceOf(const std::string& code) {
  for (const auto* places : {&Stations(), &Townships()}) {
    for (const Place& place : *places) {
      if (code == place.code) return &place;
    }
  }
  return nullptr;
}

Task Create(Stage& stage, const Actor& admin, v::CreateOrgRequest request) {
  return [&stage, &admin, request = std::move(request)] {
    return stage.Call(admin, &v::OrgService::Stub::CreateOrg, request).status();
  };
}

}  // namespace

std::vector<Task> StationTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const Place& place : Stations()) {
    const std::string code = place.code;
    auto request = AskingTheCounty<v::CreateOrgRequest>("org/" + code);
    request.set_parent_org(OrgName(code.substr(0, 9)));
    request.set_tier(v::STATION);
    request.set_display_name(absl::StrCat(place.name, "新时代文明实践站"));
    request.set_code(code);
    SetPoint(place, *request.mutable_point());
    tasks.push_back(Create(stage, admin, std::move(request)));
  }
  return tasks;
}

std::vector<Task> PointTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const SmallPlace& place : SmallPlaces()) {
    auto request = AskingTheCounty<v::CreateOrgRequest>(absl::StrCat("point/", place.name));
    request.set_org_id(DemoId(absl::StrCat("point/", place.name)).ToString());
    request.set_parent_org(OrgName(place.station_code));
    request.set_tier(v::POINT);
    request.set_display_name(place.name);
    tasks.push_back(Create(stage, admin, std::move(request)));
  }
  return tasks;
}

std::vector<Task> HouseholdTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const SmallPlace& place : SmallPlaces()) {
    auto request = AskingTheCounty<v::CreateOrgRequest>(absl::StrCat("household/", place.household));
    request.set_org_id(DemoId(absl::StrCat("household/", place.household)).ToString());
    request.set_parent_org(DemoName("orgs", absl::StrCat("point/", place.name)));
    request.set_tier(v::HOUSEHOLD);
    request.set_display_name(place.household);
    tasks.push_back(Create(stage, admin, std::move(request)));
  }
  return tasks;
}

std::vector<Task> UnitTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const UnitPlan& unit : Units()) {
    auto request = AskingTheCounty<v::CreateUnitRequest>(absl::StrCat("unit/", unit.key));
    request.set_unit_id(DemoId(absl::StrCat("unit/", unit.key)).ToString());
    request.set_display_name(unit.name);
    request.set_kind(unit.kind);
    request.set_headcount(unit.headcount);
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &v::UnitService::Stub::CreateUnit, request).status();
    });
  }
  return tasks;
}

std::vector<Task> TeamTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const TeamPlan& team : Teams()) {
    auto request = AskingTheCounty<v::CreateTeamRequest>("team/" + team.key);
    request.set_team_id(DemoId("team/" + team.key).ToString());
    request.set_display_name(team.name);
    request.set_kind(team.kind);
    request.set_org(OrgName(team.org_code));
    if (!team.unit.empty()) request.set_unit(DemoName("units", "unit/" + team.unit));
    const Place* place = PlaceOf(team.org_code);
    SetPoint(place != nullptr ? *place : Townships().front(), *request.mutable_point());
    *request.mutable_skills() = {team.skills.begin(), team.skills.end()};
    *request.mutable_languages() = {team.languages.begin(), team.languages.end()};
    request.set_weekly_slots(team.weekly_slots);
    *request.mutable_free_slots() = {team.free_slots.begin(), team.free_slots.end()};
    request.set_open_to_join(true);
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &v::TeamService::Stub::CreateTeam, request).status();
    });
  }
  return tasks;
}

}  // namespace diandan::demo
