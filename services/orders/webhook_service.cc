#include "services/orders/webhook_service.h"

#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/orders/common_rules.h"
#include "services/orders/webhook_rules.h"
#include "services/orders/webhook_store.h"

namespace diandan::orders {
namespace {

using Reactor = grpc::ServerUnaryReactor;
using Context = grpc::CallbackServerContext;

template <typename Request>
rpc::Prepare Sealing(const WebhookSecrets* secrets, const Request* q) {
  return [secrets, q](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
    return std::shared_ptr<const void>(std::make_shared<WebhookExtra>(
        secrets->Seal(call.county, IdOf(q->webhook().name()), q->url(), q->secret())));
  };
}

}  // namespace

Reactor* WebhookServiceImpl::CreateWebhook(Context* c, const v1::CreateWebhookRequest* q, v1::Webhook* r) {
  return rpc::Mutate(home_, c, q, r, CreateWebhookVerb(), Sealing(secrets_, q));
}
Reactor* WebhookServiceImpl::UpdateWebhook(Context* c, const v1::UpdateWebhookRequest* q, v1::Webhook* r) {
  return rpc::Mutate(home_, c, q, r, UpdateWebhookVerb(), Sealing(secrets_, q));
}
Reactor* WebhookServiceImpl::TestWebhook(Context* c, const v1::TestWebhookRequest* q, v1::Delivery* r) {
  return rpc::Mutate(home_, c, q, r, TestWebhookVerb());
}

Reactor* WebhookServiceImpl::ListWebhooks(Context* c, const v1::ListWebhooksRequest* q,
                                          v1::ListWebhooksResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    auto rows = orders::ListWebhooks(connection, call.county, page);
    if (CutToPage(rows, page)) {
      r->set_next_page_token(NextPageToken(*q, {rows.back().title, rows.back().id.ToString()}));
    }
    for (const WebhookRow& row : rows) *r->add_webhooks() = ShowWebhook(row);
    return absl::OkStatus();
  });
}

Reactor* WebhookServiceImpl::ListDeliveries(Context* c, const v1::ListDeliveriesRequest* q,
                                            v1::ListDeliveriesResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    auto rows = orders::ListDeliveries(connection, call.county, IdOf(q->parent()), q->state(), page);
    if (CutToPage(rows, page)) {
      r->set_next_page_token(
          NextPageToken(*q, {db::EncodeTime(rows.back().show_at), rows.back().id.ToString()}));
    }
    for (const DeliveryRow& row : rows) *r->add_deliveries() = ShowDelivery(row);
    return absl::OkStatus();
  });
}

}  // namespace diandan::orders
