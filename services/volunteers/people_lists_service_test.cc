// ListVolunteers and ListTeams on a real database: every order their contracts name.
#include <gtest/gtest.h>

#include "services/volunteers/people_world_testing.h"
#include "tests/support/sorted_list.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::SortText;

// In the order of their pinyin, which is not that of their code points.
const std::vector<std::string> kNames = {"阿云", "李杨", "刘兰", "王小白", "张小满", "赵小白"};

std::string Rank(const std::string& name) {
  return absl::StrCat(std::find(kNames.begin(), kNames.end(), name) - kNames.begin());
}

class PeopleListsTest : public ::testing::Test, protected PeopleWorld {
 protected:
  // Some made at the same time: every second one is later than the one before.
  void Pass(size_t i) {
    if (i % 2 == 1) world.clock.Advance(absl::Microseconds(1));
  }
  template <typename Row, typename Response>
  static std::pair<std::vector<Row>, std::string> Page(const Response& response,
                                                       const google::protobuf::RepeatedPtrField<Row>& rows) {
    return {{rows.begin(), rows.end()}, response.next_page_token()};
  }
};

TEST_F(PeopleListsTest, VolunteersInEveryOrder) {
  for (size_t i = 0; i < 8; ++i) {
    auto request = Registration(absl::StrCat("1380013800", i));
    request.set_chosen_name(kNames[(i * 5 + 3) % kNames.size()]);
    if (i % 3 == 0) request.set_org(OrgName("150525100"));
    const auto made = admin.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, request);
    ASSERT_OK(made);
    Pass(i);
  }
  v1::ListVolunteersRequest request;
  request.set_parent(kCountyName);
  using Rows = std::pair<std::vector<v1::Volunteer>, std::string>;
  diandan::testing::ExpectEveryOrder<v1::Volunteer, v1::ListVolunteersRequest>(
      request,
      [&](const v1::ListVolunteersRequest& each) -> StatusOr<Rows> {
        DD_ASSIGN_OR_RETURN(auto page,
                            admin.Call(*people, &v1::VolunteerService::Stub::ListVolunteers, each));
        return Page(page, page.volunteers());
      },
      [](const v1::Volunteer& person, const std::string& by) {
        if (by == "chosen_name") return Rank(person.chosen_name());
        if (by == "org_path") return person.org_path();
        return by == "number" ? person.number() : SortText(person.create_time());
      });
}

TEST_F(PeopleListsTest, TeamsInEveryOrder) {
  for (size_t i = 0; i < 8; ++i) {
    auto request = NewTeam();
    request.set_display_name(kNames[(i * 5 + 3) % kNames.size()]);
    ASSERT_OK(clerk.Call(*teams, &v1::TeamService::Stub::CreateTeam, request));
    Pass(i);
  }
  v1::ListTeamsRequest request;
  request.set_parent(kCountyName);
  using Rows = std::pair<std::vector<v1::Team>, std::string>;
  diandan::testing::ExpectEveryOrder<v1::Team, v1::ListTeamsRequest>(
      request,
      [&](const v1::ListTeamsRequest& each) -> StatusOr<Rows> {
        DD_ASSIGN_OR_RETURN(auto page, clerk.Call(*teams, &v1::TeamService::Stub::ListTeams, each));
        return Page(page, page.teams());
      },
      [](const v1::Team& team, const std::string& by) {
        if (by == "display_name") return Rank(team.display_name());
        if (by == "org_path") return team.org_path();
        return by == "member_count" ? absl::StrCat("n", team.member_count()) : SortText(team.create_time());
      });
}

}  // namespace
}  // namespace diandan::volunteers
