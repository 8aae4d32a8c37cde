// Volunteers, memberships, trainings and grants, as tables in words.
#include "services/volunteers/member_rules.h"

#include <gtest/gtest.h>

#include "services/volunteers/account_rules.h"
#include "services/volunteers/people_rules_testing.h"
#include "services/volunteers/reveal_rules.h"
#include "services/volunteers/training_rules.h"
#include "services/volunteers/volunteer_rules.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using diandan::testing::RefusedWith;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MemberRules : public ::testing::Test {
 protected:
  MemberRules() : tree(bench) {
    TeamRow team;
    team.id = Id("team");
    team.org_id = tree.village.id;
    team.org_path = tree.village.path;
    bench.Put(team);
    bench.caller = CallerWith({GrantOf(Role::kLeader, ScopeKind::kTeam, "", Id("team"))});
  }
  VolunteerRow& Person(absl::string_view name, v1::Sex sex = v1::FEMALE) {
    VolunteerRow row;
    row.id = Id(name);
    row.number = std::string(name);
    row.sex = sex;
    row.org_id = tree.village.id;
    row.org_path = tree.village.path;
    row.state = v1::Volunteer::ACTIVE;
    return bench.Put(row);
  }
  v1::AddMemberRequest Add(absl::string_view who, bool leader = false) {
    v1::AddMemberRequest request;
    request.set_name(Named("teams", "team"));
    request.set_volunteer(Named("volunteers", who));
    request.set_leader(leader);
    return request;
  }
  const TeamRow& Team() { return *bench.Find<TeamRow>(Id("team")); }

  Bench bench;
  Tree tree;
};

TEST_F(MemberRules, CountsAndLeadersFollowTheMemberships) {
  Person("li");
  Person("bo", v1::MALE);
  ASSERT_OK(bench.Do(kAddMember, Add("li")));
  EXPECT_THAT(bench.events, ElementsAre("MEMBERSHIP_CHANGED", "TEAM_CHANGED"));
  ASSERT_OK(bench.Do(kAddMember, Add("bo", true)));
  EXPECT_EQ(Team().member_count, 2);
  EXPECT_EQ(Team().female_count, 1);
  EXPECT_THAT(Team().leader_ids, ElementsAre(Id("bo")));
  EXPECT_THAT(bench.Do(kAddMember, Add("li")), Refused(errors::v1::MEMBERSHIP_EXISTS));
  ASSERT_OK(bench.Do(kAddMember, Add("bo", false))) << "a leader steps back";
  EXPECT_THAT(Team().leader_ids, IsEmpty());
  v1::EndMembershipRequest end;
  end.set_name(ResourceNameOf(kNaiman, "memberships", MembershipId(Id("team"), Id("li"))));
  ASSERT_OK(bench.Do(kEndMembership, end));
  EXPECT_EQ(Team().member_count, 1);
  EXPECT_EQ(Team().female_count, 0);
  ASSERT_OK(bench.Do(kAddMember, Add("li"))) << "she comes back";
  EXPECT_EQ(Team().member_count, 2);
}

TEST_F(MemberRules, WhoCannotJoin) {
  Person("erased").state = v1::Volunteer::ERASED;
  Person("paused").state = v1::Volunteer::SUSPENDED;
  Person("minor").is_minor = true;
  EXPECT_THAT(bench.Do(kAddMember, Add("erased")), Refused(errors::v1::PERSON_ERASED));
  EXPECT_THAT(bench.Do(kAddMember, Add("paused")), Refused(errors::v1::VOLUNTEER_NOT_ELIGIBLE));
  EXPECT_THAT(bench.Do(kAddMember, Add("minor")),
              RefusedWith(errors::v1::CONSENT_MISSING, "consent", "GUARDIAN"));
  EXPECT_THAT(bench.Do(kAddMember, Add("nobody")), Refused(errors::v1::VOLUNTEER_UNKNOWN));
  EXPECT_EQ(Team().member_count, 0);
}

