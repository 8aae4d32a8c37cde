// An installation with `volunteers` only, for service tests: an operator who signed in with the file the
// server made, and a county with a township, a village and an admin.
#pragma once

#include <string>
#include <utility>

#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "services/volunteers/volunteers_module.h"
#include "tests/support/fixture.h"

namespace diandan::volunteers {

inline constexpr CountyId kCounty = 150525;
inline constexpr char kCountyName[] = "counties/150525";
inline constexpr char kGoodPassword[] = "correct horse battery";

class PeopleWorld {
 public:
  PeopleWorld();

  testing::Installation world;
  VolunteersModule& module;
  std::unique_ptr<v1::OrgService::Stub> orgs;
  std::unique_ptr<v1::TeamService::Stub> teams;
  std::unique_ptr<v1::VolunteerService::Stub> people;
  std::unique_ptr<v1::AccountService::Stub> accounts;
  std::unique_ptr<v1::SignInService::Stub> sign_in;
  testing::TestCaller anyone, op, admin;
  testing::TestCaller clerk, far_clerk;  // of 红柳村 and of 白杨村

  Uuid NewId() { return DeriveUuid(kCounty, std::to_string(++ids_)); }
  std::string OrgName(const std::string& code) const {
    return ResourceNameOf(kCounty, "orgs", DeriveUuid(kCounty, code));
  }
  std::string OrgPath(const std::string& code) const;  // of 6, 9 or 12 digits

  StatusOr<v1::SignInResponse> SignIn(const std::string& name, const std::string& password);
  testing::TestCaller With(const std::string& access_token);
  // How many events the county has.
  int64_t Events(CountyId county = kCounty);

  // Requests with everything required filled in.
  v1::ImportDivisionsRequest Divisions();
  v1::RegisterVolunteerRequest Registration(const std::string& phone = "13800138000");
  v1::CreateAccountRequest NewAccount(const std::string& sign_in_name);
  v1::CreateTeamRequest NewTeam(CountyId county = kCounty);

  // 张小满 of 红柳村, registered by the clerk.
  v1::Volunteer Registered(const std::string& phone = "13800138000");
  // A request on something, with a request id.
  template <typename Request>
  Request On(const std::string& name) {
    Request request;
    request.set_name(name);
    request.set_request_id(NewId().ToString());
    return request;
  }
  // One value read past the fence, as the service's own role.
  std::string Text(const std::string& sql);

 private:
  int ids_ = 0;
};

}  // namespace diandan::volunteers
