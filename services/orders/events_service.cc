#include "services/orders/events_service.h"

#include "services/orders/common_rules.h"
#include "services/rpc/audit.h"
#include "services/rpc/checkpoints.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/feed.h"

namespace diandan::orders {
namespace {

constexpr int kMostDeadLetters = 500;

}  // namespace

grpc::ServerWriteReactor<events::v1::FollowResponse>* OrdersEventsImpl::Follow(
    grpc::CallbackServerContext* c, const events::v1::FollowRequest* q) {
  return rpc::Follow(home_, c, *q);
}

grpc::ServerUnaryReactor* OrdersEventsImpl::ListDeadLetters(grpc::CallbackServerContext* c,
                                                            const v1::ListDeadLettersRequest* q,
                                                            v1::ListDeadLettersResponse* r) {
  return rpc::Read(home_, c, *q, [r](const rpc::Call& call, db::Connection& connection) {
    r->Clear();
    for (auto& letter : rpc::ListDeadLetters(connection, call.home.service, call.county, kMostDeadLetters)) {
      *r->add_dead_letters() = std::move(letter);
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* OrdersEventsImpl::ReplayDeadLetter(grpc::CallbackServerContext* c,
                                                             const v1::ReplayDeadLetterRequest* q,
                                                             v1::ReplayDeadLetterResponse*) {
  return rpc::Slow(home_, c, *q,
                   [this, q](const rpc::Call& call) { return replay_(call.county, IdOf(q->subject_id())); });
}

grpc::ServerUnaryReactor* OrdersEventsImpl::ListAuditEntries(grpc::CallbackServerContext* c,
                                                             const events::v1::ListAuditEntriesRequest* q,
                                                             events::v1::ListAuditEntriesResponse* r) {
  return rpc::ListAuditEntries(home_, c, *q, *r);
}

grpc::ServerUnaryReactor* OrdersEventsImpl::ListCheckpoints(grpc::CallbackServerContext* c,
                                                            const events::v1::ListCheckpointsRequest* q,
                                                            events::v1::ListCheckpointsResponse* r) {
  return rpc::ListCheckpoints(home_, c, *q, *r);
}

}  // namespace diandan::orders
