// What the headers of an HTTP request say about the call it asks for.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/base/status.h"
#include "services/gateway/calls.h"
#include "services/gateway/exchange.h"

namespace diandan::gateway {

enum class Codec { kNone, kJson, kProto };
// By content-type; streams have types of their own.
Codec CodecOf(const HttpRequest& request, bool streams);

// `usual`: how long without connect-timeout-ms; `most`: however much that says. What gRPC could not carry is
// left out. FIELD_INVALID names the header.
StatusOr<CallHeaders> HeadersOf(const HttpRequest& request, const std::string& token, absl::Duration usual,
                                absl::Duration most);

}  // namespace diandan::gateway
