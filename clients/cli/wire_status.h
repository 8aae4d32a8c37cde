// A refusal as it came over the wire → the Status the server meant, reason and facts included.
#pragma once

#include <string>

#include "grpcpp/support/status.h"
#include "services/base/status.h"

namespace diandan::cli {

// Statuses without our detail (nobody listens, time is up) become PEER_UNAVAILABLE, DEADLINE_PASSED or
// INTERNAL_ERROR and name the address that was asked. Pure.
Status FromWire(const grpc::Status& status, const std::string& address);

}  // namespace diandan::cli
