// The reference of the API, against the whole server: it holds every RPC, and its examples are taken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/gateway_testing.h"
#include "services/gateway/gzip.h"

namespace diandan::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What stands between two texts, each time.
std::vector<std::string> Between(const std::string& text, const std::string& before,
                                 const std::string& after) {
  std::vector<std::string> found;
  for (size_t at = 0; (at = text.find(before, at)) != std::string::npos;) {
    at += before.size();
    found.push_back(text.substr(at, text.find(after, at) - at));
  }
  return found;
}

std::string Plain(const std::string& html) {
  return absl::StrReplaceAll(html, {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}});
}

// What a shell makes of it.
std::string Shell(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  std::string output(1 << 16, '\0');
  output.resize(std::fread(output.data(), 1, output.size(), pipe));
  pclose(pipe);
  return output;
}

class ApiPagesTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { shared = std::make_unique<Site>(); }
  static void TearDownTestSuite() { shared.reset(); }
  static inline std::unique_ptr<Site> shared;

  std::vector<std::string> Services() {
    std::vector<std::string> services = Between(wire.Ask("GET", "/api").body, "href=\"/api/diandan.", "\"");
    for (std::string& service : services) service = "diandan." + service;
    return services;
  }
  Wire wire{shared->port()};
};

TEST_F(ApiPagesTest, NeedsNoScriptAndSpeaksTheCallersLanguage) {
  const Reply chinese = wire.Ask("GET", "/api"),
              english = wire.Ask("GET", "/api/", {{"accept-language", "en"}});
  EXPECT_THAT(chinese.body, HasSubstr("<html lang=\"zh-CN\">"));
  EXPECT_THAT(english.body, AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("API reference")));
  EXPECT_THAT(english.Header("content-security-policy"),
              AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("script-src")), Not(HasSubstr("unsafe"))));
  EXPECT_EQ(wire.Ask("GET", "/api/style.css").Header("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(wire.Ask("GET", "/api", {{"if-none-match", chinese.Header("etag")}}).status, 304);
  const Reply packed = wire.Ask("GET", "/api/diandan.orders.v1.OrderService", {{"accept-encoding", "gzip"}});
  EXPECT_EQ(packed.Header("content-encoding"), "gzip");
  EXPECT_EQ(wire.Ask("GET", "/api/diandan.orders.v1.Nothing").status, 404);
}

TEST_F(ApiPagesTest, AnRpcIsThereWithItsCommentItsRolesAndItsFields) {
  const std::string page =
      wire.Ask("GET", "/api/diandan.orders.v1.OrderService", {{"accept-language", "en"}}).body;
  EXPECT_THAT(
      page,
      AllOf(HasSubstr("<section id=\"AcceptOrder\">"),
            HasSubstr("<p>接单, by offer or open claim. OPEN → ACCEPTED; the first wins. Roles: LEADER.</p>"),
            HasSubstr("<dd>LEADER</dd>"), HasSubstr("<td>required; UUID</td>"),
            HasSubstr("counties/{county}/orders/{uuid}"), Not(HasSubstr("<script"))));
  // What only services may call is not for these pages.
  EXPECT_THAT(Services(), Not(::testing::Contains("diandan.orders.v1.OrdersEvents.Follow")));
  EXPECT_THAT(page, Not(HasSubstr("id=\"Follow\"")));
  // Links lead somewhere.
  const std::vector<std::string> ids = Between(page, " id=\"", "\"");
  const std::set<std::string> known(ids.begin(), ids.end());
  for (const std::string& link : Between(page, "href=\"#", "\"")) EXPECT_TRUE(known.contains(link)) << link;
}

TEST_F(ApiPagesTest, EveryExampleIsARequestThatTheServicesUnderstand) {
  int unary = 0, streams = 0;
  for (const std::string& service : Services()) {
    const std::string page = wire.Ask("GET", "/api/" + service).body;
    for (const std::string& escaped : Between(page, "<pre>", "</pre>")) {
      const std::string example = Plain(escaped);
      const std::string path = example.substr(example.rfind("$DIANDAN") + 8);
      if (example.find("--data-binary") != std::string::npos) {
        const std::string body = Shell(example.substr(0, example.find(" |\n")));
        const Reply reply = wire.Ask("POST", path, {{"content-type", "application/connect+json"}}, body);
        EXPECT_THAT(reply.body, HasSubstr("NOT_SIGNED_IN")) << example;
        ++streams;
        continue;
      }
      const std::string json = Between(example, "-d '", "'")[0];
      const Reply reply = wire.Call(path, json);
      EXPECT_THAT(reply.body, Not(HasSubstr("\"field\":\"request\""))) << example;
      const bool token = example.find("$TOKEN") != std::string::npos;
      if (token) {
        EXPECT_EQ(reply.status, 401) << example << reply.body;
      } else {
        EXPECT_THAT(reply.status, ::testing::AnyOf(200, 400, 401, 403, 404, 429)) << example << reply.body;
      }
      ++unary;
    }
  }
  EXPECT_GT(unary, 100);
  EXPECT_GT(streams, 0);
}

}  // namespace
}  // namespace diandan::gateway
