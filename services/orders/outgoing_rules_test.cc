// What goes over the wire to a webhook, and how its answers are taken.
#include "services/orders/outgoing_rules.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"

namespace diandan::orders {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using How = HttpAnswer::How;

const absl::Time kSendTime = absl::FromUnixSeconds(1614265330);

v1::OutgoingNotice Notice() {
  v1::OutgoingNotice notice;
  notice.set_delivery_id("01890a5d-ac96-774b-bcce-b302099a8057");
  notice.set_text("【点单】\"好\"");
  return notice;
}

HttpAnswer Answered(int status, std::string body = "") { return {How::kAnswered, status, std::move(body)}; }

std::string Told(v1::WebhookKind kind, const HttpAnswer& answer) {
  static const char* kVerdicts[] = {"delivered", "again", "too fast", "for good"};
  const Judgement judgement = Judge(kind, answer);
  std::string told = kVerdicts[static_cast<int>(judgement.verdict)];
  if (judgement.problem != 0) absl::StrAppend(&told, " ", v1::DeliveryProblem_Name(judgement.problem));
  if (judgement.code != 0) absl::StrAppend(&told, " ", judgement.code);
  return told;
}

// The vector that the libraries of standardwebhooks.com publish.
TEST(Outgoing, TheSignatureIsTheStandardsOwn) {
  const std::string key = SigningKeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_EQ(
      absl::Base64Escape(HmacSha256(key, "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}")),
      "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Outgoing, ASecretIsTextOrWhatItsBase64Says) {
  EXPECT_EQ(SigningKeyOf("sixteen letters!"), "sixteen letters!");
  EXPECT_EQ(SigningKeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").size(), 24u);
  EXPECT_EQ(SigningKeyOf("whsec_c2hvcnQ="), "");
  EXPECT_EQ(SigningKeyOf("whsec_***"), "");
}

TEST(Outgoing, SignedBodiesSayWhenAndWhich) {
  const HttpPost post = PostOf(v1::GENERIC, "https://a.example/in", "sixteen letters!", Notice(), kSendTime);
  EXPECT_EQ(post.url, "https://a.example/in");
  EXPECT_THAT(post.body, HasSubstr("\"deliveryId\":\"01890a5d-ac96-774b-bcce-b302099a8057\""));
  const std::string mac = HmacSha256(
      "sixteen letters!", absl::StrCat("01890a5d-ac96-774b-bcce-b302099a8057.1614265330.", post.body));
  EXPECT_THAT(post.headers,
              ElementsAre("content-type: application/json; charset=utf-8",
                          "webhook-id: 01890a5d-ac96-774b-bcce-b302099a8057", "webhook-timestamp: 1614265330",
                          absl::StrCat("webhook-signature: v1,", absl::Base64Escape(mac))));
}

TEST(Outgoing, RobotsGetTextOnly) {
  const HttpPost post =
      PostOf(v1::WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", "", Notice(), kSendTime);
  EXPECT_EQ(post.url, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k");
  EXPECT_EQ(post.body, R"({"msgtype":"text","text":{"content":"【点单】\"好\""}})");
  EXPECT_EQ(post.headers.size(), 1u);
}

// Computed with the example program of DingTalk's documentation (Python: hmac, base64, quote_plus).
TEST(Outgoing, DingTalksSignatureStandsInTheAddress) {
  EXPECT_EQ(PostOf(v1::DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=t", "this is secret",
                   Notice(), kSendTime)
                .url,
            "https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1614265330000&sign="
            "7087rtEBtK3BQDDZOaoIHP0yL1qihdyIbocup52yu3M%3D");
  EXPECT_EQ(PostOf(v1::DINGTALK, "https://d.example/send?access_token=t", "", Notice(), kSendTime).url,
            "https://d.example/send?access_token=t");
}

TEST(Outgoing, StatusesSayWhetherToComeBack) {
  EXPECT_EQ(Told(v1::GENERIC, Answered(200)), "delivered");
  EXPECT_EQ(Told(v1::SMS, Answered(204)), "delivered");
  EXPECT_EQ(Told(v1::GENERIC, Answered(200, "{\"errcode\":1}")), "delivered");
  for (int status : {500, 502, 503, 504, 408, 425}) {
    EXPECT_EQ(Told(v1::GENERIC, Answered(status)), absl::StrCat("again HTTP_STATUS ", status));
  }
  EXPECT_EQ(Told(v1::GENERIC, Answered(429)), "too fast HTTP_STATUS 429");
  for (int status : {301, 302, 307, 400, 401, 403, 404, 410, 422}) {
    EXPECT_EQ(Told(v1::GENERIC, Answered(status)), absl::StrCat("for good HTTP_STATUS ", status));
  }
  EXPECT_EQ(Told(v1::GENERIC, {How::kNoAnswer}), "again NO_ANSWER");
  EXPECT_EQ(Told(v1::GENERIC, {How::kUnreachable}), "again UNREACHABLE");
  EXPECT_EQ(Told(v1::GENERIC, {How::kCertificateRefused}), "again CERTIFICATE_REFUSED");
  EXPECT_EQ(Told(v1::GENERIC, {How::kNetworkNotAllowed}), "for good NETWORK_NOT_ALLOWED");
}

TEST(Outgoing, RobotsAreBelievedByTheirErrcode) {
  for (v1::WebhookKind kind : {v1::WECOM, v1::DINGTALK}) {
    EXPECT_EQ(Told(kind, Answered(200, R"({"errcode":0,"errmsg":"ok"})")), "delivered");
    EXPECT_EQ(Told(kind, Answered(200, R"({"errcode":-1})")), "again ROBOT_ERRCODE -1");
    EXPECT_EQ(Told(kind, Answered(200, R"({"errcode":45009})")), "too fast ROBOT_ERRCODE 45009");
    EXPECT_EQ(Told(kind, Answered(200, R"({"errcode":130101})")), "too fast ROBOT_ERRCODE 130101");
    EXPECT_EQ(Told(kind, Answered(200, R"({"errcode":93000})")), "for good ROBOT_ERRCODE 93000");
    EXPECT_EQ(Told(kind, Answered(200, R"({"errcode":310000})")), "for good ROBOT_ERRCODE 310000");
    for (const char* body : {"", "<html>", "[]", "{}", R"({"errcode":"0"})"}) {
      EXPECT_EQ(Told(kind, Answered(200, body)), "again ANSWER_NOT_UNDERSTOOD") << body;
    }
    EXPECT_EQ(Told(kind, Answered(502)), "again HTTP_STATUS 502");
  }
}

}  // namespace
}  // namespace diandan::orders
