// OrdersEvents over gRPC: others follow `orders`; operators see and replay what `orders` could not apply.
#pragma once

#include <functional>

#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class OrdersEventsImpl : public rpc::Serving<v1::OrdersEvents> {
 public:
  // Applies again what is parked for one aggregate, whichever owner it came from.
  using Replay = std::function<Status(CountyId, const Uuid&)>;
  OrdersEventsImpl(const rpc::Home& home, Replay replay) : home_(home), replay_(std::move(replay)) {
    Serve(this, &OrdersEventsImpl::Follow, &OrdersEventsImpl::ListDeadLetters,
          &OrdersEventsImpl::ReplayDeadLetter, &OrdersEventsImpl::ListAuditEntries,
          &OrdersEventsImpl::ListCheckpoints);
  }

  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* c,
                                                               const events::v1::FollowRequest* q);
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* c,
                                            const v1::ListDeadLettersRequest* q,
                                            v1::ListDeadLettersResponse* r);
  grpc::ServerUnaryReactor* ReplayDeadLetter(grpc::CallbackServerContext* c,
                                             const v1::ReplayDeadLetterRequest* q,
                                             v1::ReplayDeadLetterResponse* r);
  grpc::ServerUnaryReactor* ListAuditEntries(grpc::CallbackServerContext* c,
                                             const events::v1::ListAuditEntriesRequest* q,
                                             events::v1::ListAuditEntriesResponse* r);
  grpc::ServerUnaryReactor* ListCheckpoints(grpc::CallbackServerContext* c,
                                            const events::v1::ListCheckpointsRequest* q,
                                            events::v1::ListCheckpointsResponse* r);

 private:
  const rpc::Home& home_;
  const Replay replay_;
};

}  // namespace diandan::orders
