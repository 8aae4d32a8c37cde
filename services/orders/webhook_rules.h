// Adding, changing and trying webhooks, and what may be shown of them. Pure.
#pragma once

#include "diandan/orders/v1/webhook_service.pb.h"
#include "services/base/verb.h"
#include "services/orders/webhook_rows.h"

namespace diandan::orders {

// The Extra of CreateWebhook and UpdateWebhook: what was judged and sealed before the lane. Empty bytes for
// what was not given.
struct WebhookExtra {
  Status url_taken;  // CheckUrl; OK without an address
  Bytes url, secret;
  std::string shown_url;
};

// Neither address nor secret.
v1::Webhook ShowWebhook(const WebhookRow& row);
v1::Delivery ShowDelivery(const DeliveryRow& row);

const Verb& CreateWebhookVerb();
const Verb& UpdateWebhookVerb();
// Puts a delivery without a notice into the outbox. It may be disabled.
const Verb& TestWebhookVerb();

}  // namespace diandan::orders
