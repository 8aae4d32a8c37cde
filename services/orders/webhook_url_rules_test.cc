// Which addresses a county's admin may have notices sent to, in words.
#include "services/orders/webhook_url_rules.h"

#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan::orders {
namespace {

using diandan::testing::InvalidAt;

Status Check(absl::string_view url, const std::vector<std::string>& allowed = {}) {
  return CheckUrl(url, *ParseNetworks("allowed", allowed));
}

TEST(WebhookUrl, HttpsToTheInternetIsTaken) {
  for (const char* url :
       {"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=633a31f6-7f9c-4bc4",
        "https://oapi.dingtalk.com/robot/send?access_token=abc", "https://sms.example.org:8443",
        "https://8.8.8.8/in", "https://[2400:3200::1]/in"}) {
    EXPECT_OK(Check(url)) << url;
  }
}

TEST(WebhookUrl, AnythingElseIsNoAddress) {
  for (const char* url : {"",
                          "sms.example.org",
                          "ftp://sms.example.org/",
                          "file:///etc/passwd",
                          "https://",
                          "https:///in",
                          "https://user@sms.example.org/",
                          "https://a:b@sms.example.org/",
                          "https://sms.example.org\\@evil.example/",
                          "https://sms.example.org/#x",
                          "https://sms.example.org/ x",
                          "https://sms.example.org:0/",
                          "https://sms.example.org:99999/",
                          "https://.example.org/",
                          "https://example.org./",
                          "https://例子.cn/",
                          "https://127.1/",
                          "https://2130706433/",
                          "https://0x7f.1/",
                          "https://[::1",
                          "https://[x]/",
                          "https://[fe80::1%25eth0]/"}) {
    EXPECT_THAT(Check(url, {"0.0.0.0/0", "::/0"}), InvalidAt("url", "https_url")) << url;
  }
}

TEST(WebhookUrl, PlainHttpIsForThisMachineOnlyAndOnlyWhenAllowed) {
  EXPECT_THAT(Check("http://sms.example.org/"), InvalidAt("url", "https_url"));
  EXPECT_THAT(Check("http://10.0.0.1/", {"10.0.0.0/8"}), InvalidAt("url", "https_url"));
  EXPECT_THAT(Check("http://127.0.0.1:8080/"), InvalidAt("url", "reachable_network"));
  EXPECT_THAT(Check("http://localhost:8080/"), InvalidAt("url", "reachable_network"));
  EXPECT_OK(Check("http://127.0.0.1:8080/", {"127.0.0.0/8"}));
  EXPECT_OK(Check("http://localhost:8080/", {"127.0.0.0/8"}));
}

TEST(WebhookUrl, NetworksBehindTheMachineWaitForTheOperator) {
  for (const char* url : {"https://10.20.0.5/sms", "https://169.254.169.254/latest", "https://[::1]/",
                          "https://[::ffff:10.20.0.5]/", "https://100.100.100.200/", "https://localhost/"}) {
    EXPECT_THAT(Check(url), InvalidAt("url", "reachable_network")) << url;
  }
  EXPECT_OK(Check("https://10.20.0.5/sms", {"10.20.0.0/16"}));
}

TEST(WebhookUrl, KeysInItAreNotShown) {
  EXPECT_EQ(ShownUrl("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=633a31f6"),
            "https://qyapi.weixin.qq.com/…");
  EXPECT_EQ(ShownUrl("https://sms.example.org:8443"), "https://sms.example.org:8443");
  EXPECT_EQ(ShownUrl("https://user:secret@sms.example.org/"), "");
}

}  // namespace
}  // namespace diandan::orders
