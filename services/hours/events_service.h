// HoursEvents: for the services that follow, and for whoever looks after what could not be followed.
#pragma once

#include <vector>

#include "diandan/hours/v1/hours_events_service.grpc.pb.h"
#include "services/rpc/follower.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class EventsService : public rpc::Serving<v1::HoursEvents> {
 public:
  // `followers`: those of this service; filled when it starts.
  EventsService(const rpc::Home& home, const std::vector<std::unique_ptr<rpc::Follower>>& followers)
      : home_(home), followers_(followers) {
    Serve(this, &EventsService::Follow, &EventsService::ListDeadLetters, &EventsService::ReplayDeadLetter,
          &EventsService::ListAuditEntries, &EventsService::ListCheckpoints);
  }

  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* context,
                                                               const events::v1::FollowRequest* request);
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* context,
                                            const v1::ListDeadLettersRequest* request,
                                            v1::ListDeadLettersResponse* response);
  grpc::ServerUnaryReactor* ReplayDeadLetter(grpc::CallbackServerContext* context,
                                             const v1::ReplayDeadLetterRequest* request,
                                             v1::ReplayDeadLetterResponse* response);
  grpc::ServerUnaryReactor* ListAuditEntries(grpc::CallbackServerContext* context,
                                             const events::v1::ListAuditEntriesRequest* request,
                                             events::v1::ListAuditEntriesResponse* response);
  grpc::ServerUnaryReactor* ListCheckpoints(grpc::CallbackServerContext* context,
                                            const events::v1::ListCheckpointsRequest* request,
                                            events::v1::ListCheckpointsResponse* response);

 private:
  const rpc::Home& home_;
  const std::vector<std::unique_ptr<rpc::Follower>>& followers_;
};

}  // namespace diandan::hours
