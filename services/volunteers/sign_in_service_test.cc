// Accounts and sign-in through gRPC on a real PostgreSQL.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "services/volunteers/hash_gate.h"
#include "services/volunteers/operator.h"
#include "services/volunteers/people_world_testing.h"
#include "services/volunteers/session_rules.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::StrEq;

class SignInTest : public ::testing::Test, protected PeopleWorld {
 protected:
  StatusOr<v1::SignInResponse> Refresh(const std::string& token, const Uuid& request) {
    v1::RefreshRequest q;
    q.set_refresh_token(token);
    q.set_request_id(request.ToString());
    return anyone.Call(*sign_in, &v1::SignInService::Stub::Refresh, q);
  }
  StatusOr<v1::WhoAmIResponse> Who(const TestCaller& caller) {
    return caller.Call(*sign_in, &v1::SignInService::Stub::WhoAmI, v1::WhoAmIRequest());
  }
  // The own doors learn of a new epoch by following; the test waits for that and for nothing else.
  Status UntilRefused(const TestCaller& caller) {
    const absl::Time patience = absl::Now() + absl::Seconds(20);
    Status status;
    do status = Who(caller).status();
    while (status.ok() && absl::Now() < patience);
    return status;
  }
};

TEST(HashGateTest, BeyondTheWaitingPlacesIsTooMuch) {
  EXPECT_OK(HashGate(1, 0).Hash(kGoodPassword, kCheapForTests));
  EXPECT_THAT(HashGate(0, 0).Hash(kGoodPassword, kCheapForTests), Refused(errors::v1::OVERLOADED));
}

