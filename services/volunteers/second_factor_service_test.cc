// Where one is signed in, signing out there, and one-time codes, through gRPC on a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "diandan/volunteers/v1/second_factor_service.grpc.pb.h"
#include "diandan/volunteers/v1/session_service.grpc.pb.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"
#include "services/volunteers/people_world_testing.h"
#include "services/volunteers/second_factor_rules.h"
#include "services/volunteers/session_rules.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::Not;

class SecondFactorTest : public ::testing::Test, protected PeopleWorld {
 protected:
  using Factors = v1::SecondFactorService::Stub;
  using Sessions = v1::SessionService::Stub;

  StatusOr<v1::SignInResponse> Open(const std::string& code, v1::DeviceKind device = v1::DESK) {
    v1::SignInRequest q;
    q.set_sign_in_name("naiman-admin");
    q.set_password(kGoodPassword);
    q.set_one_time_code(code);
    q.set_device(device);
    return anyone.Call(*sign_in, &v1::SignInService::Stub::SignIn, q);
  }
  // From an address of its own, as the gateway names it.
  StatusOr<v1::SignInResponse> OpenFrom(const std::string& place, const std::string& code,
                                        const std::string& request_id = "") {
    v1::SignInRequest q;
    q.set_sign_in_name("naiman-admin");
    q.set_password(kGoodPassword);
    q.set_one_time_code(code);
    q.set_request_id(request_id);
    grpc::ClientContext context;
    anyone.Prepare(context);
    context.AddMetadata(rpc::kPeerKey, place);
    v1::SignInResponse r;
    const Status status = rpc::FromGrpc(sign_in->SignIn(&context, q, &r));
    if (!status.ok()) return status;
    return r;
  }
  v1::SetUpSecondFactorResponse SetUp(const std::string& request_id) {
    v1::SetUpSecondFactorRequest q;
    q.set_request_id(request_id);
    auto made = admin.Call(*factors, &Factors::SetUpSecondFactor, q);
    EXPECT_OK(made);
    return *made;
  }
  StatusOr<v1::ConfirmSecondFactorResponse> Confirm(const std::string& code) {
    v1::ConfirmSecondFactorRequest q;
    q.set_request_id(NewId().ToString());
    q.set_one_time_code(code);
    return admin.Call(*factors, &Factors::ConfirmSecondFactor, q);
  }
  // What an authenticator app shows: it knows the secret as text.
  std::string AppShows(const std::string& secret, absl::Duration later = absl::ZeroDuration()) {
    static constexpr absl::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    uint32_t bits = 0;
    int count = 0;
    for (const char c : secret) {
      bits = bits << 5 | static_cast<uint32_t>(kBase32.find(c));
      if ((count += 5) >= 8) bytes.push_back(static_cast<char>(bits >> (count -= 8) & 0xff));
    }
    return OneTimeCode(bytes, world.clock.Now() + later);
  }
  std::vector<v1::Session> List(const TestCaller& caller) {
    auto found = caller.Call(*sessions, &Sessions::ListSessions, v1::ListSessionsRequest());
    EXPECT_OK(found);
    return {found->sessions().begin(), found->sessions().end()};
  }

  std::unique_ptr<Factors> factors = v1::SecondFactorService::NewStub(world.ChannelTo("volunteers"));
  std::unique_ptr<Sessions> sessions = v1::SessionService::NewStub(world.ChannelTo("volunteers"));
};

