// Where a call comes from, for counting tries and questions.
#pragma once

#include <string>

#include "grpcpp/support/server_callback.h"

namespace diandan::rpc {

// A gateway names its own client in the metadata (kPeerKey); from elsewhere that is not believed. Without a
// port: every connection has another one.
std::string AskerOf(const grpc::CallbackServerContext& context);

}  // namespace diandan::rpc
