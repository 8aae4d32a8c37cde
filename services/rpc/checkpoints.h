// What a service has sealed of its history, for whoever keeps a copy: one read, which every service with
// events serves beside Follow.
#pragma once

#include "diandan/events/v1/checkpoints.pb.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

grpc::ServerUnaryReactor* ListCheckpoints(const Home& home, grpc::CallbackServerContext* context,
                                          const events::v1::ListCheckpointsRequest& request,
                                          events::v1::ListCheckpointsResponse& response);

}  // namespace diandan::rpc
