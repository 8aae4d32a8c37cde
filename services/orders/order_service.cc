#include "services/orders/order_service.h"

#include "services/orders/common_rules.h"
#include "services/orders/desk_rules.h"
#include "services/orders/offer_rules.h"
#include "services/orders/order_reads.h"
#include "services/orders/place_rules.h"
#include "services/orders/reschedule_rules.h"
#include "services/orders/series_rules.h"

namespace diandan::orders {
namespace {

using Extra = StatusOr<std::shared_ptr<const void>>;
using Reactor = grpc::ServerUnaryReactor;
using Context = grpc::CallbackServerContext;

std::shared_ptr<const void> OneOrder(SealedOrder sealed) {
  auto extra = std::make_shared<PlaceExtra>();
  extra->orders.push_back(std::move(sealed));
  return extra;
}

}  // namespace

// ---- Placing: the sealed half is made before the lane.

Reactor* OrderServiceImpl::PlaceOrder(Context* c, const v1::PlaceOrderRequest* q, v1::Order* r) {
  auto seal = [this, q](const rpc::Call& call) -> Extra {
    return OneOrder(secrets_->Seal(call.county, IdOf(q->name()), q->order()));
  };
  return rpc::Mutate(home_, c, q, r, PlaceOrderVerb(), seal, rpc::PrepareOn::kThisThread);
}

Reactor* OrderServiceImpl::PlaceGroup(Context* c, const v1::PlaceGroupRequest* q, v1::PlaceGroupResponse* r) {
  return rpc::Mutate(home_, c, q, r, PlaceGroupVerb(), [this, q](const rpc::Call& call) -> Extra {
    auto extra = std::make_shared<PlaceExtra>();
    for (const auto& member : q->orders()) {
      extra->orders.push_back(secrets_->Seal(call.county, IdOf(member.name()), member.order()));
    }
    return std::shared_ptr<const void>(std::move(extra));
  });
}

Reactor* OrderServiceImpl::PlaceSeries(Context* c, const v1::PlaceSeriesRequest* q, v1::Series* r) {
  return rpc::Mutate(home_, c, q, r, PlaceSeriesVerb(), [this, q](const rpc::Call& call) -> Extra {
    return std::shared_ptr<const void>(
        std::make_shared<SeriesExtra>(secrets_->SealSeries(call.county, IdOf(q->name()), q->order())));
  });
}

// The words of the order done badly, sealed anew for the next one.
Reactor* OrderServiceImpl::RedoOrder(Context* c, const v1::RedoOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, RedoOrderVerb(), [this, q](const rpc::Call& call) -> Extra {
    v1::OrderDraft draft;
    DD_RETURN_IF_ERROR(ReadPersonal(call, *secrets_, IdOf(q->redo_of()), draft));
    return OneOrder(secrets_->Seal(call.county, IdOf(q->name()), draft));
  });
}

// ---- Steps: the verb is all there is.

Reactor* OrderServiceImpl::ApproveOrder(Context* c, const v1::ApproveOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, ApproveOrderVerb());
}
Reactor* OrderServiceImpl::RefuseOrder(Context* c, const v1::RefuseOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, RefuseOrderVerb());
}
Reactor* OrderServiceImpl::OfferOrder(Context* c, const v1::OfferOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, OfferOrderVerb());
}
Reactor* OrderServiceImpl::AcceptOrder(Context* c, const v1::AcceptOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, AcceptOrderVerb());
}
Reactor* OrderServiceImpl::DeclineOffer(Context* c, const v1::DeclineOfferRequest* q,
                                        v1::DeclineOfferResponse* r) {
  return rpc::Mutate(home_, c, q, r, DeclineOfferVerb());
}
Reactor* OrderServiceImpl::WithdrawAcceptance(Context* c, const v1::WithdrawAcceptanceRequest* q,
                                              v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, WithdrawAcceptanceVerb());
}
Reactor* OrderServiceImpl::ReleaseOrder(Context* c, const v1::ReleaseOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, ReleaseOrderVerb());
}
Reactor* OrderServiceImpl::RescheduleOrder(Context* c, const v1::RescheduleOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, RescheduleOrderVerb());
}
Reactor* OrderServiceImpl::ConfirmReschedule(Context* c, const v1::ConfirmRescheduleRequest* q,
                                             v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, ConfirmRescheduleVerb());
}
Reactor* OrderServiceImpl::EscalateOrder(Context* c, const v1::EscalateOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, EscalateOrderVerb());
}
Reactor* OrderServiceImpl::CancelOrder(Context* c, const v1::CancelOrderRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, CancelOrderVerb());
}
Reactor* OrderServiceImpl::CloseUnserved(Context* c, const v1::CloseUnservedRequest* q, v1::Order* r) {
  return rpc::Mutate(home_, c, q, r, CloseUnservedVerb());
}
Reactor* OrderServiceImpl::EndSeries(Context* c, const v1::EndSeriesRequest* q, v1::Series* r) {
  return rpc::Mutate(home_, c, q, r, EndSeriesVerb());
}

// ---- Reads

Reactor* OrderServiceImpl::GetOrder(Context* c, const v1::GetOrderRequest* q, v1::Order* r) {
  return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) {
    return ReadOrder(call, connection, *secrets_, *q, *r);
  });
}
Reactor* OrderServiceImpl::ListOrders(Context* c, const v1::ListOrdersRequest* q, v1::ListOrdersResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) {
    return ReadOrders(call, connection, *q, *r);
  });
}
Reactor* OrderServiceImpl::GetTimeline(Context* c, const v1::GetTimelineRequest* q,
                                       v1::GetTimelineResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) {
    return ReadTimeline(call, connection, *q, *r);
  });
}

}  // namespace diandan::orders
