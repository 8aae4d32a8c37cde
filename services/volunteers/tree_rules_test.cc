// Organisations, posts, units and teams, as tables in words.
#include <gtest/gtest.h>

#include "services/volunteers/org_rules.h"
#include "services/volunteers/people_rules_testing.h"
#include "services/volunteers/team_rules.h"
#include "services/volunteers/unit_rules.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using diandan::testing::RefusedWith;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TreeRules : public ::testing::Test {
 protected:
  TreeRules() : tree(bench) { Be(Role::kCountyAdmin, tree.centre); }
  void Be(Role role, const OrgRow& at) {
    bench.caller = CallerWith({GrantOf(role, ScopeKind::kOrg, at.path)});
  }

  v1::CreateOrgRequest NewOrg(v1::OrgTier tier, absl::string_view parent, absl::string_view name = "new") {
    v1::CreateOrgRequest request;
    request.set_parent("counties/150525");
    request.set_org_id(Id(name).ToString());
    request.set_parent_org(Named("orgs", parent));
    request.set_tier(tier);
    request.set_display_name(std::string(name));
    return request;
  }
  v1::CreateTeamRequest NewTeam(v1::TeamKind kind, absl::string_view org) {
    v1::CreateTeamRequest request;
    request.set_parent("counties/150525");
    request.set_team_id(Id("team").ToString());
    request.set_display_name("小白杨理发队");
    request.set_kind(kind);
    request.set_org(Named("orgs", org));
    return request;
  }

  Bench bench;
  Tree tree;
};

TEST_F(TreeRules, WhoMayCreateWhatWhere) {
  struct Row {
    const char* what;
    Role role;
    const char* at;
    v1::OrgTier tier;
    const char* parent;
    Reason want;  // REASON_UNSPECIFIED: allowed
  } rows[] = {
      {"admin: institute", Role::kCountyAdmin, "centre", v1::INSTITUTE, "centre", {}},
      {"admin: station", Role::kCountyAdmin, "centre", v1::STATION, "town", {}},
      {"officer: own station", Role::kOfficer, "town", v1::STATION, "town", {}},
      {"officer: another township's", Role::kOfficer, "town", v1::STATION, "other town",
       errors::v1::NOT_ALLOWED},
      {"officer: institute", Role::kOfficer, "town", v1::INSTITUTE, "centre", errors::v1::NOT_ALLOWED},
      {"clerk: own point", Role::kClerk, "village", v1::POINT, "village", {}},
      {"clerk: station", Role::kClerk, "village", v1::STATION, "town", errors::v1::NOT_ALLOWED},
      {"wrong tier", Role::kCountyAdmin, "centre", v1::POINT, "town", errors::v1::ORG_PARENT_WRONG_TIER},
      {"unknown parent", Role::kCountyAdmin, "centre", v1::POINT, "nowhere", errors::v1::ORG_UNKNOWN},
  };
  for (const Row& row : rows) {
    bench.caller = CallerWith({GrantOf(row.role, ScopeKind::kOrg, bench.Find<OrgRow>(Id(row.at))->path)});
    Status status = bench.Do(kCreateOrg, NewOrg(row.tier, row.parent, row.what));
    EXPECT_EQ(ReasonOf(status), row.want) << row.what;
    EXPECT_EQ(status.ok(), row.want == errors::v1::REASON_UNSPECIFIED) << row.what;
  }
}

TEST_F(TreeRules, PathsGrowFromTheCentre) {
  ASSERT_OK(bench.Do(kCreateOrg, NewOrg(v1::POINT, "village", "point")));
  EXPECT_EQ(bench.Find<OrgRow>(Id("point"))->path, tree.village.path + "." + Id("point").ToString());
  EXPECT_THAT(bench.events, ElementsAre("ORG_CHANGED"));
}

TEST_F(TreeRules, NothingClosesOverOpenChildrenNorByItsOwnOfficer) {
  v1::CloseOrgRequest town;
  town.set_name(Named("orgs", "town"));
  EXPECT_THAT(bench.Do(kCloseOrg, town), RefusedWith(errors::v1::ORG_NOT_EMPTY, "org", "village"));
  v1::CloseOrgRequest village;
  village.set_name(Named("orgs", "village"));
  Be(Role::kOfficer, tree.village);
  EXPECT_THAT(bench.Do(kCloseOrg, village), Refused(errors::v1::NOT_ALLOWED));
  Be(Role::kOfficer, tree.town);
  EXPECT_OK(bench.Do(kCloseOrg, village));
  EXPECT_OK(bench.Do(kCloseOrg, village));
  EXPECT_THAT(bench.events, IsEmpty()) << "closing again changes nothing";
  Be(Role::kCountyAdmin, tree.centre);
  EXPECT_OK(bench.Do(kCloseOrg, town));
}

v1::ImportDivisionsRequest Import(std::vector<std::pair<std::string, std::string>> rows) {
  v1::ImportDivisionsRequest request;
  request.set_parent("counties/150525");
  for (const auto& [code, name] : rows) {
    auto& row = *request.add_divisions();
    row.set_code(code);
    row.set_display_name(name);
  }
  return request;
}

