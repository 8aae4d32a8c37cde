// The tables of the demo county hang together: what one names, another has.
#include <algorithm>
#include <map>
#include <set>

#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace diandan::demo {
namespace {

using ::testing::Contains;
using ::testing::StartsWith;

std::set<std::string> TeamKeys() {
  std::set<std::string> keys;
  for (const TeamPlan& team : Teams()) keys.insert(team.key);
  return keys;
}

TEST(DemoTables, EveryStationLiesInATownshipOfTheCounty) {
  std::set<std::string> townships, stations;
  for (const Place& place : Townships()) {
    EXPECT_THAT(place.code, StartsWith(kCountyCode));
    townships.insert(place.code);
  }
  EXPECT_EQ(townships.size(), 16u);
  for (const Place& place : Stations()) {
    EXPECT_THAT(townships, Contains(std::string(place.code).substr(0, 9))) << place.name;
    EXPECT_TRUE(stations.insert(place.code).second) << place.code << " stands twice";
  }
  for (const SmallPlace& place : SmallPlaces()) EXPECT_THAT(stations, Contains(place.station_code));
}

TEST(DemoTables, EveryTownshipHasTwoOrThreeStations) {
  std::map<std::string, int> stations;
  for (const Place& place : Stations()) ++stations[std::string(place.code).substr(0, 9)];
  for (const Place& place : Townships()) {
    EXPECT_GE(stations[place.code], 2) << place.name;
    EXPECT_LE(stations[place.code], 3) << place.name;
  }
}

TEST(DemoTables, EveryTeamHasOneLeaderAndPeopleBelongToTeamsThatExist) {
  const std::set<std::string> teams = TeamKeys();
  std::map<std::string, int> leaders;
  for (const PersonPlan& person : People()) {
    for (const std::string& team : person.teams) EXPECT_THAT(teams, Contains(team)) << person.key;
    for (const std::string& team : person.leads) {
      EXPECT_THAT(person.teams, Contains(team)) << person.key;
      ++leaders[team];
    }
  }
  for (const std::string& team : teams) EXPECT_EQ(leaders[team], 1) << team;
}

TEST(DemoTables, NobodySharesAnIdNumberOrPhoneAndNoneCouldBeReal) {
  std::set<std::string> numbers, phones;
  int index = 0;
  for (const PersonPlan& person : People()) {
    const auto personal = PersonalOf(person, index++);
    EXPECT_TRUE(numbers.insert(personal.id_number()).second) << person.key;
    EXPECT_TRUE(phones.insert(personal.phone()).second) << person.key;
    EXPECT_THAT(personal.id_number(), StartsWith("990000"));
    EXPECT_THAT(personal.legal_name(), StartsWith("示例"));
  }
}

TEST(DemoTables, LeadersSignInForTheTeamsTheyLead) {
  std::set<std::string> names;
  for (const AccountPlan& account : Accounts()) {
    EXPECT_TRUE(names.insert(account.sign_in_name).second) << account.sign_in_name;
    if (account.role != volunteers::v1::LEADER) continue;
    EXPECT_THAT(PersonOf(account.person).leads, Contains(account.team)) << account.sign_in_name;
  }
}

TEST(DemoTables, OneAdminMayLoosenARuleWithTheOtherOnesConsent) {
  int admins = 0;
  for (const AccountPlan& account : Accounts()) admins += account.role == volunteers::v1::COUNTY_ADMIN;
  EXPECT_EQ(admins, 2);
  EXPECT_EQ(Accounts().front().role, volunteers::v1::COUNTY_ADMIN) << "it opens the county";
}

TEST(DemoTables, ThereIsAnAccountForEveryRoleOfACounty) {
  std::set<int> roles;
  for (const AccountPlan& account : Accounts()) roles.insert(account.role);
  for (int role = volunteers::v1::CLERK; role <= volunteers::v1::AUDITOR; ++role) {
    EXPECT_THAT(roles, Contains(role));
  }
}

}  // namespace
}  // namespace diandan::demo
