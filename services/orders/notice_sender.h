// Sends what the outbox holds (outbox.h), on a thread of its own and never in a lane: a receiver that hangs,
// is down or refuses costs the loop nothing and other receivers nothing. At most one request at a time goes
// to a webhook, over all processes; at most kMostAtOnce in all, each for `patience` at most.
//
// Of the requests under way when it stops or dies nobody knows whether they arrived: their claims run out and
// they are sent again under the same `webhook-id`.
#pragma once

#include <memory>

#include "absl/time/time.h"
#include "services/orders/recipients.h"
#include "services/orders/webhook_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class NoticeSender {
 public:
  static constexpr int kMostAtOnce = 256;

  // `patience`: how long a receiver may take; less than Outbox::kLease.
  NoticeSender(const rpc::Home& home, const WebhookSecrets* secrets,
               absl::Duration patience = absl::Seconds(10));
  ~NoticeSender();  // stops

  // `volunteers`: who knows telephone numbers.
  void Start(std::shared_ptr<grpc::Channel> volunteers);
  void Stop();

  // Everything that is due by home.clock, sent and recorded; how many tries that were. For tests, instead of
  // Start. Blocks until the last receiver has answered.
  StatusOr<int> SendDueOnce(std::shared_ptr<grpc::Channel> volunteers = nullptr);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::orders
