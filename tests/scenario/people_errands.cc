#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/training_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"

namespace diandan::scenario {
namespace {

namespace v = volunteers::v1;

// As the county admin, about a thing of this name.
template <typename Request, typename Stub, typename Response>
Response About(
    Stage& stage, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    const std::string& name, const std::function<void(Request&)>& fill = [](Request&) {}) {
  Request request;
  request.set_name(name);
  fill(request);
  return OrThrow(stage.Do("admin", method, request));
}

template <typename Request>
Request InCounty(const Stage& stage) {
  Request request;
  request.set_parent(stage.parent());
  return request;
}

void Orgs(Stage& stage) {
  using Stub = v::OrgService::Stub;
  auto create = InCounty<v::CreateOrgRequest>(stage);
  create.set_org_id(stage.Id());
  create.set_parent_org(stage.station);
  create.set_tier(v::POINT);
  create.set_display_name("Point by the well");
  const std::string point = OrThrow(stage.Do("admin", &Stub::CreateOrg, create)).name();
  About<v::UpdateOrgRequest>(stage, &Stub::UpdateOrg, point,
                             [](auto& request) { request.set_display_name("Point by the pump"); });
  About<v::CloseOrgRequest>(stage, &Stub::CloseOrg, point);
  About<v::AppointPostRequest>(stage, &Stub::AppointPost, stage.station, [&](auto& request) {
    request.set_kind(v::Post::HEAD);
    request.set_holder(stage.volunteer);
  });
  About<v::VacatePostRequest>(stage, &Stub::VacatePost, stage.station,
                              [](auto& request) { request.set_kind(v::Post::HEAD); });
}

void Units(Stage& stage) {
  using Stub = v::UnitService::Stub;
  auto create = InCounty<v::CreateUnitRequest>(stage);
  create.set_unit_id(stage.Id());
  create.set_display_name("Willow school");
  create.set_kind(v::SCHOOL);
  const std::string unit = OrThrow(stage.Do("admin", &Stub::CreateUnit, create)).name();
  About<v::UpdateUnitRequest>(stage, &Stub::UpdateUnit, unit,
                              [](auto& request) { request.set_headcount(40); });
  About<v::CloseUnitRequest>(stage, &Stub::CloseUnit, unit);
}

void Teams(Stage& stage) {
  using Stub = v::TeamService::Stub;
  About<v::UpdateTeamRequest>(stage, &Stub::UpdateTeam, stage.neighbours, [](auto& request) {
    request.set_open_to_join(true);
    request.mutable_update_mask()->add_paths("open_to_join");
  });
  About<v::SetFreeTimesRequest>(stage, &Stub::SetFreeTimes, stage.neighbours, [](auto& request) {
    request.add_free_slots(3);
    request.set_weekly_slots(1);
  });
  About<v::SuspendTeamRequest>(stage, &Stub::SuspendTeam, stage.neighbours);
  About<v::ResumeTeamRequest>(stage, &Stub::ResumeTeam, stage.neighbours);
  v::JoinTeamRequest join;
  join.set_name(stage.neighbours);
  v::EndMembershipRequest end;
  end.set_name(OrThrow(stage.Do("volunteer", &Stub::JoinTeam, join)).name());
  OrThrow(stage.Do("volunteer", &Stub::EndMembership, end));
}

void Accounts(Stage& stage) {
  using Stub = v::AccountService::Stub;
  auto create = InCounty<v::CreateAccountRequest>(stage);
  create.set_account_id(stage.Id());
  create.set_sign_in_name("errand-runner");
  create.set_password("a-kettle-on-the-stove");
  create.set_display_name("Errand runner");
  const std::string account = OrThrow(stage.Do("admin", &Stub::CreateAccount, create)).name();
  About<v::SetPasswordRequest>(stage, &Stub::SetPassword, account,
                               [](auto& request) { request.set_new_password("a-kettle-off-the-stove"); });
  const std::string grant = stage.Id();
  About<v::GrantRoleRequest>(stage, &Stub::GrantRole, account, [&](auto& request) {
    request.set_grant_id(grant);
    request.mutable_grant()->set_role(v::CLERK);
    request.mutable_grant()->set_org(stage.station);
  });
  About<v::RevokeRoleRequest>(stage, &Stub::RevokeRole, account,
                              [&](auto& request) { request.set_grant_id(grant); });
  About<v::DisableAccountRequest>(stage, &Stub::DisableAccount, account);
  About<v::EnableAccountRequest>(stage, &Stub::EnableAccount, account);
}

void Trainings(Stage& stage) {
  using Stub = v::TrainingService::Stub;
  auto create = InCounty<v::CreateTrainingRequest>(stage);
  create.set_training_id(stage.Id());
  create.set_kind(v::PRACTICE_BASICS);
  create.set_title("First steps");
  create.set_org(stage.station);
  *create.mutable_start_time() = stage.TimeOf(8, 0);
  create.set_minutes(45);
  const std::string training = OrThrow(stage.Do("admin", &Stub::CreateTraining, create)).name();
  About<v::RecordTrainingAttendanceRequest>(stage, &Stub::RecordTrainingAttendance, training,
                                            [&](auto& request) { request.add_volunteers(stage.volunteer); });
}

void Volunteers(Stage& stage) {
  using Stub = v::VolunteerService::Stub;
  auto child = InCounty<v::RegisterVolunteerRequest>(stage);
  child.set_volunteer_id(stage.Id());
  child.set_org(stage.station);
  child.set_chosen_name("Pupil");
  child.set_sex(v::FEMALE);
  child.mutable_personal()->set_legal_name("Pupil");
  child.mutable_personal()->set_phone("13900000001");
  child.mutable_personal()->set_birth_date("2012-05-05");
  child.mutable_personal()->set_guardian_name("Mother");
  child.mutable_personal()->set_guardian_phone("13900000002");
  child.set_guardian_consent(true);
  child.add_consents(v::RECORD);
  const std::string pupil = OrThrow(stage.Do("admin", &Stub::RegisterVolunteer, child)).name();
  About<v::RecordGuardianConsentRequest>(stage, &Stub::RecordGuardianConsent, pupil,
                                         [](auto& request) { request.set_given(false); });
  About<v::UpdateVolunteerRequest>(stage, &Stub::UpdateVolunteer, pupil,
                                   [](auto& request) { request.set_chosen_name("Bright pupil"); });
  About<v::SetConsentRequest>(stage, &Stub::SetConsent, pupil, [](auto& request) {
    request.set_kind(v::CONTACT);
    request.set_given(true);
  });
  About<v::SetOwnFreeTimesRequest>(stage, &Stub::SetOwnFreeTimes, pupil,
                                   [](auto& request) { request.add_free_slots(3); });
  About<v::AddQualificationRequest>(stage, &Stub::AddQualification, pupil, [&](auto& request) {
    request.set_code("health_certificate");
    *request.mutable_valid_until() = stage.TimeOf(24 * 100, 0);
  });
  About<v::AddInsuranceRequest>(stage, &Stub::AddInsurance, pupil, [&](auto& request) {
    *request.mutable_valid_from() = stage.TimeOf(0, 0);
    *request.mutable_valid_until() = stage.TimeOf(24 * 100, 0);
  });
  About<v::SuspendVolunteerRequest>(stage, &Stub::SuspendVolunteer, pupil,
                                    [](auto& request) { request.set_reason(v::OWN_WISH); });
  About<v::ResumeVolunteerRequest>(stage, &Stub::ResumeVolunteer, pupil);
  About<v::EraseVolunteerRequest>(stage, &Stub::EraseVolunteer, pupil);
}

}  // namespace

void RunPeopleErrands(Stage& stage) {
  Orgs(stage);
  Units(stage);
  Teams(stage);
  Accounts(stage);
  Trainings(stage);
  Volunteers(stage);
}

}  // namespace diandan::scenario
