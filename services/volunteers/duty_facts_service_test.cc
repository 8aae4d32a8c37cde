// What reports are told of places, posts, units, people and their trainings, and of a tutor's group.
#include "diandan/volunteers/v1/duty_facts_service.grpc.pb.h"
#include "diandan/volunteers/v1/training_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/volunteers/people_world_testing.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kLeadsATeam = 1, kIsLiaison = 2, kIsTutor = 4;

class DutyFactsTest : public ::testing::Test, protected PeopleWorld {
 protected:
  // All parts put together.
  StatusOr<v1::DutyFacts> Read(const TestCaller& by, const std::string& path = "",
                               bool with_numbers = false) {
    v1::ReadDutyFactsRequest request;
    request.set_parent(kCountyName);
    request.set_org_path(path);
    request.mutable_start_time()->set_seconds(absl::ToUnixSeconds(world.clock.Now() - absl::Hours(24 * 300)));
    request.mutable_end_time()->set_seconds(absl::ToUnixSeconds(world.clock.Now() + absl::Hours(24)));
    request.set_with_numbers(with_numbers);
    grpc::ClientContext context;
    by.Prepare(context);
    const auto stub = v1::DutyFactsService::NewStub(world.ChannelTo("volunteers"));
    const auto stream = stub->ReadDutyFacts(&context, request);
    v1::DutyFacts all;
    for (v1::DutyFacts part; stream->Read(&part);) {
      const std::string ids = all.people().ids() + part.people().ids();
      all.MergeFrom(part);
      if (!ids.empty()) all.mutable_people()->set_ids(ids);
    }
    if (const grpc::Status status = stream->Finish(); !status.ok()) return rpc::FromGrpc(status);
    return all;
  }
  v1::DutyFacts Facts(const std::string& path = "", bool with_numbers = false) {
    auto facts = Read(world.ServiceCaller("hours"), path, with_numbers);
    EXPECT_OK(facts);
    return facts.ok() ? *facts : v1::DutyFacts();
  }
  static const v1::DutyPlace& PlaceNamed(const v1::DutyFacts& facts, const std::string& name) {
    for (const auto& place : facts.places())
      if (place.display_name() == name) return place;
    throw std::logic_error("no place " + name);
  }
  template <typename Stub, typename Class, typename Request, typename Response>
  Response Done(const TestCaller& by, Stub& stub,
                grpc::Status (Class::*method)(grpc::ClientContext*, const Request&, Response*),
                const Request& request) {
    auto response = by.Call(stub, method, request);
    EXPECT_OK(response);
    return response.ok() ? *response : Response();
  }
  std::string NewUnit() {
    const auto units = v1::UnitService::NewStub(world.ChannelTo("volunteers"));
    v1::CreateUnitRequest unit;
    unit.set_parent(kCountyName);
    unit.set_request_id(NewId().ToString());
    unit.set_unit_id(NewId().ToString());
    unit.set_display_name("旗医院");
    unit.set_kind(v1::DEPARTMENT);
    unit.set_headcount(200);
    return Done(admin, *units, &v1::UnitService::Stub::CreateUnit, unit).name();
  }
  void Train(const std::string& person) {
    const auto trainings = v1::TrainingService::NewStub(world.ChannelTo("volunteers"));
    v1::CreateTrainingRequest training;
    training.set_parent(kCountyName);
    training.set_request_id(NewId().ToString());
    training.set_training_id(NewId().ToString());
    training.set_kind(v1::PRACTICE_BASICS);
    training.set_title("入门");
    training.set_org(OrgName("150525100201"));
    training.mutable_start_time()->set_seconds(absl::ToUnixSeconds(world.clock.Now() - absl::Hours(2)));
    training.set_minutes(60);
    auto held = On<v1::RecordTrainingAttendanceRequest>(
        Done(clerk, *trainings, &v1::TrainingService::Stub::CreateTraining, training).name());
    held.add_volunteers(person);
    Done(clerk, *trainings, &v1::TrainingService::Stub::RecordTrainingAttendance, held);
  }
  std::string Person(const std::string& phone, const std::vector<v1::VolunteerKind>& kinds,
                     const std::string& unit = "") {
    auto registration = Registration(phone);
    registration.clear_kinds();
    for (const v1::VolunteerKind kind : kinds) registration.add_kinds(kind);
    registration.set_unit(unit);
    return Done(clerk, *people, &v1::VolunteerService::Stub::RegisterVolunteer, registration).name();
  }
  void Join(const std::string& team, const std::string& person, bool leader) {
    auto member = On<v1::AddMemberRequest>(team);
    member.set_volunteer(person);
    member.set_leader(leader);
    Done(clerk, *teams, &v1::TeamService::Stub::AddMember, member);
  }
};