TEST_F(TreeRules, ImportIsRepeatableAndRenames) {
  bench.caller = CallerWith({GrantOf(Role::kOperator, ScopeKind::kOrg, "")});
  auto rows = Import({{"150525", "奈曼旗"}, {"150525100", "大沁他拉镇"}, {"150525100201", "一村"}});
  ASSERT_OK(bench.Do(kImportDivisions, rows));
  EXPECT_EQ(bench.events.size(), 3u);
  const OrgRow& village = *bench.Find<OrgRow>(OrgIdOf(kNaiman, "150525100201"));
  EXPECT_EQ(village.tier, v1::STATION);
  EXPECT_EQ(village.parent_id, OrgIdOf(kNaiman, "150525100"));
  ASSERT_OK(bench.Do(kImportDivisions, rows));
  EXPECT_THAT(bench.events, IsEmpty());
  ASSERT_OK(bench.Do(kImportDivisions, Import({{"150525100", "大沁他拉街道"}})));
  EXPECT_EQ(bench.Find<OrgRow>(OrgIdOf(kNaiman, "150525100"))->display_name, "大沁他拉街道");
}

TEST_F(TreeRules, ABadImportIsRefusedAsAWhole) {
  EXPECT_THAT(bench.Do(kImportDivisions, Import({{"150525", "奈曼旗"}, {"150526100", "外县镇"}})),
              InvalidAt("divisions[1].code", "pattern:150525…"));
  EXPECT_THAT(bench.Do(kImportDivisions, Import({{"150525", "奈曼旗"}, {"150525101201", "没有镇的村"}})),
              RefusedWith(errors::v1::ORG_UNKNOWN, "org", "150525101"));
  EXPECT_EQ(bench.Find<OrgRow>(OrgIdOf(kNaiman, "150525")), nullptr) << "nothing half-done";
}

TEST_F(TreeRules, PostsAreHeldOnceAndVacated) {
  VolunteerRow holder;
  holder.id = Id("wang");
  holder.state = v1::Volunteer::ACTIVE;
  bench.Put(holder);
  v1::AppointPostRequest appoint;
  appoint.set_name(Named("orgs", "village"));
  appoint.set_kind(v1::Post::HEAD);
  appoint.set_holder(Named("volunteers", "wang"));
  ASSERT_OK(bench.Do(kAppointPost, appoint));
  EXPECT_THAT(bench.Do(kAppointPost, appoint), RefusedWith(errors::v1::POST_HELD, "since", "2026-11-20"));
  appoint.set_kind(v1::Post::DIRECTOR);
  EXPECT_THAT(bench.Do(kAppointPost, appoint), InvalidAt("kind", "one_of:HEAD, LIAISON, PUBLICITY_OFFICER"));
  v1::VacatePostRequest vacate;
  vacate.set_name(Named("orgs", "village"));
  vacate.set_kind(v1::Post::HEAD);
  ASSERT_OK(bench.Do(kVacatePost, vacate));
  appoint.set_kind(v1::Post::HEAD);
  EXPECT_OK(bench.Do(kAppointPost, appoint));
}

TEST_F(TreeRules, TeamsStandWhereTheirKindBelongs) {
  struct Row {
    v1::TeamKind kind;
    const char* org;
    bool fits;
  } rows[] = {
      {v1::COUNTY_CORPS, "centre", true},  {v1::COUNTY_CORPS, "town", false},
      {v1::TOWNSHIP_CORPS, "town", true},  {v1::TOWNSHIP_CORPS, "village", false},
      {v1::VILLAGE_TEAM, "village", true}, {v1::SOCIAL_TEAM, "town", true},
  };
  for (const Row& row : rows) {
    Bench fresh;
    Tree rooted(fresh);
    fresh.caller = bench.caller;
    EXPECT_EQ(fresh.Do(kCreateTeam, NewTeam(row.kind, row.org)).ok(), row.fits)
        << v1::TeamKind_Name(row.kind) << " at " << row.org;
  }
  EXPECT_THAT(bench.Do(kCreateTeam, NewTeam(v1::SECTOR_TEAM, "centre")), InvalidAt("unit", "required"));
}

TEST_F(TreeRules, ALeaderSetsFreeTimesOfTheOwnTeamOnly) {
  ASSERT_OK(bench.Do(kCreateTeam, NewTeam(v1::VILLAGE_TEAM, "village")));
  v1::SetFreeTimesRequest times;
  times.set_name(Named("teams", "team"));
  for (int slot : {5, 3, 3}) times.add_free_slots(slot);
  times.set_weekly_slots(2);
  bench.caller = CallerWith({GrantOf(Role::kLeader, ScopeKind::kTeam, "", Id("another team"))});
  EXPECT_THAT(bench.Do(kSetFreeTimes, times), Refused(errors::v1::NOT_ALLOWED));
  bench.caller = CallerWith({GrantOf(Role::kLeader, ScopeKind::kTeam, "", Id("team"))});
  ASSERT_OK(bench.Do(kSetFreeTimes, times));
  EXPECT_THAT(bench.Find<TeamRow>(Id("team"))->free_slots, ElementsAre(3, 5));
}

TEST_F(TreeRules, AnEtagProtectsWhatAnotherChanged) {
  v1::UpdateOrgRequest update;
  update.set_name(Named("orgs", "village"));
  update.set_display_name("红柳村");
  update.set_etag("v1");
  ASSERT_OK(bench.Do(kUpdateOrg, update));
  EXPECT_THAT(bench.Do(kUpdateOrg, update), Refused(errors::v1::ETAG_MISMATCH));
  update.clear_etag();
  update.mutable_update_mask()->add_paths("tier");
  EXPECT_THAT(bench.Do(kUpdateOrg, update), InvalidAt("update_mask", "one_of:display_name, point, code"));
}

}  // namespace
}  // namespace diandan::volunteers