TEST_F(MemberRules, JoiningAClosedTeamWaitsForTheLeader) {
  Person("li");
  const Caller leader = bench.caller;
  bench.caller = CallerWith({GrantOf(Role::kVolunteer, ScopeKind::kSelf, "", Id("li"))}, Id("li"));
  v1::JoinTeamRequest join;
  join.set_name(Named("teams", "team"));
  ASSERT_OK(bench.Do(kJoinTeam, join));
  EXPECT_EQ(Team().member_count, 0);
  const auto& asked = static_cast<const v1::MembershipChanged&>(*bench.last[0].payload);
  EXPECT_TRUE(asked.ended()) << "followers that know no requests see no member";
  EXPECT_TRUE(asked.requested());
  EXPECT_THAT(bench.Do(kJoinTeam, join), Refused(errors::v1::MEMBERSHIP_EXISTS));
  bench.caller = leader;
  ASSERT_OK(bench.Do(kAddMember, Add("li")));
  EXPECT_EQ(Team().member_count, 1);
}

TEST_F(MemberRules, OnlyTheOwnLeaderOrOnesselfEndsAMembership) {
  Person("li");
  ASSERT_OK(bench.Do(kAddMember, Add("li")));
  v1::EndMembershipRequest end;
  end.set_name(ResourceNameOf(kNaiman, "memberships", MembershipId(Id("team"), Id("li"))));
  bench.caller = CallerWith({GrantOf(Role::kLeader, ScopeKind::kTeam, "", Id("another team"))});
  EXPECT_THAT(bench.Do(kEndMembership, end), Refused(errors::v1::NOT_ALLOWED));
  bench.caller = CallerWith({}, Id("li"));
  EXPECT_OK(bench.Do(kEndMembership, end));
}