TEST_F(SignInTest, TheOperatorComesFromAFileNobodyElseReads) {
  struct stat file {};
  ASSERT_EQ(stat(OperatorTokenPath(world.data_dir() + "/keys").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0400u);
  auto who = Who(op);
  ASSERT_OK(who);
  EXPECT_EQ(who->county_id(), 0);
  ASSERT_EQ(who->grants_size(), 1);
  EXPECT_EQ(who->grants(0).role(), v1::OPERATOR);
  EXPECT_OK(module.Ready());
}

TEST_F(SignInTest, TheAdminIsWhoTheySayAndTheCountyIsOpenedOnce) {
  auto who = Who(admin);
  ASSERT_OK(who);
  EXPECT_THAT(who->county_name(), StrEq("奈曼旗"));
  EXPECT_THAT(who->grants(0).org_path(), StrEq(OrgPath("150525")));
  v1::BootstrapCountyRequest again;
  again.set_parent(kCountyName);
  again.set_request_id(NewId().ToString());
  again.set_account_id(NewId().ToString());
  again.set_sign_in_name("second-admin");
  again.set_password(kGoodPassword);
  again.set_display_name("又一个");
  EXPECT_THAT(op.Call(*accounts, &v1::AccountService::Stub::BootstrapCounty, again),
              Refused(errors::v1::ALREADY_EXISTS));
  EXPECT_THAT(admin.Call(*accounts, &v1::AccountService::Stub::BootstrapCounty, again),
              Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(SignInTest, AWrongPasswordAndAnUnknownNameLookTheSameAndBothAreThrottled) {
  for (const char* name : {"naiman-admin", "nobody-of-this-name"}) {
    Status first;
    for (int i = 0; i < 5; ++i) {
      Status status = SignIn(name, "wrong password").status();
      EXPECT_THAT(status, Refused(errors::v1::SIGN_IN_FAILED)) << name << " " << i;
      first = status;
    }
    EXPECT_TRUE(InfoOf(first).params().empty());
    EXPECT_THAT(SignIn(name, "wrong password"), Refused(errors::v1::SIGN_IN_THROTTLED)) << name;
  }
  EXPECT_THAT(SignIn("naiman-admin", kGoodPassword), Refused(errors::v1::SIGN_IN_THROTTLED));
  world.clock.Advance(absl::Minutes(2));
  EXPECT_OK(SignIn("naiman-admin", kGoodPassword));
}

TEST_F(SignInTest, RefreshTokensRotateAndATheftEndsTheFamily) {
  auto first = SignIn("naiman-admin", kGoodPassword);
  ASSERT_OK(first);
  EXPECT_EQ(first->refresh_token().substr(0, 7), "150525.");
  const Uuid request = NewId();
  auto second = Refresh(first->refresh_token(), request);
  ASSERT_OK(second);
  EXPECT_NE(second->refresh_token(), first->refresh_token());
  EXPECT_OK(Who(With(second->access_token())));
  auto repeated = Refresh(first->refresh_token(), request);
  ASSERT_OK(repeated) << "the answer was lost, the same request again";
  EXPECT_THAT(Refresh(second->refresh_token(), NewId()), Refused(errors::v1::NOT_SIGNED_IN))
      << "the lost one is worth nothing";
  EXPECT_THAT(Refresh(first->refresh_token(), NewId()), Refused(errors::v1::REFRESH_REUSED));
  EXPECT_THAT(Refresh(repeated->refresh_token(), NewId()), Refused(errors::v1::NOT_SIGNED_IN))
      << "everything of that sign-in is revoked";
  EXPECT_THAT(Refresh("150525.nonsense", NewId()), Refused(errors::v1::NOT_SIGNED_IN));
}

TEST_F(SignInTest, SignOutEverywhereEndsEveryToken) {
  auto phone = SignIn("naiman-admin", kGoodPassword), desk = SignIn("naiman-admin", kGoodPassword);
  ASSERT_OK(phone);
  ASSERT_OK(desk);
  v1::SignOutRequest out;
  out.set_refresh_token(phone->refresh_token());
  out.set_request_id(NewId().ToString());
  ASSERT_OK(anyone.Call(*sign_in, &v1::SignInService::Stub::SignOut, out));
  ASSERT_OK(anyone.Call(*sign_in, &v1::SignInService::Stub::SignOut, out)) << "said twice";
  EXPECT_THAT(Refresh(phone->refresh_token(), NewId()), Refused(errors::v1::NOT_SIGNED_IN));
  EXPECT_OK(Who(With(desk->access_token()))) << "another device is not concerned";
  out.set_refresh_token(desk->refresh_token());
  out.set_request_id(NewId().ToString());
  out.set_everywhere(true);
  ASSERT_OK(anyone.Call(*sign_in, &v1::SignInService::Stub::SignOut, out));
  EXPECT_THAT(UntilRefused(With(desk->access_token())), Refused(errors::v1::TOKEN_EXPIRED));
}

TEST_F(SignInTest, ARevokedRoleAndADisabledAccountStopAtTheDoor) {
  v1::CreateAccountRequest clerk = NewAccount("hongliu");
  clerk.add_grants()->set_role(v1::CLERK);
  clerk.mutable_grants(0)->set_org(OrgName("150525100201"));
  auto made = admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, clerk);
  ASSERT_OK(made);
  TestCaller yang = With(SignIn("hongliu", kGoodPassword)->access_token());
  auto register_one = [&] {
    return yang.Call(*people, &v1::VolunteerService::Stub::RegisterVolunteer, Registration()).status();
  };
  EXPECT_OK(register_one());
  v1::RevokeRoleRequest revoke;
  revoke.set_name(made->name());
  revoke.set_request_id(NewId().ToString());
  revoke.set_grant_id(made->grants(0).grant_id());
  auto left = admin.Call(*accounts, &v1::AccountService::Stub::RevokeRole, revoke);
  ASSERT_OK(left);
  EXPECT_EQ(left->grants_size(), 0);
  const absl::Time patience = absl::Now() + absl::Seconds(20);
  Status status;
  do status = register_one();
  while (status.ok() && absl::Now() < patience);
  EXPECT_THAT(status, Refused(errors::v1::NOT_ALLOWED));
  v1::DisableAccountRequest disable;
  disable.set_name(made->name());
  disable.set_request_id(NewId().ToString());
  ASSERT_OK(admin.Call(*accounts, &v1::AccountService::Stub::DisableAccount, disable));
  EXPECT_THAT(UntilRefused(yang), Refused(errors::v1::ACCOUNT_DISABLED));
  EXPECT_THAT(SignIn("hongliu", kGoodPassword), Refused(errors::v1::ACCOUNT_DISABLED));
  EXPECT_THAT(SignIn("hongliu", "a wrong password"), Refused(errors::v1::SIGN_IN_FAILED));
}

TEST_F(SignInTest, ASignInNameIsTakenOnceAndAWeakPasswordNever) {
  v1::CreateAccountRequest clerk = NewAccount("Hongliu-Station");
  clerk.add_grants()->set_role(v1::CLERK);
  clerk.mutable_grants(0)->set_org(OrgName("150525100201"));
  auto made = admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, clerk);
  ASSERT_OK(made);
  EXPECT_EQ(made->grants_size(), 1);
  EXPECT_THAT(admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, NewAccount("HONGLIU-station")),
              Refused(errors::v1::SIGN_IN_NAME_TAKEN));
  v1::CreateAccountRequest weak = NewAccount("another");
  weak.set_password("1234567890");
  EXPECT_THAT(admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, weak),
              Refused(errors::v1::PASSWORD_TOO_WEAK));
  v1::CreateAccountRequest refused = NewAccount("free-again");
  refused.add_grants()->set_role(v1::OPERATOR);
  EXPECT_THAT(admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, refused),
              Refused(errors::v1::FIELD_INVALID));
  EXPECT_OK(admin.Call(*accounts, &v1::AccountService::Stub::CreateAccount, NewAccount("free-again")))
      << "a refused account keeps no name";

  v1::GetAccountRequest get;
  get.set_name(made->name());
  auto seen = admin.Call(*accounts, &v1::AccountService::Stub::GetAccount, get);
  ASSERT_OK(seen);
  EXPECT_THAT(seen->sign_in_name(), StrEq("h***n"));
  auto own = With(SignIn("hongliu-station", kGoodPassword)->access_token());
  EXPECT_THAT(own.Call(*accounts, &v1::AccountService::Stub::GetAccount, get)->sign_in_name(),
              StrEq("hongliu-station"));
}

