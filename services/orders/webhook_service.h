// WebhookService over gRPC.
#pragma once

#include "diandan/orders/v1/webhook_service.grpc.pb.h"
#include "services/orders/webhook_secrets.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class WebhookServiceImpl : public rpc::Serving<v1::WebhookService> {
 public:
  WebhookServiceImpl(const rpc::Home& home, const WebhookSecrets* secrets) : home_(home), secrets_(secrets) {
    Serve(this, &WebhookServiceImpl::CreateWebhook, &WebhookServiceImpl::UpdateWebhook,
          &WebhookServiceImpl::ListWebhooks, &WebhookServiceImpl::TestWebhook,
          &WebhookServiceImpl::ListDeliveries);
  }

  Reactor* CreateWebhook(Context* c, const v1::CreateWebhookRequest* q, v1::Webhook* r);
  Reactor* UpdateWebhook(Context* c, const v1::UpdateWebhookRequest* q, v1::Webhook* r);
  Reactor* ListWebhooks(Context* c, const v1::ListWebhooksRequest* q, v1::ListWebhooksResponse* r);
  Reactor* TestWebhook(Context* c, const v1::TestWebhookRequest* q, v1::Delivery* r);
  Reactor* ListDeliveries(Context* c, const v1::ListDeliveriesRequest* q, v1::ListDeliveriesResponse* r);

 private:
  const rpc::Home& home_;
  const WebhookSecrets* const secrets_;
};

}  // namespace diandan::orders
