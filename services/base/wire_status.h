// A refusal as it came over the wire → the Status the server meant, reason and facts included. For whoever
// calls a service, inside or outside: it knows the three parts of a gRPC status and no gRPC.
#pragma once

#include <string>

#include "services/base/status.h"

namespace diandan {

// `code` is the gRPC status code, `details` the bytes of `grpc-status-details-bin`. Statuses without our
// detail (nobody listens, time is up) become PEER_UNAVAILABLE, DEADLINE_PASSED or INTERNAL_ERROR and name the
// `peer` that was asked, when it is given. Pure.
Status FromWire(int code, const std::string& message, const std::string& details,
                const std::string& peer = "");

}  // namespace diandan
