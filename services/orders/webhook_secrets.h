// Addresses and secrets of webhooks, sealed for the county: they open doors, so they leave the database only
// to be used. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "services/base/keys.h"
#include "services/base/network.h"
#include "services/orders/webhook_rows.h"
#include "services/orders/webhook_rules.h"

namespace diandan::orders {

struct OpenedWebhook {
  std::string url, secret;
};

class WebhookSecrets {
 public:
  // `allowed`: networks that the operator lets webhooks reach although they are not public.
  WebhookSecrets(const Keys* keys, std::vector<Network> allowed)
      : keys_(keys), allowed_(std::move(allowed)) {}

  // Judges and seals what was given; "" stays empty.
  WebhookExtra Seal(CountyId county, const Uuid& webhook, const std::string& url,
                    const std::string& secret) const;
  // INTERNAL_ERROR when they were sealed with another installation key.
  StatusOr<OpenedWebhook> Open(const WebhookRow& row) const;
  const std::vector<Network>& allowed() const { return allowed_; }

 private:
  const Keys* const keys_;
  const std::vector<Network> allowed_;
};

}  // namespace diandan::orders
