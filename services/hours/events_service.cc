#include "services/hours/events_service.h"

#include "services/hours/view_rules.h"
#include "services/rpc/audit.h"
#include "services/rpc/checkpoints.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/feed.h"

namespace diandan::hours {

constexpr int kLetters = 500;

grpc::ServerWriteReactor<events::v1::FollowResponse>* EventsService::Follow(
    grpc::CallbackServerContext* context, const events::v1::FollowRequest* request) {
  return rpc::Follow(home_, context, *request);
}

grpc::ServerUnaryReactor* EventsService::ListDeadLetters(grpc::CallbackServerContext* context,
                                                         const v1::ListDeadLettersRequest* request,
                                                         v1::ListDeadLettersResponse* response) {
  return rpc::Read(home_, context, *request, [response](const rpc::Call& call, db::Connection& db) {
    response->Clear();
    for (auto& letter : rpc::ListDeadLetters(db, "hours", call.county, kLetters)) {
      *response->add_dead_letters() = std::move(letter);
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EventsService::ReplayDeadLetter(grpc::CallbackServerContext* context,
                                                          const v1::ReplayDeadLetterRequest* request,
                                                          v1::ReplayDeadLetterResponse*) {
  return rpc::Slow(home_, context, *request, [this, request](const rpc::Call& call) {
    for (const auto& follower : followers_) {
      DD_RETURN_IF_ERROR(follower->Replay(call.county, IdOf(request->subject_id())));
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EventsService::ListAuditEntries(grpc::CallbackServerContext* context,
                                                          const events::v1::ListAuditEntriesRequest* request,
                                                          events::v1::ListAuditEntriesResponse* response) {
  return rpc::ListAuditEntries(home_, context, *request, *response);
}

grpc::ServerUnaryReactor* EventsService::ListCheckpoints(grpc::CallbackServerContext* context,
                                                         const events::v1::ListCheckpointsRequest* request,
                                                         events::v1::ListCheckpointsResponse* response) {
  return rpc::ListCheckpoints(home_, context, *request, *response);
}

}  // namespace diandan::hours
