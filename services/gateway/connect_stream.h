// RPCs that answer more than once, as the Connect protocol frames them: each message behind a byte of flags
// and four of length, the end with its refusal or none as JSON in a frame of its own. A slow reader is waited
// for: no message is fetched before the last one is written.
#pragma once

#include "services/gateway/calls.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"
#include "services/gateway/request_parts.h"
#include "services/gateway/sessions.h"
#include "services/gateway/shared_streams.h"

namespace diandan::gateway {

// Always status 200: what is wrong stands in the last frame. Nothing ends it but connect-timeout-ms, either
// side, or the stop of the server. Where the RPC allows it, all who ask the same without a time limit share a
// stream.
HttpResponse OpenStream(Calls& calls, SharedStreams& shared, const Sessions& sessions, const Method& method,
                        const HttpRequest& request, Codec codec, size_t max_message);

}  // namespace diandan::gateway
