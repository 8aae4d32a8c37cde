// The Connect protocol (connectrpc.com/docs/protocol) over any RPC of Methods: unary in JSON and binary,
// streams in frames (connect_stream.h).
//
//   curl -H 'content-type: application/json' -d '{"name":"counties/150525/orders/…"}'
//        -H "authorization: Bearer $TOKEN" http://127.0.0.1:8480/diandan.orders.v1.OrderService/GetOrder
//
// Headers of a request: authorization, accept-language, connect-timeout-ms (else 10 s, at most 30 s),
// diandan-after (positions, comma-separated, at most 16). Of an answer: diandan-position after a mutation.
// gzip both ways.
#pragma once

#include <string>

#include "services/gateway/calls.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

class Sessions;
class SharedStreams;

class Connect {
 public:
  // All live longer; `max_message` bytes of a request, unpacked.
  Connect(Calls& calls, SharedStreams& shared, const Sessions& sessions, size_t max_message)
      : calls_(calls), shared_(shared), sessions_(sessions), max_message_(max_message) {}
  void Handle(const Method& method, const HttpRequest& request, Answer answer) const;

 private:
  Calls& calls_;
  SharedStreams& shared_;
  const Sessions& sessions_;
  const size_t max_message_;
};

}  // namespace diandan::gateway