TEST_F(SecondFactorTest, ACodeIsAskedForOnceItIsConfirmedAndTakenOnce) {
  const std::string request = NewId().ToString();
  const auto made = SetUp(request);
  EXPECT_EQ(SetUp(request).secret(), made.secret()) << "sent again";
  EXPECT_THAT(made.uri(), HasSubstr(made.secret()));
  EXPECT_OK(Open("")) << "not confirmed yet";
  EXPECT_THAT(Confirm("000000"), Refused(errors::v1::FIELD_INVALID));
  const auto confirmed = Confirm(AppShows(made.secret()));
  ASSERT_OK(confirmed);
  EXPECT_EQ(confirmed->recovery_codes_size(), kRecoveryCodes);
  const auto again = Confirm("whatever");
  ASSERT_OK(again);
  EXPECT_EQ(again->recovery_codes(3), confirmed->recovery_codes(3)) << "the answer was lost";

  EXPECT_THAT(Open(""), Refused(errors::v1::ONE_TIME_CODE_NEEDED));
  EXPECT_THAT(Open(AppShows(made.secret())), Refused(errors::v1::ONE_TIME_CODE_WRONG)) << "confirmed with it";
  world.clock.Advance(kCodeStep);
  const std::string code = AppShows(made.secret());
  EXPECT_OK(Open(code));
  EXPECT_THAT(Open(code), Refused(errors::v1::ONE_TIME_CODE_WRONG)) << "replayed";
  EXPECT_OK(Open(confirmed->recovery_codes(0)));
  EXPECT_THAT(Open(confirmed->recovery_codes(0)), Refused(errors::v1::ONE_TIME_CODE_WRONG));
}

TEST_F(SecondFactorTest, NothingOfItStandsInTheDatabase) {
  const auto made = SetUp(NewId().ToString());
  const auto confirmed = Confirm(AppShows(made.secret()));
  ASSERT_OK(confirmed);
  const std::string row = Text("SELECT string_agg(f::text, ' ') FROM second_factor f");
  EXPECT_THAT(row, Not(HasSubstr(made.secret())));
  EXPECT_THAT(row, Not(HasSubstr(confirmed->recovery_codes(0))));
}

TEST_F(SecondFactorTest, ASignInWhoseAnswerWasLostIsAnsweredAgain) {
  const auto made = SetUp(NewId().ToString());
  ASSERT_OK(Confirm(AppShows(made.secret())));
  world.clock.Advance(kCodeStep);
  const std::string code = AppShows(made.secret()), request = NewId().ToString();
  const auto lost = OpenFrom("203.0.113.1", code, request), came = OpenFrom("203.0.113.1", code, request);
  ASSERT_OK(lost);
  ASSERT_OK(came);
  EXPECT_THAT(OpenFrom("203.0.113.1", code, NewId().ToString()), Refused(errors::v1::ONE_TIME_CODE_WRONG));
  std::vector<v1::SignInResponse> answers = {*lost, *came};
  for (const auto& answer : answers) {
    v1::RefreshRequest renew;
    renew.set_refresh_token(answer.refresh_token());
    renew.set_request_id(NewId().ToString());
    const auto renewed = anyone.Call(*sign_in, &v1::SignInService::Stub::Refresh, renew);
    EXPECT_EQ(renewed.ok(), &answer == &answers[1]) << "the one that was lost is worth nothing";
  }
}

TEST_F(SecondFactorTest, WrongCodesAreThrottledForTheAccountWhereverTheyComeFrom) {
  const auto made = SetUp(NewId().ToString());
  const auto confirmed = Confirm(AppShows(made.secret()));
  ASSERT_OK(confirmed);
  auto guess = [&](int from) { return OpenFrom(absl::StrCat("203.0.113.", from), "123456").status(); };
  for (int i = 0; i < kMostTries; ++i) EXPECT_THAT(guess(i), Refused(errors::v1::ONE_TIME_CODE_WRONG)) << i;
  EXPECT_THAT(guess(kMostTries), Refused(errors::v1::SIGN_IN_THROTTLED)) << "each from a place of its own";
  world.clock.Advance(kTryDrains);
  EXPECT_THAT(guess(100), Refused(errors::v1::ONE_TIME_CODE_WRONG)) << "one a minute";
  EXPECT_THAT(guess(101), Refused(errors::v1::SIGN_IN_THROTTLED));
  EXPECT_OK(OpenFrom("198.51.100.1", confirmed->recovery_codes(1)))
      << "the owner gets in while somebody guesses";
  world.clock.Advance(kMostTries * kTryDrains);
  EXPECT_OK(OpenFrom("198.51.100.1", AppShows(made.secret())));
}

