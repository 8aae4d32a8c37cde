// RPCs over HTTP against the whole server: JSON and binary, refusals, headers, and what operators look at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "diandan/errors/v1/errors.pb.h"
#include "diandan/volunteers/v1/sign_in_service.pb.h"
#include "services/gateway/gateway_testing.h"
#include "services/gateway/gzip.h"

namespace diandan::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kBootstrap[] =
    R"({"parent":"counties/150525","requestId":"018f0000-0000-7000-8000-000000000001","countyName":"奈曼旗",)"
    R"("accountId":"018f0000-0000-7000-8000-000000000002","signInName":"naiman","password":"correct horse 9",)"
    R"("displayName":"旗管理员"})";

class ConnectTest : public ::testing::Test {
 protected:
  Headers AsOperator() {
    const Reply signed_in = wire.Call(std::string(kSignIn) + "SignIn", site.OperatorSignsIn());
    EXPECT_EQ(signed_in.status, 200) << signed_in.body;
    return {{"authorization", "Bearer " + Member(signed_in.body, "accessToken")}, {"accept-language", "en"}};
  }

  // One for all: a county more and some tries to sign in disturb nobody.
  static void SetUpTestSuite() { shared = std::make_unique<Site>(); }
  static void TearDownTestSuite() { shared.reset(); }
  static inline std::unique_ptr<Site> shared;

  Site& site = *shared;
  Wire wire{site.port()};
};

TEST_F(ConnectTest, AnswersInJsonAndSaysHowFarTheCountyIs) {
  const Headers headers = AsOperator();
  const Reply opened = wire.Call(std::string(kAccounts) + "BootstrapCounty", kBootstrap, headers);
  EXPECT_EQ(opened.status, 200);
  EXPECT_EQ(opened.Header("content-type"), "application/json");
  EXPECT_THAT(opened.body, HasSubstr(R"("displayName":"旗管理员")"));
  EXPECT_THAT(opened.Header("diandan-position"), StartsWith("volunteers/150525/"));

  Headers after = headers;
  after["diandan-after"] = opened.Header("diandan-position") + ", nonsense";
  const Reply again = wire.Call(std::string(kAccounts) + "BootstrapCounty", kBootstrap, after);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(Member(again.body, "name"), Member(opened.body, "name"));
}

TEST_F(ConnectTest, ARequestIsFoundInTheLogByItsId) {
  ::testing::internal::CaptureStderr();
  const Reply reply = wire.Call(std::string(kSignIn) + "WhoAmI", "{}", {{"x-request-id", "abc-1.2_3"}});
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(reply.Header("x-request-id"), "abc-1.2_3");
  EXPECT_THAT(log, ::testing::ContainsRegex("call rpc=[^ ]*/WhoAmI .* trace=abc-1.2_3"));
  const Reply forged = wire.Call(std::string(kSignIn) + "WhoAmI", "{}", {{"x-request-id", "a b"}});
  EXPECT_EQ(forged.Header("x-request-id").size(), 32u) << "one of the gateway's own instead";
}

