// Lists for those who look after webhooks. Each gives one more than the page holds when there are more.
// Throws db::Error.
#pragma once

#include <vector>

#include "services/base/page.h"
#include "services/db/query.h"
#include "services/orders/webhook_rows.h"

namespace diandan::orders {

// By title.
std::vector<WebhookRow> ListWebhooks(db::Connection& connection, CountyId county, const Page& page);
// Of one webhook, newest first; `state` 0: all.
std::vector<DeliveryRow> ListDeliveries(db::Connection& connection, CountyId county, const Uuid& webhook,
                                        v1::DeliveryState state, const Page& page);

}  // namespace diandan::orders
