// Organisations, teams and volunteers through gRPC on a real PostgreSQL.
#include <gtest/gtest.h>

#include "diandan/volunteers/v1/training_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "services/volunteers/people_world_testing.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::InOrg;
using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using ::testing::StrEq;

class PeopleTest : public ::testing::Test, protected PeopleWorld {
 protected:
  // Twice: the second time is answered alike and appends no event.
  template <typename Stub, typename Class, typename Request, typename Response>
  Response Twice(const TestCaller& caller, Stub& stub,
                 grpc::Status (Class::*method)(grpc::ClientContext*, const Request&, Response*),
                 const Request& request) {
    auto first = caller.Call(stub, method, request);
    EXPECT_OK(first) << request.GetTypeName();
    if (!first.ok()) return {};
    const int64_t events = Events();
    auto again = caller.Call(stub, method, request);
    EXPECT_OK(again) << request.GetTypeName();
    EXPECT_EQ(Events(), events) << request.GetTypeName();
    EXPECT_EQ(first->ShortDebugString(), again.ok() ? again->ShortDebugString() : "");
    return *first;
  }
};

TEST_F(PeopleTest, TheTreeIsListedParentsFirstInPages) {
  v1::ListOrgsRequest list;
  list.set_parent(kCountyName);
  list.set_page_size(2);
  std::vector<std::string> names;
  do {
    auto page = clerk.Call(*orgs, &v1::OrgService::Stub::ListOrgs, list);
    ASSERT_OK(page);
    for (const auto& org : page->orgs()) names.push_back(org.display_name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(names.size(), 5u);
  EXPECT_THAT(names[0], StrEq("奈曼旗"));
  list.clear_page_token();
  list.set_code("150525100201");
  EXPECT_THAT(clerk.Call(*orgs, &v1::OrgService::Stub::ListOrgs, list)->orgs(0).display_name(),
              StrEq("红柳村"));
}

TEST_F(PeopleTest, ImportedAgainNothingChanges) {
  const int64_t events = Events();
  auto again = op.Call(*orgs, &v1::OrgService::Stub::ImportDivisions, Divisions());
  ASSERT_OK(again);
  EXPECT_EQ(again->unchanged(), 5);
  EXPECT_EQ(Events(), events);
  EXPECT_THAT(admin.Call(*orgs, &v1::OrgService::Stub::ImportDivisions, Divisions()),
              Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(PeopleTest, EveryMutationIsSafeToRepeat) {
  v1::CreateOrgRequest point;
  point.set_parent(kCountyName);
  point.set_request_id(NewId().ToString());
  point.set_org_id(NewId().ToString());
  point.set_parent_org(OrgName("150525100201"));
  point.set_tier(v1::POINT);
  point.set_display_name("村口小卖部");
  const std::string point_name = Twice(clerk, *orgs, &v1::OrgService::Stub::CreateOrg, point).name();
  auto rename = On<v1::UpdateOrgRequest>(point_name);
  rename.set_display_name("村口点");
  Twice(clerk, *orgs, &v1::OrgService::Stub::UpdateOrg, rename);

  auto units = v1::UnitService::NewStub(world.ChannelTo("volunteers"));
  v1::CreateUnitRequest unit;
  unit.set_parent(kCountyName);
  unit.set_request_id(NewId().ToString());
  unit.set_unit_id(NewId().ToString());
  unit.set_display_name("旗医院");
  unit.set_kind(v1::DEPARTMENT);
  unit.set_headcount(200);
  const std::string unit_name = Twice(admin, *units, &v1::UnitService::Stub::CreateUnit, unit).name();
  auto grow = On<v1::UpdateUnitRequest>(unit_name);
  grow.set_headcount(210);
  EXPECT_EQ(Twice(admin, *units, &v1::UnitService::Stub::UpdateUnit, grow).headcount(), 210);

  const std::string person =
      Twice(clerk, *people, &v1::VolunteerService::Stub::RegisterVolunteer, Registration()).name();
  auto rephone = On<v1::UpdateVolunteerRequest>(person);
  rephone.mutable_personal()->set_phone("13900139000");
  Twice(clerk, *people, &v1::VolunteerService::Stub::UpdateVolunteer, rephone);
  auto consent = On<v1::SetConsentRequest>(person);
  consent.set_kind(v1::CONTACT);
  consent.set_given(true);
  Twice(clerk, *people, &v1::VolunteerService::Stub::SetConsent, consent);
  auto free = On<v1::SetOwnFreeTimesRequest>(person);
  for (int slot : {5, 3, 3}) free.add_free_slots(slot);
  EXPECT_THAT(Twice(clerk, *people, &v1::VolunteerService::Stub::SetOwnFreeTimes, free).free_slots(),
              ElementsAre(3, 5));
  auto skill = On<v1::AddQualificationRequest>(person);
  skill.set_code("health_certificate");
  skill.mutable_valid_until()->set_seconds(1'900'000'000);
  Twice(clerk, *people, &v1::VolunteerService::Stub::AddQualification, skill);
  auto cover = On<v1::AddInsuranceRequest>(person);
  cover.mutable_valid_from()->set_seconds(1'790'000'000);
  cover.mutable_valid_until()->set_seconds(1'820'000'000);
  EXPECT_EQ(Twice(clerk, *people, &v1::VolunteerService::Stub::AddInsurance, cover).insurances_size(), 1);

  const std::string team = Twice(clerk, *teams, &v1::TeamService::Stub::CreateTeam, NewTeam()).name();
  auto member = On<v1::AddMemberRequest>(team);
  member.set_volunteer(person);
  member.set_leader(true);
  const std::string membership = Twice(clerk, *teams, &v1::TeamService::Stub::AddMember, member).name();
  auto times = On<v1::SetFreeTimesRequest>(team);
  times.add_free_slots(3);
  times.set_weekly_slots(1);
  EXPECT_THAT(Twice(clerk, *teams, &v1::TeamService::Stub::SetFreeTimes, times).leaders(),
              ElementsAre(person));
  Twice(clerk, *teams, &v1::TeamService::Stub::EndMembership, On<v1::EndMembershipRequest>(membership));
  Twice(admin, *teams, &v1::TeamService::Stub::SuspendTeam, On<v1::SuspendTeamRequest>(team));
  Twice(admin, *teams, &v1::TeamService::Stub::ResumeTeam, On<v1::ResumeTeamRequest>(team));

  auto appoint = On<v1::AppointPostRequest>(OrgName("150525100201"));
  appoint.set_kind(v1::Post::HEAD);
  appoint.set_holder(person);
  EXPECT_THAT(Twice(admin, *orgs, &v1::OrgService::Stub::AppointPost, appoint).posts(0).holder_name(),
              StrEq("小满"));
  auto vacate = On<v1::VacatePostRequest>(OrgName("150525100201"));
  vacate.set_kind(v1::Post::HEAD);
  EXPECT_THAT(Twice(admin, *orgs, &v1::OrgService::Stub::VacatePost, vacate).posts(0).holder(), StrEq(""));

  auto trainings = v1::TrainingService::NewStub(world.ChannelTo("volunteers"));
  v1::CreateTrainingRequest training;
  training.set_parent(kCountyName);
  training.set_request_id(NewId().ToString());
  training.set_training_id(NewId().ToString());
  training.set_kind(v1::PRACTICE_BASICS);
  training.set_title("怎样做志愿服务");
  training.set_org(OrgName("150525100201"));
  training.mutable_start_time()->set_seconds(1'795'000'000);
  training.set_minutes(90);
  const std::string course =
      Twice(clerk, *trainings, &v1::TrainingService::Stub::CreateTraining, training).name();
  auto attended = On<v1::RecordTrainingAttendanceRequest>(course);
  attended.add_volunteers(person);
  Twice(clerk, *trainings, &v1::TrainingService::Stub::RecordTrainingAttendance, attended);

  auto suspend = On<v1::SuspendVolunteerRequest>(person);
  suspend.set_reason(v1::OWN_WISH);
  Twice(admin, *people, &v1::VolunteerService::Stub::SuspendVolunteer, suspend);
  Twice(admin, *people, &v1::VolunteerService::Stub::ResumeVolunteer, On<v1::ResumeVolunteerRequest>(person));
  Twice(admin, *people, &v1::VolunteerService::Stub::EraseVolunteer, On<v1::EraseVolunteerRequest>(person));
  Twice(clerk, *orgs, &v1::OrgService::Stub::UpdateOrg, [&] {
    auto update = On<v1::UpdateOrgRequest>(OrgName("150525100201"));
    update.mutable_point()->set_lat_milli(42'843);
    update.mutable_point()->set_lng_milli(120'663);
    return update;
  }());
  Twice(admin, *orgs, &v1::OrgService::Stub::CloseOrg, On<v1::CloseOrgRequest>(point_name));
  Twice(admin, *units, &v1::UnitService::Stub::CloseUnit, On<v1::CloseUnitRequest>(unit_name));
  Twice(admin, *accounts, &v1::AccountService::Stub::CreateAccount, NewAccount("repeated"));
}

TEST_F(PeopleTest, AMinorComesOfAgeByTheClock) {
  auto request = Registration();
  request.mutable_personal()->set_birth_date("2008-11-22");
  EXPECT_THAT(clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, request),
              Refused(errors::v1::CONSENT_MISSING));
  request.set_request_id(NewId().ToString());
  request.set_guardian_consent(true);
  request.mutable_personal()->set_guardian_name("张大山");
  auto person = clerk.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, request);
  ASSERT_OK(person);
  EXPECT_TRUE(person->is_minor());
  v1::GetVolunteerRequest get;
  get.set_name(person->name());
  ASSERT_OK(module.RunDaily());
  EXPECT_TRUE(clerk.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get)->is_minor());
  world.clock.Advance(absl::Hours(48));
  clerk = world.CallerWith(Role::kClerk, InOrg(kCounty, OrgPath("150525100201")));
  ASSERT_OK(module.RunDaily());
  EXPECT_FALSE(clerk.Call(*people, &v1::VolunteerService::Stub::GetVolunteer, get)->is_minor());
}

TEST_F(PeopleTest, AGuestOfAnotherCountyIsKeptFresh) {
  // 150526 opens, with a team of its own.
  v1::BootstrapCountyRequest open;
  open.set_parent("counties/150526");
  open.set_request_id(NewId().ToString());
  open.set_account_id(NewId().ToString());
  open.set_county_name("邻县");
  open.set_sign_in_name("neighbour");
  open.set_password(kGoodPassword);
  open.set_display_name("邻县中心");
  ASSERT_OK(op.Call(*accounts, &v1::AccountService::Stub::BootstrapCounty, open));
  TestCaller neighbour = With(SignIn("neighbour", kGoodPassword)->access_token());
  v1::CreateTeamRequest team = NewTeam(150526);
  team.set_org(ResourceNameOf(150526, "orgs", DeriveUuid(150526, "150526")));
  auto made = neighbour.Call(*teams, &v1::TeamService::Stub::CreateTeam, team);
  ASSERT_OK(made);

  v1::Volunteer person = Registered();
  auto add = On<v1::AddMemberRequest>(made->name());
  add.set_volunteer(person.name());
  auto membership = neighbour.Call(*teams, &v1::TeamService::Stub::AddMember, add);
  ASSERT_OK(membership);
  EXPECT_THAT(membership->volunteer_name(), StrEq("小满"));
  EXPECT_THAT(membership->volunteer(), StrEq(person.name()));

  auto suspend = On<v1::SuspendVolunteerRequest>(person.name());
  suspend.set_reason(v1::UNDER_REVIEW);
  ASSERT_OK(admin.Call(*people, &v1::VolunteerService::Stub::SuspendVolunteer, suspend));
  const absl::Time patience = absl::Now() + absl::Seconds(20);
  std::string state;
  do state = Text("SELECT coalesce(max(state), '') FROM guest WHERE county_id = 150526");
  while (state != "SUSPENDED" && absl::Now() < patience);
  EXPECT_THAT(state, StrEq("SUSPENDED"));
}

}  // namespace
}  // namespace diandan::volunteers
