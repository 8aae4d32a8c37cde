// What OrderService reads: one order, lists, a history. Each takes care of who may see what.
#pragma once

#include "diandan/orders/v1/order_service.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

// With personal text for the placer's side and the team that holds it; the house for the team only after
// acceptance.
Status ReadOrder(const rpc::Call& call, db::Connection& connection, const OrderSecrets& secrets,
                 const v1::GetOrderRequest& request, v1::Order& response);
Status ReadOrders(const rpc::Call& call, db::Connection& connection, const v1::ListOrdersRequest& request,
                  v1::ListOrdersResponse& response);
Status ReadTimeline(const rpc::Call& call, db::Connection& connection, const v1::GetTimelineRequest& request,
                    v1::GetTimelineResponse& response);

// What the caller may see of the order; refuses whom ReadOrder refuses.
StatusOr<Sight> SightIn(const rpc::Call& call, db::Connection& connection, const std::string& name);

// The personal text of an order into a draft, in a transaction of its own; empty when there is no such order.
Status ReadPersonal(const rpc::Call& call, const OrderSecrets& secrets, const Uuid& order,
                    v1::OrderDraft& draft);

}  // namespace diandan::orders