// A copy in other hands is what makes a checkpoint worth something, so nobody is asked who they are.
TEST_F(ConnectTest, AnybodyDownloadsThePublishedCheckpoints) {
  ASSERT_EQ(wire.Call(std::string(kAccounts) + "BootstrapCounty", kBootstrap, AsOperator()).status, 200);
  Reply found;
  for (const absl::Time late = absl::Now() + absl::Seconds(20);
       !absl::StrContains(found.body, "\"note\"") && absl::Now() < late;) {
    found = wire.Call("/diandan.volunteers.v1.VolunteersEvents/ListCheckpoints", R"({"pageSize":1})");
    ASSERT_EQ(found.status, 200) << found.body;
  }
  EXPECT_THAT(found.body, HasSubstr(R"("sealing":true)"));
  EXPECT_THAT(Member(found.body, "key"), StartsWith("diandan+"));
  // The statement byte for byte, its line feeds as JSON has them.
  EXPECT_THAT(Member(found.body, "note"), StartsWith(R"(diandan/volunteers\u000acheckpoint )"));
  EXPECT_THAT(Member(found.body, "note"), HasSubstr(R"(\u000a\u000a— diandan )"));
  for (const char* service : {"orders.v1.Orders", "matching.v1.Matching", "hours.v1.Hours"}) {
    const Reply also = wire.Call(absl::StrCat("/diandan.", service, "Events/ListCheckpoints"), "{}");
    EXPECT_EQ(also.status, 200) << service << also.body;
  }
  const Reply wrong =
      wire.Call("/diandan.volunteers.v1.VolunteersEvents/ListCheckpoints", R"({"pageSize":501})");
  EXPECT_EQ(wrong.status, 400) << wrong.body;
}

TEST_F(ConnectTest, AnswersInBinary) {
  Headers headers = AsOperator();
  headers["content-type"] = "application/proto";
  const Reply reply = wire.Ask("POST", std::string(kSignIn) + "WhoAmI", headers);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.Header("content-type"), "application/proto");
  volunteers::v1::WhoAmIResponse who;
  ASSERT_TRUE(who.ParseFromString(reply.body));
  EXPECT_THAT(who.account(), HasSubstr("accounts/"));
}

TEST_F(ConnectTest, ARefusalCarriesReasonFieldsAndTheSentenceInTheCallersLanguage) {
  const std::string path = std::string(kAccounts) + "GetAccount";
  const Reply english = wire.Call(path, R"({"name":"counties/150525/accounts/7"})", AsOperator());
  EXPECT_EQ(english.status, 400);
  EXPECT_THAT(english.body,
              AllOf(HasSubstr(R"("code":"invalid_argument")"), HasSubstr(R"("message":"To complete)"),
                    HasSubstr(R"("type":"diandan.errors.v1.ErrorInfo")"),
                    HasSubstr(R"("reason":"FIELD_INVALID")"), HasSubstr(R"("field":"name")")));
  std::string bytes;
  errors::v1::ErrorInfo info;
  ASSERT_TRUE(absl::Base64Unescape(Member(english.body, "value"), &bytes));
  ASSERT_TRUE(info.ParseFromString(bytes));
  EXPECT_EQ(info.reason(), errors::v1::FIELD_INVALID);
  EXPECT_EQ(info.fields(0).field(), "name");

  const Reply nobody = wire.Call(path, R"({"name":"counties/150525/accounts/7"})");
  EXPECT_EQ(nobody.status, 401);
  EXPECT_THAT(nobody.body, AllOf(HasSubstr(R"("code":"unauthenticated")"), HasSubstr("您还没有登录")));
}

TEST_F(ConnectTest, WhatIsNoMessageIsRefusedByName) {
  const std::string path = std::string(kSignIn) + "SignIn";
  EXPECT_THAT(wire.Call(path, R"({"signInName":7})").body, HasSubstr(R"("field":"sign_in_name")"));
  EXPECT_THAT(wire.Call(path, "{").body, HasSubstr(R"("field":"request")"));
  EXPECT_EQ(wire.Ask("POST", path, {{"content-type", "application/proto"}}, "\xff\xff").status, 400);
  EXPECT_EQ(wire.Ask("POST", path, {{"content-type", "text/plain"}}, "{}").status, 415);
  EXPECT_EQ(wire.Ask("GET", path).Header("allow"), "POST");
}

TEST_F(ConnectTest, OnlyWhatPeopleMayCallIsThere) {
  for (const char* path :
       {"/diandan.orders.v1.OrdersEvents/Follow", "/diandan.volunteers.v1.VolunteersEvents/Follow",
        "/diandan.orders.v1.OrderService/Nothing", "/diandan.orders.v1.OrderService/placeorder"}) {
    const Reply reply = wire.Call(path, "{}");
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_THAT(reply.body, HasSubstr(R"("code":"unimplemented")"));
    EXPECT_THAT(reply.body, HasSubstr(R"("reason":"RPC_UNKNOWN")"));
  }
}

