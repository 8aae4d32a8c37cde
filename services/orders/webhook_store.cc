#include "services/orders/webhook_store.h"

#include "services/orders/store_lists.h"

namespace diandan::orders {

std::vector<WebhookRow> ListWebhooks(db::Connection& connection, CountyId county, const Page& page) {
  return RowsWhere<WebhookRow>(
      connection,
      "x.county_id = $1::int4 AND (x.title, x.id::text) > ($2::text, $3::text) ORDER BY x.title, x.id::text "
      "LIMIT $4::int4",
      db::Params()
          .Add(county)
          .Add(After(page, 0))
          .Add(After(page, 1))
          .Add(static_cast<int32_t>(page.size + 1)));
}

std::vector<DeliveryRow> ListDeliveries(db::Connection& connection, CountyId county, const Uuid& webhook,
                                        v1::DeliveryState state, const Page& page) {
  return RowsWhere<DeliveryRow>(
      connection,
      "x.county_id = $1::int4 AND x.webhook_id = $2::uuid AND ($3::text = '' OR x.state = $3::text) AND "
      "(x.show_at, x.id) < ($4::timestamptz, $5::uuid) ORDER BY x.show_at DESC, x.id DESC LIMIT $6::int4",
      db::Params()
          .Add(county)
          .Add(webhook)
          .Add(state == 0 ? std::string() : v1::DeliveryState_Name(state))
          .Add(Before(page, 0))
          .Add(IdAfter(page, 1))
          .Add(static_cast<int32_t>(page.size + 1)));
}

}  // namespace diandan::orders
