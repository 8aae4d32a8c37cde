#include "services/volunteers/people_world_testing.h"

#include <fstream>
#include <stdexcept>

#include "services/db/codec.h"
#include "services/volunteers/operator.h"

namespace diandan::volunteers {
namespace {

template <typename T>
T OrThrow(StatusOr<T> result) {
  if (!result.ok()) throw std::runtime_error(result.status().ToString());
  return std::move(result).value();
}

}  // namespace

PeopleWorld::PeopleWorld() : module(world.Host<VolunteersModule>("volunteers")), anyone(world.Nobody()) {
  world.Start();
  auto channel = world.ChannelTo("volunteers");
  orgs = v1::OrgService::NewStub(channel);
  teams = v1::TeamService::NewStub(channel);
  people = v1::VolunteerService::NewStub(channel);
  accounts = v1::AccountService::NewStub(channel);
  sign_in = v1::SignInService::NewStub(channel);

  std::string token;
  std::getline(std::ifstream(OperatorTokenPath(world.data_dir() + "/keys")), token);
  op = With(OrThrow(SignIn(kOperatorName, token)).access_token());
  OrThrow(op.Call(*orgs, &v1::OrgService::Stub::ImportDivisions, Divisions()));
  v1::BootstrapCountyRequest open;
  open.set_parent(kCountyName);
  open.set_request_id(NewId().ToString());
  open.set_account_id(NewId().ToString());
  open.set_sign_in_name("Naiman-Admin");
  open.set_password(kGoodPassword);
  open.set_display_name("奈曼旗中心");
  OrThrow(op.Call(*accounts, &v1::AccountService::Stub::BootstrapCounty, open));
  admin = With(OrThrow(SignIn("naiman-admin", kGoodPassword)).access_token());
  clerk = world.CallerWith(Role::kClerk, testing::InOrg(kCounty, OrgPath("150525100201")));
  far_clerk = world.CallerWith(Role::kClerk, testing::InOrg(kCounty, OrgPath("150525101201")));
}

v1::Volunteer PeopleWorld::Registered(const std::string& phone) {
  return OrThrow(clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, Registration(phone)));
}

std::string PeopleWorld::Text(const std::string& sql) {
  std::string text;
  Status status = db::TransactFor(*world.home("volunteers").pool, db::kAllCounties, true,
                                  [&](db::Connection& connection) {
                                    text = std::string(connection.Run(sql)->text(0, 0));
                                    return absl::OkStatus();
                                  });
  if (!status.ok()) throw std::runtime_error(status.ToString());
  return text;
}

std::string PeopleWorld::OrgPath(const std::string& code) const {
  std::string path = DeriveUuid(kCounty, code.substr(0, 6)).ToString();
  for (size_t size = 9; size <= code.size(); size += 3) {
    path += "." + DeriveUuid(kCounty, code.substr(0, size)).ToString();
  }
  return path;
}

StatusOr<v1::SignInResponse> PeopleWorld::SignIn(const std::string& name, const std::string& password) {
  v1::SignInRequest request;
  request.set_sign_in_name(name);
  request.set_password(password);
  return anyone.Call(*sign_in, &v1::SignInService::Stub::SignIn, request);
}

testing::TestCaller PeopleWorld::With(const std::string& access_token) {
  testing::TestCaller caller = world.Nobody();
  caller.token = access_token;
  return caller;
}

int64_t PeopleWorld::Events(CountyId county) {
  int64_t count = 0;
  Status status =
      db::Transact(*world.home("volunteers").pool, {county}, true, [&](db::Connection& connection) {
        count =
            connection.Run("SELECT count(*) FROM event WHERE county_id = $1::int4", db::Params().Add(county))
                ->Get<int64_t>(0, 0);
        return absl::OkStatus();
      });
  if (!status.ok()) throw std::runtime_error(status.ToString());
  return count;
}

v1::ImportDivisionsRequest PeopleWorld::Divisions() {
  v1::ImportDivisionsRequest request;
  request.set_parent(kCountyName);
  request.set_request_id(NewId().ToString());
  for (auto [code, name] : {std::pair{"150525", "奈曼旗"},
                            {"150525100", "大沁他拉镇"},
                            {"150525101", "八仙筒镇"},
                            {"150525100201", "红柳村"},
                            {"150525101201", "白杨村"}}) {
    auto& row = *request.add_divisions();
    row.set_code(code);
    row.set_display_name(name);
  }
  return request;
}

v1::RegisterVolunteerRequest PeopleWorld::Registration(const std::string& phone) {
  v1::RegisterVolunteerRequest request;
  request.set_parent(kCountyName);
  request.set_request_id(NewId().ToString());
  request.set_volunteer_id(NewId().ToString());
  request.set_org(OrgName("150525100201"));
  request.set_chosen_name("小满");
  request.set_sex(v1::FEMALE);
  request.add_kinds(v1::FIVE_ELDERS);
  request.mutable_personal()->set_legal_name("张 小满");
  request.mutable_personal()->set_phone(phone);
  request.mutable_personal()->set_birth_date("1990-01-02");
  request.add_consents(v1::RECORD);
  return request;
}

v1::CreateAccountRequest PeopleWorld::NewAccount(const std::string& sign_in_name) {
  v1::CreateAccountRequest request;
  request.set_parent(kCountyName);
  request.set_request_id(NewId().ToString());
  request.set_account_id(NewId().ToString());
  request.set_sign_in_name(sign_in_name);
  request.set_password(kGoodPassword);
  request.set_display_name("红柳村站");
  return request;
}

v1::CreateTeamRequest PeopleWorld::NewTeam(CountyId county) {
  v1::CreateTeamRequest request;
  request.set_parent("counties/" + std::to_string(county));
  request.set_request_id(NewId().ToString());
  request.set_team_id(NewId().ToString());
  request.set_display_name("小白杨理发队");
  request.set_kind(v1::SOCIAL_TEAM);
  request.set_org(OrgName("150525100201"));
  request.add_skills("haircut");
  return request;
}

}  // namespace diandan::volunteers