TEST_F(SecondFactorTest, ItIsRemovedWithACodeOrByWhoManagesTheAccount) {
  const auto made = SetUp(NewId().ToString());
  ASSERT_OK(Confirm(AppShows(made.secret())));
  v1::SetUpSecondFactorRequest another;
  another.set_request_id(NewId().ToString());
  EXPECT_THAT(admin.Call(*factors, &Factors::SetUpSecondFactor, another),
              Refused(errors::v1::SECOND_FACTOR_SET_UP));
  const auto own = admin.Call(*sign_in, &v1::SignInService::Stub::WhoAmI, v1::WhoAmIRequest());
  auto remove = On<v1::RemoveSecondFactorRequest>(own->account());
  EXPECT_THAT(admin.Call(*factors, &Factors::RemoveSecondFactor, remove),
              Refused(errors::v1::ONE_TIME_CODE_NEEDED));
  EXPECT_THAT(clerk.Call(*factors, &Factors::RemoveSecondFactor, remove), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(op.Call(*factors, &Factors::RemoveSecondFactor, remove)) << "of a county admin, the operator";
  EXPECT_OK(op.Call(*factors, &Factors::RemoveSecondFactor, remove)) << "sent again";
  EXPECT_OK(Open(""));
}

TEST_F(SecondFactorTest, OneSeesWhereOneIsSignedInAndSignsOutThere) {
  const auto phone = Open("", v1::PHONE), desk = Open("", v1::DESK);
  ASSERT_OK(phone);
  ASSERT_OK(desk);
  const TestCaller at_desk = With(desk->access_token());
  std::set<v1::DeviceKind> devices;
  std::string of_phone;
  for (const v1::Session& session : List(at_desk)) {
    devices.insert(session.device());
    if (session.device() == v1::PHONE) of_phone = session.session_id();
  }
  EXPECT_THAT(devices, ::testing::IsSupersetOf({v1::PHONE, v1::DESK}));
  v1::EndSessionRequest end;
  end.set_request_id(NewId().ToString());
  end.set_session_id(of_phone);
  EXPECT_OK(clerk.Call(*sessions, &Sessions::EndSession, end)) << "another's changes nothing";
  const size_t before = List(at_desk).size();
  for (int i = 0; i < 2; ++i) EXPECT_OK(at_desk.Call(*sessions, &Sessions::EndSession, end));
  EXPECT_EQ(List(at_desk).size(), before - 1);
  v1::RefreshRequest renew;
  renew.set_refresh_token(phone->refresh_token());
  renew.set_request_id(NewId().ToString());
  EXPECT_THAT(anyone.Call(*sign_in, &v1::SignInService::Stub::Refresh, renew),
              Refused(errors::v1::NOT_SIGNED_IN));
}

TEST_F(SecondFactorTest, AllAreEndedAtOnce) {
  const auto phone = Open("", v1::PHONE), desk = Open("", v1::DESK);
  v1::EndAllSessionsRequest end;
  end.set_request_id(NewId().ToString());
  ASSERT_OK(With(desk->access_token()).Call(*sessions, &Sessions::EndAllSessions, end));
  for (const auto* signed_in : {&*phone, &*desk}) {
    v1::RefreshRequest renew;
    renew.set_refresh_token(signed_in->refresh_token());
    renew.set_request_id(NewId().ToString());
    EXPECT_THAT(anyone.Call(*sign_in, &v1::SignInService::Stub::Refresh, renew),
                Refused(errors::v1::NOT_SIGNED_IN));
  }
  EXPECT_THAT(List(With(Open("")->access_token())), ::testing::SizeIs(1));
}

}  // namespace
}  // namespace diandan::volunteers