TEST_F(ConnectTest, HeadersOfTheProtocolAreHeld) {
  const std::string path = std::string(kSignIn) + "WhoAmI";
  Headers headers = AsOperator();
  headers["connect-timeout-ms"] = "0";
  const Reply late = wire.Call(path, "{}", headers);
  EXPECT_EQ(late.status, 504);
  EXPECT_THAT(late.body, AllOf(HasSubstr(R"("code":"deadline_exceeded")"), HasSubstr("DEADLINE_PASSED")));
  headers["connect-timeout-ms"] = "soon";
  EXPECT_THAT(wire.Call(path, "{}", headers).body, HasSubstr(R"("field":"connect-timeout-ms")"));
  headers["connect-timeout-ms"] = "9999999999";
  EXPECT_EQ(wire.Call(path, "{}", headers).status, 200);
  headers["connect-protocol-version"] = "2";
  EXPECT_EQ(wire.Call(path, "{}", headers).status, 400);
}

TEST_F(ConnectTest, BytesThatNoHeaderOfOursHoldsHarmNobody) {
  const std::string path = std::string(kSignIn) + "WhoAmI";
  EXPECT_EQ(
      wire.Call(path, "{}", {{"authorization", "Bearer \xe5\xa5\x88"}, {"accept-language", "\x80"}}).status,
      401);
  EXPECT_EQ(wire.Call(path, "{}", {{"diandan-after", "\xff, orders/1/2, ,"}}).status, 401);
}

TEST_F(ConnectTest, NobodySpeaksForOthers) {
  const Headers forged = {{"diandan-on-behalf", "accounts/018f0000-0000-7000-8000-000000000002"}};
  EXPECT_EQ(wire.Call(std::string(kSignIn) + "WhoAmI", "{}", forged).status, 401);
}

TEST_F(ConnectTest, PackedBodiesBothWays) {
  const std::string path = std::string(kSignIn) + "SignIn";
  const Headers packed = {{"content-type", "application/json"}, {"content-encoding", "gzip"}};
  EXPECT_EQ(wire.Ask("POST", path, packed, Gzip(site.OperatorSignsIn(), 1)).status, 200);
  EXPECT_EQ(wire.Ask("POST", path, packed, "no gzip").status, 400);
  const std::string bomb = Gzip(std::string(100 << 20, ' '), 9);
  ASSERT_LT(bomb.size(), 1 << 20);
  EXPECT_THAT(wire.Ask("POST", path, packed, bomb).body, HasSubstr(R"("field":"content-encoding")"));

  Headers headers = AsOperator();
  const std::string orgs = "/diandan.volunteers.v1.OrgService/";
  std::string divisions = R"({"code":"990100","displayName":"包县"})";
  for (int i = 1; i <= 20; ++i)
    absl::StrAppend(&divisions, R"(,{"code":"9901001)", absl::Dec(i, absl::kZeroPad2),
                    R"(","displayName":"包镇"})");
  const Reply made =
      wire.Call(orgs + "ImportDivisions",
                absl::StrCat(R"({"parent":"counties/990100","requestId":")",
                             "018f0000-0000-7000-8000-000000000003", R"(","divisions":[)", divisions, "]}"),
                headers);
  ASSERT_EQ(made.status, 200) << made.body;
  const std::string list = R"({"parent":"counties/990100"})";
  const Reply plain = wire.Call(orgs + "ListOrgs", list, headers);
  EXPECT_EQ(plain.Header("content-encoding"), "");
  EXPECT_THAT(plain.body, HasSubstr("包镇"));
  headers["accept-encoding"] = "br, gzip;q=0.5";
  const Reply small = wire.Call(orgs + "ListOrgs", list, headers);
  EXPECT_EQ(small.Header("content-encoding"), "gzip");
  EXPECT_EQ(Gunzip(small.body, 1 << 20), plain.body);
}