TEST_F(DutyFactsTest, PlacesStandByTheirCodesWithTheirPosts) {
  const std::string person = Registered().name();
  auto appoint = On<v1::AppointPostRequest>(OrgName("150525100201"));
  appoint.set_kind(v1::Post::LIAISON);
  appoint.set_holder(person);
  Done(admin, *orgs, &v1::OrgService::Stub::AppointPost, appoint);
  const v1::DutyFacts facts = Facts();
  ASSERT_EQ(facts.places_size(), 5);
  EXPECT_EQ(facts.places(0).display_name(), "奈曼旗");
  EXPECT_EQ(facts.places(0).posts(), 4);
  EXPECT_EQ(PlaceNamed(facts, "红柳村").posts(), 3);
  EXPECT_EQ(PlaceNamed(facts, "红柳村").posts_held(), 1);
  EXPECT_EQ(facts.seq(), Events());
  ASSERT_EQ(facts.people().parts_size(), 1);
  EXPECT_EQ(facts.people().parts(0), kIsLiaison);
  EXPECT_EQ(facts.places(facts.people().places(0)).display_name(), "红柳村");
  EXPECT_EQ(facts.people().units(0), -1);
  EXPECT_THAT(facts.people().numbers(), IsEmpty());
  EXPECT_EQ(Facts("", true).people().numbers_size(), 1);
}

TEST_F(DutyFactsTest, OnlyWhatIsBelowThePlaceIsTold) {
  Registered();
  const v1::DutyFacts far = Facts(OrgPath("150525101"));
  EXPECT_EQ(far.people().places_size(), 0);
  for (const auto& place : far.places()) EXPECT_NE(place.display_name(), "红柳村");
  EXPECT_EQ(Facts(OrgPath("150525100201")).people().places_size(), 1);
}

TEST_F(DutyFactsTest, TrainingsUnitsLeadersAndTheTutorsGroup) {
  const std::string unit = NewUnit();
  const std::string tutor = Person("13800138001", {v1::CULTURAL_TUTOR, v1::ARTIST}, unit);
  const std::string singer = Person("13800138002", {v1::ARTIST});
  const std::string farmer = Person("13800138003", {v1::VILLAGER});
  auto wanted = NewTeam();
  const std::string team = Done(clerk, *teams, &v1::TeamService::Stub::CreateTeam, wanted).name();
  Join(team, tutor, true);
  Join(team, singer, false);
  Join(team, farmer, false);
  Train(tutor);
  Train(tutor);
  const v1::DutyFacts facts = Facts();
  ASSERT_EQ(facts.units_size(), 1);
  EXPECT_EQ(facts.units(0).headcount(), 200);
  EXPECT_FALSE(facts.units(0).sector());
  ASSERT_EQ(facts.teams_size(), 1);
  EXPECT_THAT(facts.teams(0).tutor_paths(), ElementsAre(OrgPath("150525100201")));
  EXPECT_EQ(facts.teams(0).artists(), 1) << "the tutor is no backbone, the farmer no artist";
  int tutors = 0;
  for (int i = 0; i < facts.people().parts_size(); ++i) {
    if ((facts.people().parts(i) & kIsTutor) == 0) {
      EXPECT_EQ(facts.people().trainings(i), 0);
      continue;
    }
    ++tutors;
    EXPECT_EQ(facts.people().parts(i), kIsTutor + kLeadsATeam);
    EXPECT_EQ(facts.people().trainings(i), 2);
    EXPECT_EQ(facts.people().units(i), 0);
  }
  EXPECT_EQ(tutors, 1);
}

TEST_F(DutyFactsTest, NobodyElseIsTold) {
  EXPECT_THAT(Read(admin), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Read(world.ServiceCaller("matching")), Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::volunteers
