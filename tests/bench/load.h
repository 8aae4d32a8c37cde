// Many calls in flight from one process: no thread per call, each answer starts the next call.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "grpcpp/grpcpp.h"

namespace diandan::bench {

// "orders/150525" and the sequence a mutation reached there; sent along as `diandan-after`.
struct Position {
  std::string place;
  std::string text;  // "orders/150525/42"; "" = nowhere
};

// Connections to the server; calls are spread over them.
class Wires {
 public:
  Wires(const std::string& socket, int connections);
  const std::shared_ptr<grpc::Channel>& at(size_t i) const { return channels_[i % channels_.size()]; }
  size_t size() const { return channels_.size(); }

 private:
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
};

template <typename Request, typename Response>
struct Sent {
  grpc::ClientContext context;
  Request request;
  Response response;
};

void Prepare(grpc::ClientContext& context, const std::string& token, const std::string& after);
// Where the answered mutation stands: "orders/150525/42", or "".
std::string PositionOf(const grpc::ClientContext& context);

// One call; `done(status, response, context)` comes on a thread of gRPC's and must not block.
template <typename Async, typename Request, typename Response, typename Done>
void Send(std::type_identity_t<Async>* stub,
          void (Async::*method)(grpc::ClientContext*, const Request*, Response*,
                                std::function<void(grpc::Status)>),
          const std::string& token, const std::string& after, Request request, Done done) {
  auto sent = std::make_shared<Sent<Request, Response>>();
  sent->request = std::move(request);
  Prepare(sent->context, token, after);
  (stub->*method)(
      &sent->context, &sent->request, &sent->response,
      [sent, done = std::move(done)](grpc::Status status) { done(status, sent->response, sent->context); });
}

// What came of a burst.
struct Tally {
  int64_t done = 0, failed = 0;
  std::string first_failure;
  absl::Duration took;
  std::vector<double> milliseconds;  // of each that was done, when asked for
  double rate() const { return double(done) / absl::ToDoubleSeconds(took); }
};

// Keeps `in_flight` things going. `start(line, finished)` begins one; it calls finished("") or
// finished("why not") once. No new one begins after `how_long`, or when start returns false (nothing left).
using Finished = std::function<void(std::string problem)>;
using Start = std::function<bool(int line, Finished finished)>;
Tally KeepInFlight(int in_flight, absl::Duration how_long, const Start& start, bool with_times = false);

}  // namespace diandan::bench