TEST_F(ConnectTest, TooMuchIsRefusedInTheFormOfTheProtocol) {
  const Reply reply = wire.Call(std::string(kSignIn) + "SignIn", std::string((4 << 20) + 1, ' '));
  EXPECT_EQ(reply.status, 413);
  EXPECT_THAT(reply.body, AllOf(HasSubstr(R"("code":"resource_exhausted")"), HasSubstr("BODY_TOO_LARGE")));
  EXPECT_TRUE(wire.Ended());
}

TEST_F(ConnectTest, OperatorsSeeWhetherAllIsWell) {
  EXPECT_EQ(wire.Ask("GET", "/healthz").body, "ok\n");
  const Reply ready = wire.Ask("GET", "/readyz");
  EXPECT_EQ(ready.status, 200);
  for (const std::string& module : ModuleNames()) EXPECT_THAT(ready.body, HasSubstr(module + ": ready\n"));
  wire.Call(std::string(kSignIn) + "WhoAmI", "{}");
  // Connections that earlier cases broke off are closed in their own time.
  std::string metrics;
  while (!absl::StrContains(metrics, "diandan_http_connections 1\n")) {
    metrics = wire.Ask("GET", "/metrics").body;
    ASSERT_THAT(metrics, HasSubstr("diandan_http_connections "));
  }
  EXPECT_THAT(metrics, HasSubstr("SignInService/WhoAmI"));
  // Not for who comes through the proxy.
  const Headers through = {{"x-forwarded-for", "203.0.113.7"}};
  EXPECT_EQ(wire.Ask("GET", "/metrics", through).status, 404);
  EXPECT_EQ(wire.Ask("GET", "/readyz", through).status, 404);
  EXPECT_EQ(wire.Ask("GET", "/healthz", through).status, 200);
}

TEST_F(ConnectTest, ThoseWhoAreGuessedAtAreCountedByTheirOwnAddress) {
  const std::string path = std::string(kSignIn) + "SignIn",
                    wrong = R"({"signInName":"operator","password":"no"})";
  const Headers guesser = {{"x-forwarded-for", "203.0.113.7"}};
  int tries = 0;
  while (wire.Call(path, wrong, guesser).body.find("SIGN_IN_THROTTLED") == std::string::npos)
    ASSERT_LT(++tries, 50);
  const Headers other = {{"x-forwarded-for", "203.0.113.7, 203.0.113.8"}};
  EXPECT_EQ(wire.Call(path, site.OperatorSignsIn(), other).status, 200);
}

TEST_F(ConnectTest, OneConnectionServesManyRequestsInOrder) {
  std::string many;
  for (const char* path : {"/healthz", "/nothing", "/healthz"})
    many += std::string("GET ") + path + " HTTP/1.1\r\nhost: localhost\r\n\r\n";
  wire.Send(many);
  EXPECT_EQ(wire.Receive().status, 200);
  EXPECT_EQ(wire.Receive().status, 404);
  EXPECT_EQ(wire.Receive().status, 200);
  EXPECT_EQ(wire.Ask("GET", "/healthz", {{"connection", "close"}}).Header("connection"), "close");
  EXPECT_TRUE(wire.Ended());
}

TEST(GatewayTest, StoppingEndsIdleConnectionsAndListening) {
  Site site;
  Wire wire(site.port());
  EXPECT_EQ(wire.Ask("GET", "/healthz").status, 200);
  const int port = site.port();
  site.Stop();
  EXPECT_TRUE(wire.Ended());
  EXPECT_THROW(Wire{port}, std::runtime_error);
}

}  // namespace
}  // namespace diandan::gateway
