// OrderService over gRPC: each mutation is its verb through the lane; reads open personal text for those who
// may see it.
#pragma once

#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class OrderServiceImpl : public v1::OrderService::CallbackService {
 public:
  OrderServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* PlaceOrder(Context* c, const v1::PlaceOrderRequest* q, v1::Order* r) override;
  Reactor* ApproveOrder(Context* c, const v1::ApproveOrderRequest* q, v1::Order* r) override;
  Reactor* RefuseOrder(Context* c, const v1::RefuseOrderRequest* q, v1::Order* r) override;
  Reactor* OfferOrder(Context* c, const v1::OfferOrderRequest* q, v1::Order* r) override;
  Reactor* AcceptOrder(Context* c, const v1::AcceptOrderRequest* q, v1::Order* r) override;
  Reactor* DeclineOffer(Context* c, const v1::DeclineOfferRequest* q, v1::DeclineOfferResponse* r) override;
  Reactor* WithdrawAcceptance(Context* c, const v1::WithdrawAcceptanceRequest* q, v1::Order* r) override;
  Reactor* ReleaseOrder(Context* c, const v1::ReleaseOrderRequest* q, v1::Order* r) override;
  Reactor* RescheduleOrder(Context* c, const v1::RescheduleOrderRequest* q, v1::Order* r) override;
  Reactor* ConfirmReschedule(Context* c, const v1::ConfirmRescheduleRequest* q, v1::Order* r) override;
  Reactor* EscalateOrder(Context* c, const v1::EscalateOrderRequest* q, v1::Order* r) override;
  Reactor* CancelOrder(Context* c, const v1::CancelOrderRequest* q, v1::Order* r) override;
  Reactor* CloseUnserved(Context* c, const v1::CloseUnservedRequest* q, v1::Order* r) override;
  Reactor* RedoOrder(Context* c, const v1::RedoOrderRequest* q, v1::Order* r) override;
  Reactor* PlaceGroup(Context* c, const v1::PlaceGroupRequest* q, v1::PlaceGroupResponse* r) override;
  Reactor* PlaceSeries(Context* c, const v1::PlaceSeriesRequest* q, v1::Series* r) override;
  Reactor* EndSeries(Context* c, const v1::EndSeriesRequest* q, v1::Series* r) override;
  Reactor* GetOrder(Context* c, const v1::GetOrderRequest* q, v1::Order* r) override;
  Reactor* ListOrders(Context* c, const v1::ListOrdersRequest* q, v1::ListOrdersResponse* r) override;
  Reactor* GetTimeline(Context* c, const v1::GetTimelineRequest* q, v1::GetTimelineResponse* r) override;

 private:
  const rpc::Home& home_;
  const OrderSecrets* const secrets_;
};

}  // namespace diandan::orders
