#include "services/orders/outgoing_rules.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/seal.h"

namespace diandan::orders {
namespace {

constexpr char kJsonType[] = "content-type: application/json; charset=utf-8";

std::string JsonOf(const google::protobuf::Message& message) {
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(message, &json);
  return json;
}

// As RFC 3986: everything but the unreserved characters.
std::string UrlEncoded(absl::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (absl::ascii_isalnum(c) || absl::StrContains("-._~", c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return encoded;
}

std::string RobotBody(const std::string& text) {
  google::protobuf::Value content;
  content.set_string_value(text);
  return absl::StrCat(R"({"msgtype":"text","text":{"content":)", JsonOf(content), "}}");
}

// 加签: https://open.dingtalk.com/document/orgapp/customize-robot-security-settings
std::string DingTalkUrl(const std::string& url, const std::string& secret, absl::Time now) {
  if (secret.empty()) return url;
  const std::string timestamp = absl::StrCat(absl::ToUnixMillis(now));
  const std::string mac = HmacSha256(secret, absl::StrCat(timestamp, "\n", secret));
  return absl::StrCat(url, absl::StrContains(url, '?') ? "&" : "?", "timestamp=", timestamp,
                      "&sign=", UrlEncoded(absl::Base64Escape(mac)));
}

HttpPost Signed(const std::string& url, const std::string& secret, const v1::OutgoingNotice& notice,
                absl::Time now) {
  HttpPost post{url, {kJsonType}, JsonOf(notice)};
  const std::string timestamp = absl::StrCat(absl::ToUnixSeconds(now));
  const std::string mac =
      HmacSha256(SigningKeyOf(secret), absl::StrCat(notice.delivery_id(), ".", timestamp, ".", post.body));
  post.headers.push_back(absl::StrCat("webhook-id: ", notice.delivery_id()));
  post.headers.push_back(absl::StrCat("webhook-timestamp: ", timestamp));
  post.headers.push_back(absl::StrCat("webhook-signature: v1,", absl::Base64Escape(mac)));
  return post;
}

// Robots answer 200 whatever happened; the truth is {"errcode": 0, "errmsg": "ok"}.
Judgement JudgeRobot(const std::string& body) {
  // WeCom: 45009 and 45033; DingTalk: 130101 and 410100 "send too fast".
  static constexpr int kTooFastCodes[] = {45009, 45033, 130101, 410100};
  static constexpr int kBusy = -1;
  google::protobuf::Struct answer;
  if (!google::protobuf::util::JsonStringToMessage(body, &answer).ok()) {
    return {Verdict::kAgain, v1::ANSWER_NOT_UNDERSTOOD, 0};
  }
  const auto found = answer.fields().find("errcode");
  if (found == answer.fields().end() || !found->second.has_number_value()) {
    return {Verdict::kAgain, v1::ANSWER_NOT_UNDERSTOOD, 0};
  }
  const int code = static_cast<int>(std::clamp(found->second.number_value(), -1e9, 1e9));
  if (code == 0) return {Verdict::kDelivered, {}, 0};
  const bool fast =
      std::find(std::begin(kTooFastCodes), std::end(kTooFastCodes), code) != std::end(kTooFastCodes);
  return {fast            ? Verdict::kTooFast
          : code == kBusy ? Verdict::kAgain
                          : Verdict::kForGood,
          v1::ROBOT_ERRCODE, code};
}

Judgement JudgeStatus(int status) {
  if (status / 100 == 2) return {Verdict::kDelivered, {}, 0};
  // Timeout and Too Early pass; a redirect is a wrong address, and following it could lead anywhere.
  const bool passes = status == 408 || status == 425 || status / 100 == 5;
  const Verdict verdict = status == 429 ? Verdict::kTooFast : passes ? Verdict::kAgain : Verdict::kForGood;
  return {verdict, v1::HTTP_STATUS, status};
}

}  // namespace

bool SignsBodies(v1::WebhookKind kind) { return kind == v1::GENERIC || kind == v1::SMS; }

std::string SigningKeyOf(absl::string_view secret) {
  if (!absl::ConsumePrefix(&secret, "whsec_")) return std::string(secret);
  std::string key;
  return absl::Base64Unescape(secret, &key) && key.size() >= 24 && key.size() <= 64 ? key : "";
}

HttpPost PostOf(v1::WebhookKind kind, const std::string& url, const std::string& secret,
                const v1::OutgoingNotice& notice, absl::Time now) {
  if (SignsBodies(kind)) return Signed(url, secret, notice, now);
  return {kind == v1::DINGTALK ? DingTalkUrl(url, secret, now) : url, {kJsonType}, RobotBody(notice.text())};
}

Judgement Judge(v1::WebhookKind kind, const HttpAnswer& answer) {
  switch (answer.how) {
    case HttpAnswer::How::kAnswered: {
      const Judgement judgement = JudgeStatus(answer.status);
      const bool open = judgement.verdict == Verdict::kDelivered && !SignsBodies(kind);
      return open ? JudgeRobot(answer.body) : judgement;
    }
    case HttpAnswer::How::kNoAnswer:
      return {Verdict::kAgain, v1::NO_ANSWER, 0};
    case HttpAnswer::How::kCertificateRefused:
      return {Verdict::kAgain, v1::CERTIFICATE_REFUSED, 0};
    case HttpAnswer::How::kNetworkNotAllowed:
      return {Verdict::kForGood, v1::NETWORK_NOT_ALLOWED, 0};
    case HttpAnswer::How::kUnreachable:
      break;
  }
  return {Verdict::kAgain, v1::UNREACHABLE, 0};
}

}  // namespace diandan::orders
