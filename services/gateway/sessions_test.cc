// How a browser stays signed in, against the whole server: no token ever reaches a script.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/gateway/gateway_testing.h"

namespace diandan::gateway {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class SessionsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { shared = std::make_unique<Site>(); }
  static void TearDownTestSuite() { shared.reset(); }
  static inline std::unique_ptr<Site> shared;

  // As a browser would: what is set is sent along from then on, a life of 0 ends it.
  Reply Browse(const std::string& path, const std::string& json, Headers more = {}) {
    Headers headers = more;
    headers.emplace("diandan-session", "cookie");
    std::string cookie;
    for (const auto& [name, value] : jar) cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
    if (!cookie.empty()) headers.emplace("cookie", cookie);
    Reply reply = wire.Call(path, json, headers);
    for (const std::string& set : reply.All("set-cookie")) {
      const std::vector<std::string> parts = absl::StrSplit(set, absl::MaxSplits(absl::ByAnyChar("=;"), 2));
      if (absl::StrContains(set, "Max-Age=0;")) {
        jar.erase(parts[0]);
      } else {
        jar[parts[0]] = parts[1];
      }
    }
    return reply;
  }
  Reply SignIn(const Headers& more = {}) { return Browse(kSignInPath, shared->OperatorSignsIn(), more); }

  const std::string kSignInPath = std::string(kSignIn) + "SignIn", kWho = std::string(kSignIn) + "WhoAmI",
                    kRefresh = std::string(kSignIn) + "Refresh", kOut = std::string(kSignIn) + "SignOut";
  std::map<std::string, std::string> jar;
  Wire wire{shared->port()};
};

TEST_F(SessionsTest, TokensGoIntoCookiesThatNoScriptReads) {
  const Reply reply = SignIn();
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body,
              AllOf(Not(HasSubstr("oken\":")), HasSubstr("accessExpireTime"), HasSubstr("\"who\"")));
  EXPECT_THAT(reply.All("set-cookie"), AllOf(SizeIs(2), Each(HasSubstr("; HttpOnly; SameSite=Strict"))));
  EXPECT_EQ(reply.Header("cache-control"), "no-store");
  EXPECT_EQ(Browse(kWho, "{}").status, 200);
}

TEST_F(SessionsTest, ProgramsGetTheirTokensAndNoCookies) {
  const Reply reply = wire.Call(kSignInPath, shared->OperatorSignsIn());
  EXPECT_THAT(reply.body, HasSubstr("\"accessToken\":\"v4.public."));
  EXPECT_THAT(reply.All("set-cookie"), SizeIs(0));
}

TEST_F(SessionsTest, BehindTlsCookiesAreBoundToTheHost) {
  const Headers tls = {{"x-forwarded-proto", "https"}};
  const Reply reply = SignIn(tls);
  EXPECT_THAT(reply.All("set-cookie"), Each(HasSubstr("; Secure")));
  EXPECT_EQ(jar.count("__Host-diandan-access"), 1U);
  EXPECT_EQ(Browse(kWho, "{}", tls).status, 200);
  EXPECT_EQ(Browse(kWho, "{}").status, 401) << "a cookie of TLS must not count without";
}

TEST_F(SessionsTest, RefreshesAlsoFromTwoTabsAtOnce) {
  SignIn();
  const auto before = jar;
  EXPECT_EQ(Browse(kRefresh, "{}").status, 200);
  EXPECT_NE(jar, before);
  jar = before;  // the other tab asked with the same cookie
  EXPECT_EQ(Browse(kRefresh, "{}").status, 200);
  EXPECT_EQ(Browse(kWho, "{}").status, 200);
}

TEST_F(SessionsTest, SigningOutEndsBoth) {
  SignIn();
  const auto before = jar;
  EXPECT_EQ(Browse(kOut, "{}").status, 200);
  EXPECT_THAT(jar, SizeIs(0));
  jar = before;
  EXPECT_EQ(Browse(kRefresh, "{}").status, 401);
  jar.clear();
  EXPECT_THAT(Browse(kRefresh, "{}").body, HasSubstr("NOT_SIGNED_IN"));
}

TEST_F(SessionsTest, ForeignPagesCannotUseThem) {
  SignIn();
  EXPECT_THAT(Browse(kWho, "{}", {{"origin", "https://evil.example"}}).body, HasSubstr("ORIGIN_FOREIGN"));
  EXPECT_EQ(Browse(kWho, "{}", {{"origin", "null"}}).status, 403);
  EXPECT_EQ(Browse(kWho, "{}", {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(Browse(kWho, "{}", {{"origin", "http://localhost"}, {"sec-fetch-site", "same-origin"}}).status,
            200);
  // The cookie alone, as a form or an image would send it.
  Headers alone = {{"cookie", "diandan-access=" + jar["diandan-access"]}};
  EXPECT_EQ(wire.Call(kWho, "{}", alone).status, 401);
  // Nor may a page from elsewhere ask whether it may.
  const Reply asked = wire.Ask("OPTIONS", kWho, {{"origin", "https://evil.example"}});
  EXPECT_EQ(asked.status, 405);
  EXPECT_EQ(asked.Header("access-control-allow-origin"), "");
}

TEST_F(SessionsTest, ATokenOfTheProgramGoesBeforeTheCookie) {
  SignIn();
  EXPECT_THAT(Browse(kWho, "{}", {{"authorization", "Bearer v4.public.forged"}}).body,
              HasSubstr("NOT_SIGNED_IN"));
}

}  // namespace
}  // namespace diandan::gateway