TEST_F(MemberRules, ALeaderInsuresTheOwnMembersOnly) {
  Person("li");
  Person("stranger");
  ASSERT_OK(bench.Do(kAddMember, Add("li")));
  v1::AddInsuranceRequest insure;
  insure.mutable_valid_from()->set_seconds(1'790'000'000);
  insure.mutable_valid_until()->set_seconds(1'790'000'000);
  insure.set_name(Named("volunteers", "li"));
  EXPECT_THAT(bench.Do(kAddInsurance, insure), InvalidAt("valid_until", "after:valid_from"));
  insure.mutable_valid_until()->set_seconds(1'800'000'000);
  EXPECT_OK(bench.Do(kAddInsurance, insure));
  insure.set_name(Named("volunteers", "stranger"));
  EXPECT_THAT(bench.Do(kAddInsurance, insure), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(MemberRules, AGuestBringsFactsAndNeverLeads) {
  auto guest = std::make_shared<GuestFacts>();
  guest->row.id = Id("guest");
  guest->row.home_county = 150502;
  guest->row.sex = v1::MALE;
  guest->row.state = v1::Volunteer::ACTIVE;
  guest->row.home_revision = 4;
  guest->facts.set_volunteer_id(Id("guest").ToString());
  guest->facts.set_home_county(150502);
  guest->facts.add_guest_counties(kNaiman);
  bench.extra = guest;
  v1::AddMemberRequest add = Add("guest", true);
  add.set_volunteer(ResourceNameOf(150502, "volunteers", Id("guest")));
  EXPECT_THAT(bench.Do(kAddMember, add), InvalidAt("volunteer", "same_county"));
  add.set_leader(false);
  ASSERT_OK(bench.Do(kAddMember, add));
  EXPECT_THAT(bench.events, ElementsAre("MEMBERSHIP_CHANGED", "TEAM_CHANGED", "VOLUNTEER_CHANGED"));
  EXPECT_EQ(bench.Find<GuestRow>(Id("guest"))->home_revision, 4);
  auto older = std::make_shared<GuestFacts>(*guest);
  older->row.home_revision = 3;
  older->row.state = v1::Volunteer::SUSPENDED;
  bench.extra = older;
  ASSERT_OK(bench.Do(kRefreshGuest, guest->facts));
  EXPECT_THAT(bench.events, IsEmpty()) << "news from before are no news";
}

TEST_F(MemberRules, RegistrationWantsConsentAndOneIdNumberOnce) {
  bench.caller = CallerWith({GrantOf(Role::kClerk, ScopeKind::kOrg, tree.village.path)});
  auto sealed = std::make_shared<SealedPerson>();
  sealed->identity = Id("id number");
  sealed->is_minor = true;
  bench.extra = sealed;
  v1::RegisterVolunteerRequest request;
  request.set_parent("counties/150525");
  request.set_volunteer_id(Id("li").ToString());
  request.set_org(Named("orgs", "village"));
  request.set_chosen_name("小满");
  request.set_sex(v1::FEMALE);
  EXPECT_THAT(bench.Do(kRegisterVolunteer, request),
              RefusedWith(errors::v1::CONSENT_MISSING, "consent", "RECORD"));
  request.add_consents(v1::RECORD);
  EXPECT_THAT(bench.Do(kRegisterVolunteer, request),
              RefusedWith(errors::v1::CONSENT_MISSING, "consent", "GUARDIAN"));
  request.set_guardian_consent(true);
  EXPECT_THAT(bench.Do(kRegisterVolunteer, request), InvalidAt("personal.guardian_name", "required"));
  request.mutable_personal()->set_guardian_name("hidden");
  ASSERT_OK(bench.Do(kRegisterVolunteer, request));
  const VolunteerRow& row = *bench.Find<VolunteerRow>(Id("li"));
  EXPECT_TRUE(row.by_proxy);
  EXPECT_TRUE(row.is_minor && row.guardian_consent);
  EXPECT_EQ(row.number.substr(0, 7), "150525-");
  request.set_volunteer_id(Id("li again").ToString());
  EXPECT_THAT(bench.Do(kRegisterVolunteer, request), Refused(errors::v1::ALREADY_EXISTS));
  request.set_org(Named("orgs", "other town"));
  EXPECT_THAT(bench.Do(kRegisterVolunteer, request), Refused(errors::v1::NOT_ALLOWED));

  v1::VolunteerChanged facts;
  facts.set_volunteer_id(Id("li").ToString());
  ASSERT_OK(bench.Do(kComeOfAge, facts));
  EXPECT_FALSE(bench.Find<VolunteerRow>(Id("li"))->is_minor);
  ASSERT_OK(bench.Do(kComeOfAge, facts));
  EXPECT_THAT(bench.events, IsEmpty());
}

TEST_F(MemberRules, TrainingIsRecordedForAllOrNobodyAfterItBegan) {
  Person("li");
  Person("bo");
  bench.caller = CallerWith({GrantOf(Role::kOfficer, ScopeKind::kOrg, tree.town.path)});
  TrainingRow training;
  training.id = Id("training");
  training.kind = v1::PRACTICE_BASICS;
  training.org_path = tree.town.path;
  training.starts_at = kNow + absl::Hours(1);
  bench.Put(training);
  v1::RecordTrainingAttendanceRequest record;
  record.set_name(Named("trainings", "training"));
  record.add_volunteers(Named("volunteers", "li"));
  EXPECT_THAT(bench.Do(kRecordTrainingAttendance, record), Refused(errors::v1::TOO_EARLY));
  bench.now = kNow + absl::Hours(3);
  record.add_volunteers(Named("volunteers", "nobody"));
  EXPECT_THAT(bench.Do(kRecordTrainingAttendance, record), Refused(errors::v1::VOLUNTEER_UNKNOWN));
  record.set_volunteers(1, Named("volunteers", "bo"));
  ASSERT_OK(bench.Do(kRecordTrainingAttendance, record));
  EXPECT_EQ(bench.Find<TrainingRow>(Id("training"))->attended_count, 2);
  ASSERT_OK(bench.Do(kRecordTrainingAttendance, record));
  EXPECT_THAT(bench.events, IsEmpty());
}

TEST_F(MemberRules, WhoMayGiveWhichRole) {
  AccountRow account;
  account.id = Id("account");
  account.volunteer_id = Id("li");
  bench.Put(account);
  Person("li");
  struct Row {
    const char* what;
    Role giver;
    const char* at;
    v1::Role role;
    const char* org;  // null: the team, for leaders; oneself, for volunteers
    Reason want;
  } rows[] = {
      {"admin: reviewer", Role::kCountyAdmin, "centre", v1::REVIEWER, "centre", {}},
      {"admin: reviewer of a town", Role::kCountyAdmin, "centre", v1::REVIEWER, "town",
       errors::v1::FIELD_INVALID},
      {"officer: clerk of the own village", Role::kOfficer, "town", v1::CLERK, "village", {}},
      {"officer: clerk elsewhere", Role::kOfficer, "other town", v1::CLERK, "village",
       errors::v1::NOT_ALLOWED},
      {"officer: officer", Role::kOfficer, "town", v1::OFFICER, "town", errors::v1::NOT_ALLOWED},
      {"clerk: leader", Role::kClerk, "village", v1::LEADER, nullptr, {}},
      {"clerk: volunteer", Role::kClerk, "village", v1::VOLUNTEER, nullptr, {}},
      {"clerk: clerk", Role::kClerk, "village", v1::CLERK, "village", errors::v1::NOT_ALLOWED},
      {"operator: county admin", Role::kOperator, "centre", v1::COUNTY_ADMIN, "centre", {}},
      {"operator: dispatcher", Role::kOperator, "centre", v1::DISPATCHER, "centre", errors::v1::NOT_ALLOWED},
      {"a leader of an organisation", Role::kCountyAdmin, "centre", v1::LEADER, "town",
       errors::v1::FIELD_INVALID},
  };
  for (const Row& row : rows) {
    bench.caller = CallerWith({GrantOf(row.giver, ScopeKind::kOrg, bench.Find<OrgRow>(Id(row.at))->path)});
    v1::GrantRoleRequest request;
    request.set_name(Named("accounts", "account"));
    request.set_grant_id(Id(row.what).ToString());
    request.mutable_grant()->set_role(row.role);
    if (row.org != nullptr) {
      request.mutable_grant()->set_org(Named("orgs", row.org));
    } else if (row.role == v1::LEADER) {
      request.mutable_grant()->set_team(Named("teams", "team"));
    } else {
      request.mutable_grant()->set_self(true);
    }
    EXPECT_EQ(ReasonOf(bench.Do(kGrantRole, request)), row.want) << row.what;
  }
  bench.caller.account = Id("account");
  v1::DisableAccountRequest disable;
  disable.set_name(Named("accounts", "account"));
  bench.caller.grants = {GrantOf(Role::kCountyAdmin, ScopeKind::kOrg, tree.centre.path)};
  EXPECT_THAT(bench.Do(kDisableAccount, disable), Refused(errors::v1::CONFLICT_OF_INTEREST));
}

TEST_F(MemberRules, APurposeRevealsToItsOwnServiceAndNamesNobody) {
  struct Row {
    const char* service;  // null: a reviewer
    v1::RevealPurpose purpose;
    bool allowed;
  } rows[] = {
      {"orders", v1::NOTICE, true},    {"hours", v1::NOTICE, false},      {"hours", v1::CERTIFICATE, true},
      {"matching", v1::NOTICE, false}, {nullptr, v1::VERIFICATION, true}, {nullptr, v1::RECORD_EXPORT, false},
  };
  for (const Row& row : rows) {
    bench.caller = CallerWith({GrantOf(Role::kReviewer, ScopeKind::kOrg, tree.centre.path)});
    if (row.service != nullptr) {
      bench.caller = {};
      bench.caller.kind = Caller::Kind::kService;
      bench.caller.service = row.service;
    }
    v1::RevealRequest request;
    request.set_parent("counties/150525");
    request.set_purpose(row.purpose);
    request.add_volunteers(Named("volunteers", "li"));
    EXPECT_EQ(bench.Do(kReveal, request).ok(), row.allowed)
        << (row.service ? row.service : "reviewer") << " " << v1::RevealPurpose_Name(row.purpose);
  }
  EXPECT_THAT(bench.events, Contains("VOLUNTEER_REVEALED"));
}

}  // namespace
}  // namespace diandan::volunteers
