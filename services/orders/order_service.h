// OrderService over gRPC: each mutation is its verb through the lane; reads open personal text for those who
// may see it.
#pragma once

#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class OrderServiceImpl : public rpc::Serving<v1::OrderService> {
 public:
  OrderServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {
    Serve(this, &OrderServiceImpl::PlaceOrder, &OrderServiceImpl::ApproveOrder,
          &OrderServiceImpl::RefuseOrder, &OrderServiceImpl::OfferOrder, &OrderServiceImpl::AcceptOrder,
          &OrderServiceImpl::DeclineOffer, &OrderServiceImpl::WithdrawAcceptance,
          &OrderServiceImpl::ReleaseOrder, &OrderServiceImpl::RescheduleOrder,
          &OrderServiceImpl::ConfirmReschedule, &OrderServiceImpl::EscalateOrder,
          &OrderServiceImpl::CancelOrder, &OrderServiceImpl::CloseUnserved, &OrderServiceImpl::RedoOrder,
          &OrderServiceImpl::PlaceGroup, &OrderServiceImpl::PlaceSeries, &OrderServiceImpl::EndSeries,
          &OrderServiceImpl::GetOrder, &OrderServiceImpl::ListOrders, &OrderServiceImpl::GetTimeline);
  }

  Reactor* PlaceOrder(Context* c, const v1::PlaceOrderRequest* q, v1::Order* r);
  Reactor* ApproveOrder(Context* c, const v1::ApproveOrderRequest* q, v1::Order* r);
  Reactor* RefuseOrder(Context* c, const v1::RefuseOrderRequest* q, v1::Order* r);
  Reactor* OfferOrder(Context* c, const v1::OfferOrderRequest* q, v1::Order* r);
  Reactor* AcceptOrder(Context* c, const v1::AcceptOrderRequest* q, v1::Order* r);
  Reactor* DeclineOffer(Context* c, const v1::DeclineOfferRequest* q, v1::DeclineOfferResponse* r);
  Reactor* WithdrawAcceptance(Context* c, const v1::WithdrawAcceptanceRequest* q, v1::Order* r);
  Reactor* ReleaseOrder(Context* c, const v1::ReleaseOrderRequest* q, v1::Order* r);
  Reactor* RescheduleOrder(Context* c, const v1::RescheduleOrderRequest* q, v1::Order* r);
  Reactor* ConfirmReschedule(Context* c, const v1::ConfirmRescheduleRequest* q, v1::Order* r);
  Reactor* EscalateOrder(Context* c, const v1::EscalateOrderRequest* q, v1::Order* r);
  Reactor* CancelOrder(Context* c, const v1::CancelOrderRequest* q, v1::Order* r);
  Reactor* CloseUnserved(Context* c, const v1::CloseUnservedRequest* q, v1::Order* r);
  Reactor* RedoOrder(Context* c, const v1::RedoOrderRequest* q, v1::Order* r);
  Reactor* PlaceGroup(Context* c, const v1::PlaceGroupRequest* q, v1::PlaceGroupResponse* r);
  Reactor* PlaceSeries(Context* c, const v1::PlaceSeriesRequest* q, v1::Series* r);
  Reactor* EndSeries(Context* c, const v1::EndSeriesRequest* q, v1::Series* r);
  Reactor* GetOrder(Context* c, const v1::GetOrderRequest* q, v1::Order* r);
  Reactor* ListOrders(Context* c, const v1::ListOrdersRequest* q, v1::ListOrdersResponse* r);
  Reactor* GetTimeline(Context* c, const v1::GetTimelineRequest* q, v1::GetTimelineResponse* r);

 private:
  const rpc::Home& home_;
  const OrderSecrets* const secrets_;
};

}  // namespace diandan::orders