TEST_F(SignInTest, APasswordIsChangedWithTheOldOneAndEndsTheSignIns) {
  v1::SetPasswordRequest change;
  change.set_name(Who(admin)->account());
  change.set_request_id(NewId().ToString());
  change.set_old_password("not this one");
  change.set_new_password("a quite different sentence");
  EXPECT_THAT(admin.Call(*accounts, &v1::AccountService::Stub::SetPassword, change),
              Refused(errors::v1::FIELD_INVALID));
  change.set_request_id(NewId().ToString());
  change.set_old_password(kGoodPassword);
  ASSERT_OK(admin.Call(*accounts, &v1::AccountService::Stub::SetPassword, change));
  EXPECT_THAT(UntilRefused(admin), Refused(errors::v1::TOKEN_EXPIRED));
  EXPECT_THAT(SignIn("naiman-admin", kGoodPassword), Refused(errors::v1::SIGN_IN_FAILED));
  EXPECT_OK(SignIn("naiman-admin", "a quite different sentence"));
}

TEST_F(SignInTest, TheOldPasswordIsNotGuessedOnAMachineLeftSignedIn) {
  v1::SetPasswordRequest change;
  change.set_name(Who(admin)->account());
  change.set_new_password("a quite different sentence");
  auto with = [&](const char* old_password) {
    change.set_request_id(NewId().ToString());
    change.set_old_password(old_password);
    return admin.Call(*accounts, &v1::AccountService::Stub::SetPassword, change);
  };
  for (int i = 0; i < kMostTries; ++i)
    EXPECT_THAT(with("not this one"), Refused(errors::v1::FIELD_INVALID)) << i;
  EXPECT_THAT(with(kGoodPassword), Refused(errors::v1::SIGN_IN_THROTTLED));
  EXPECT_OK(SignIn("naiman-admin", kGoodPassword)) << "who signs in elsewhere is not held up";
  world.clock.Advance(kTryDrains);
  EXPECT_OK(with(kGoodPassword));
}

}  // namespace
}  // namespace diandan::volunteers
