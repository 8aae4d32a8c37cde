// What is sent to a webhook and how its answer is taken: the wire of WebhookService's comment. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/orders/v1/webhook_service.pb.h"
#include "services/orders/http_message.h"

namespace diandan::orders {

// GENERIC and SMS.
bool SignsBodies(v1::WebhookKind kind);
// The bytes to sign with; empty when the secret is not one (whsec_ without base64 of 24 to 64 bytes).
std::string SigningKeyOf(absl::string_view secret);

// `secret` may be empty for robots.
HttpPost PostOf(v1::WebhookKind kind, const std::string& url, const std::string& secret,
                const v1::OutgoingNotice& notice, absl::Time now);

enum class Verdict {
  kDelivered,
  kAgain,    // the receiver or the way to it is out of order: later
  kTooFast,  // the receiver is well and asks for a pause
  kForGood,  // refused; the same again would be refused too
};
struct Judgement {
  Verdict verdict = Verdict::kAgain;
  v1::DeliveryProblem problem{};
  int code = 0;
};
Judgement Judge(v1::WebhookKind kind, const HttpAnswer& answer);

}  // namespace diandan::orders
