#include "services/base/caller.h"

#include "gtest/gtest.h"
#include "services/base/base_testing.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::Refused;
using testing::RefusedWith;

Caller Person(Grant grant) {
  Caller caller;
  caller.kind = Caller::Kind::kAccount;
  caller.grants.push_back(std::move(grant));
  return caller;
}

Grant At(Role role, const std::string& path, CountyId county = kNaiman) {
  return {role, ScopeKind::kOrg, county, path, {}};
}

Scope Station(const std::string& path, CountyId county = kNaiman) { return {county, path, {}, {}, {}}; }

TEST(CallerTest, RoleNamesRoundTrip) {
  for (int i = static_cast<int>(Role::kClerk); i <= static_cast<int>(Role::kOperator); ++i) {
    EXPECT_EQ(RoleFromName(RoleName(static_cast<Role>(i))), static_cast<Role>(i));
  }
  EXPECT_EQ(RoleFromName("EMPEROR"), Role::kNone);
  EXPECT_EQ(RoleFromName("NONE"), Role::kNone);
}

TEST(CallerTest, APathCoversItselfAndWhatLiesBelow) {
  EXPECT_TRUE(PathCovers("a.b", "a.b"));
  EXPECT_TRUE(PathCovers("a.b", "a.b.c"));
  EXPECT_FALSE(PathCovers("a.b", "a.bc"));
  EXPECT_FALSE(PathCovers("a.b", "a"));
  EXPECT_FALSE(PathCovers("", "a"));
  EXPECT_FALSE(PathCovers("", ""));
}

TEST(CallerTest, AGrantReachesItsScopeOnly) {
  const AccessRow row{"/x/Approve", {Role::kOfficer}, {}};
  const Caller officer = Person(At(Role::kOfficer, "c.t1"));
  EXPECT_OK(Allowed(row, officer, Station("c.t1")));
  EXPECT_OK(Allowed(row, officer, Station("c.t1.v1")));
  EXPECT_THAT(Allowed(row, officer, Station("c.t2.v1")), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Allowed(row, officer, Station("c")), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Allowed(row, officer, Station("c.t1", kOther)), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Allowed(row, officer, Station("")), Refused(errors::v1::NOT_ALLOWED));
}

TEST(CallerTest, AnotherRoleDoesNotSuffice) {
  const AccessRow row{"/x/Approve", {Role::kOfficer, Role::kDispatcher}, {}};
  EXPECT_THAT(Allowed(row, Person(At(Role::kClerk, "c.t1")), Station("c.t1")),
              RefusedWith(errors::v1::NOT_ALLOWED, "needed", "OFFICER, DISPATCHER"));
}

