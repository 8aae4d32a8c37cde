// WebhookService over gRPC.
#pragma once

#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "services/orders/webhook_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class WebhookServiceImpl : public v1::WebhookService::CallbackService {
 public:
  WebhookServiceImpl(const rpc::Home& home, const WebhookSecrets* secrets) : home_(home), secrets_(secrets) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;
  Reactor* CreateWebhook(Context* c, const v1::CreateWebhookRequest* q, v1::Webhook* r) override;
  Reactor* UpdateWebhook(Context* c, const v1::UpdateWebhookRequest* q, v1::Webhook* r) override;
  Reactor* ListWebhooks(Context* c, const v1::ListWebhooksRequest* q, v1::ListWebhooksResponse* r) override;
  Reactor* TestWebhook(Context* c, const v1::TestWebhookRequest* q, v1::Delivery* r) override;
  Reactor* ListDeliveries(Context* c, const v1::ListDeliveriesRequest* q,
                          v1::ListDeliveriesResponse* r) override;

 private:
  const rpc::Home& home_;
  const WebhookSecrets* const secrets_;
};

}  // namespace diandan::orders
