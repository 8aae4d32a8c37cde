// The gateway in a process of its own, before four others that it reaches over mutual TLS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/gateway/browser_testing.h"
#include "services/gateway/gateway_testing.h"
#include "services/rpc/callers.h"
#include "tests/scenario/processes.h"

namespace diandan::gateway {
namespace {

using ::testing::HasSubstr;

constexpr char kListOrders[] = "/diandan.orders.v1.OrderService/ListOrders";
constexpr char kAnyCounty[] = R"({"parent":"counties/150525"})";
constexpr char kThrottled[] = "SIGN_IN_THROTTLED";
constexpr int kMany = 50;  // more tries than anybody has

class Apart : public ::testing::Test {
 protected:
  static constexpr size_t kGateway = 4, kOrders = 1;
  static std::vector<std::vector<std::string>> Layout() {
    std::vector<std::vector<std::string>> processes;
    for (const std::string& module : ModuleNames()) processes.push_back({module});
    processes.push_back({"gateway"});
    return processes;
  }
  std::string SignIn(const std::string& password) const {
    return absl::StrCat(R"({"signInName":"operator","password":")", password, R"("})");
  }

  scenario::Processes processes{
      {.processes = Layout(), .database = testing::FreshDatabase(), .mutual_tls = true}, absl::Now()};
  Wire wire{processes.process(kGateway).http_port()};
};

TEST_F(Apart, EveryServiceIsReachedAndMissedByName) {
  const Reply signed_in = wire.Call(std::string(kSignIn) + "SignIn", SignIn(processes.OperatorPassword()));
  ASSERT_EQ(signed_in.status, 200) << signed_in.body;
  const Headers headers = {{"authorization", "Bearer " + Member(signed_in.body, "accessToken")},
                           {"accept-language", "en"}};
  EXPECT_EQ(wire.Call(std::string(kSignIn) + "WhoAmI", "{}", headers).status, 200);
  // Known there as well, and shown nothing: the operator reads nobody's data.
  EXPECT_EQ(wire.Call(kListOrders, kAnyCounty, headers).body, "{}");
  for (const char* path :
       {"/diandan.hours.v1.EntryService/ListEntries", "/diandan.matching.v1.MatchingService/GetWeights"}) {
    const Reply reply = wire.Call(path, kAnyCounty, headers);
    EXPECT_EQ(reply.status, 403) << path << reply.body;
    EXPECT_THAT(reply.body, HasSubstr("NOT_ALLOWED"));
  }
  const Reply ready = wire.Ask("GET", "/readyz");
  for (const std::string& module : ModuleNames()) EXPECT_THAT(ready.body, HasSubstr(module + ": ready\n"));
  EXPECT_EQ(ready.status, 200) << ready.body;

  processes.process(kOrders).Kill();
  const Reply gone = wire.Call(kListOrders, kAnyCounty, headers);
  EXPECT_EQ(gone.status, 503);
  EXPECT_THAT(gone.body, HasSubstr("PEER_UNAVAILABLE"));
  const Reply away = wire.Ask("GET", "/readyz");
  EXPECT_EQ(away.status, 503) << away.body;
  EXPECT_THAT(away.body, HasSubstr("volunteers: ready\n"));
  EXPECT_EQ(wire.Call(std::string(kSignIn) + "WhoAmI", "{}", headers).status, 200);
}

TEST_F(Apart, ThoseWhoAreGuessedAtAreCountedByTheirOwnAddress) {
  const std::string path = std::string(kSignIn) + "SignIn";
  int tries = 0;
  for (const Headers guesser = {{"x-forwarded-for", "203.0.113.7"}};
       wire.Call(path, SignIn("no"), guesser).body.find(kThrottled) == std::string::npos;) {
    ASSERT_LT(++tries, kMany);
  }
  const Headers other = {{"x-forwarded-for", "203.0.113.8"}};
  EXPECT_EQ(wire.Call(path, SignIn(processes.OperatorPassword()), other).status, 200);
}

// A program with a certificate of its own is no gateway: what it says of others is not believed.
TEST_F(Apart, ACallerThatIsNoGatewayNamesNobody) {
  volunteers::v1::SignInService::Stub stub(processes.ChannelTo("volunteers"));
  volunteers::v1::SignInRequest request;
  request.set_sign_in_name("operator");
  request.set_password("no");
  for (int tries = 0;; ++tries) {
    ASSERT_LT(tries, kMany);
    grpc::ClientContext context;
    context.AddMetadata(rpc::kPeerKey, absl::StrCat("203.0.113.", tries));
    volunteers::v1::SignInResponse response;
    if (stub.SignIn(&context, request, &response).error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) break;
  }
}

}  // namespace
}  // namespace diandan::gateway