TEST(CallerTest, TeamUnitAndSelfScopesMatchTheirOwnIdOnly) {
  const AccessRow row{"/x/Do", {Role::kLeader, Role::kLiaison, Role::kVolunteer}, {}};
  const Scope scope{kNaiman, "", {Id(1), Id(2)}, {Id(3)}, Id(4)};
  const auto decide = [&](Role role, ScopeKind kind, uint8_t id) {
    return Allowed(row, Person({role, kind, kNaiman, "", Id(id)}), scope);
  };
  EXPECT_OK(decide(Role::kLeader, ScopeKind::kTeam, 2));
  EXPECT_THAT(decide(Role::kLeader, ScopeKind::kTeam, 3), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(decide(Role::kLiaison, ScopeKind::kUnit, 3));
  EXPECT_THAT(decide(Role::kLiaison, ScopeKind::kUnit, 1), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(decide(Role::kVolunteer, ScopeKind::kSelf, 4));
  EXPECT_THAT(decide(Role::kVolunteer, ScopeKind::kSelf, 1), Refused(errors::v1::NOT_ALLOWED));
}

TEST(CallerTest, EmptyMembersMatchNothing) {
  const AccessRow row{"/x/Do", {Role::kVolunteer}, {}};
  const Caller nil_self = Person({Role::kVolunteer, ScopeKind::kSelf, kNaiman, "", {}});
  EXPECT_THAT(Allowed(row, nil_self, {kNaiman, "", {}, {}, {}}), Refused(errors::v1::NOT_ALLOWED));
  const Caller no_county = Person({Role::kVolunteer, ScopeKind::kSelf, 0, "", Id(1)});
  EXPECT_THAT(Allowed(row, no_county, {0, "", {}, {}, Id(1)}), Refused(errors::v1::NOT_ALLOWED));
}

TEST(CallerTest, AnAdminsGrantMayNotBeWithoutCounty) {
  const AccessRow row{"/x/CreateCounty", {Role::kOperator, Role::kCountyAdmin}, {}};
  EXPECT_OK(Allowed(row, Person(At(Role::kOperator, "", 0)), Station("c")));
  EXPECT_THAT(Allowed(row, Person(At(Role::kCountyAdmin, "", 0)), Station("c")),
              Refused(errors::v1::NOT_ALLOWED));
}

TEST(CallerTest, ServicesAreNamedAndHaveNoGrants) {
  const AccessRow row{"/x/Offer", {Role::kDispatcher}, {"matching"}};
  Caller service;
  service.kind = Caller::Kind::kService;
  service.service = "matching";
  EXPECT_OK(Allowed(row, service, Station("c")));
  service.service = "hours";
  service.grants.push_back(At(Role::kDispatcher, "c"));
  EXPECT_THAT(Allowed(row, service, Station("c")), Refused(errors::v1::NOT_ALLOWED));
}

TEST(CallerTest, NobodyAndSecretsReachOpenRowsOnly) {
  const AccessRow closed{"/x/Mine", {}, {}, false, true};
  const AccessRow open{"/x/SignIn", {}, {}, true, false};
  Caller nobody, secret, account;
  secret.kind = Caller::Kind::kSecret;
  account.kind = Caller::Kind::kAccount;
  for (const Caller& caller : {nobody, secret}) {
    EXPECT_THAT(Allowed(closed, caller, {}), Refused(errors::v1::NOT_SIGNED_IN));
    EXPECT_OK(Allowed(open, caller, {}));
  }
  EXPECT_OK(Allowed(closed, account, {}));
}

TEST(CallerTest, AnAccountIsLetInWhereItIsKnown) {
  const AccessRow row{.rpc = "/x/Get", .any_account = true};
  const AccessRow joining{.rpc = "/x/Join", .any_account = true, .any_county = true};
  Caller stranger = Person(At(Role::kClerk, "c", kOther));
  EXPECT_THAT(MaybeAllowed(row, stranger, kNaiman), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(MaybeAllowed(row, stranger, kOther));
  EXPECT_OK(MaybeAllowed(row, stranger, 0));
  EXPECT_OK(MaybeAllowed(joining, stranger, kNaiman));
  stranger.guest_counties = {kNaiman};
  EXPECT_OK(MaybeAllowed(row, stranger, kNaiman));
  Caller at_home;
  at_home.kind = Caller::Kind::kAccount;
  at_home.home_county = kNaiman;
  EXPECT_OK(MaybeAllowed(row, at_home, kNaiman));
  EXPECT_OK(MaybeAllowed(row, Person(At(Role::kOperator, "", 0)), kNaiman));
}

// The whole installation is an operator's to keep and an auditor's to read; a grant of anybody else without a
// county is none.
TEST(CallerTest, AGrantWithoutACountyKnowsAllOrNone) {
  for (int i = static_cast<int>(Role::kClerk); i <= static_cast<int>(Role::kOperator); ++i) {
    const Role role = static_cast<Role>(i);
    const bool all = role == Role::kOperator || role == Role::kAuditor;
    const Caller caller = Person(At(role, "", 0));
    const AccessRow row{"/x/Read", {role}, {}};
    EXPECT_EQ(IsInstallationWide(caller.grants[0]), all) << RoleName(role);
    EXPECT_EQ(KnowsCounty(caller, kNaiman), all) << RoleName(role);
    EXPECT_EQ(MaybeAllowed(row, caller, kNaiman).ok(), all) << RoleName(role);
    EXPECT_EQ(Allowed(row, caller, Station("c.t1.v1")).ok(), all) << RoleName(role);
    EXPECT_FALSE(IsInstallationWide(At(role, "c"))) << RoleName(role);
    EXPECT_FALSE(KnowsCounty(Person(At(role, "c")), kOther)) << RoleName(role);
  }
}

TEST(CallerTest, BeforeTheThingIsKnownACountysGrantIsEnough) {
  const AccessRow row{"/x/Approve", {Role::kOfficer}, {}};
  EXPECT_OK(MaybeAllowed(row, Person(At(Role::kOfficer, "c.t1")), kNaiman));
  EXPECT_THAT(MaybeAllowed(row, Person(At(Role::kOfficer, "c.t1")), kOther),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(MaybeAllowed(row, Person(At(Role::kClerk, "c.t1")), kNaiman), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(MaybeAllowed(row, Person(At(Role::kOfficer, "c.t1", 0)), 0), Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan
