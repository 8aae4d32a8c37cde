// Requests whose bytes are no message. gRPC answers them without a word, and protobuf writes the name of a
// field whose text is no UTF-8 to stderr. Through these handlers the caller is told as by every other
// refusal: FIELD_INVALID, the field and what is wanted.
//
// An interceptor could do the same, but as soon as there is one gRPC sends each step of each call through its
// queue once more.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/support/server_callback.h"

namespace diandan::rpc {

// The handler of `method`, "/diandan.orders.v1.OrderService/PlaceOrder"; it calls the method also without a
// message. From the first one on, what protobuf has to say goes into the log of this process.
std::unique_ptr<grpc::internal::MethodHandler> Explained(
    std::string method, std::unique_ptr<grpc::internal::MethodHandler> handler);

// The first thing in a method called that way: the answer when there is no message to look at.
std::optional<grpc::Status> Unreadable(const grpc::CallbackServerContext& context);

// Ends a stream before it begins.
template <typename Response>
class RefusedStream : public grpc::ServerWriteReactor<Response> {
 public:
  explicit RefusedStream(grpc::Status status) { this->Finish(std::move(status)); }
  void OnDone() override { delete this; }
};

}  // namespace diandan::rpc
