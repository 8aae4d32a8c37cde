#include "services/rpc/unary.h"

#include <utility>

#include "grpcpp/grpcpp.h"
#include "grpcpp/support/message_allocator.h"
#include "services/rpc/unreadable.h"

namespace diandan::rpc {

using google::protobuf::Message;

// What gRPC takes for the message.
struct Carried {
  std::unique_ptr<Message> message;
};

}  // namespace diandan::rpc

namespace grpc {

template <>
class SerializationTraits<diandan::rpc::Carried> {
 public:
  static Status Serialize(const diandan::rpc::Carried& carried, ByteBuffer* bytes, bool* own) {
    return SerializationTraits<google::protobuf::Message>::Serialize(*carried.message, bytes, own);
  }
  static Status Deserialize(ByteBuffer* bytes, diandan::rpc::Carried* carried) {
    return SerializationTraits<google::protobuf::Message>::Deserialize(bytes, carried->message.get());
  }
};

}  // namespace grpc

namespace diandan::rpc {
namespace {

// Both messages of one call.
class Pair : public grpc::MessageHolder<Carried, Carried> {
 public:
  Pair(const Message& request, const Message& response)
      : request_{std::unique_ptr<Message>(request.New())},
        response_{std::unique_ptr<Message>(response.New())} {
    set_request(&request_);
    set_response(&response_);
  }
  void Release() override { delete this; }

 private:
  Carried request_, response_;
};

class Pairs : public grpc::MessageAllocator<Carried, Carried> {
 public:
  Pairs(const Message& request, const Message& response) : request_(request), response_(response) {}
  grpc::MessageHolder<Carried, Carried>* AllocateMessages() override { return new Pair(request_, response_); }

 private:
  const Message& request_;
  const Message& response_;
};

// gRPC's own is final, and asks for the pairs by a pointer it does not own.
class Handler : public grpc::internal::MethodHandler {
 public:
  Handler(const Message& request, const Message& response, UnaryMethod method)
      : pairs_(request, response),
        handler_([method = std::move(method)](grpc::CallbackServerContext* context, const Carried* request,
                                              Carried* response) -> grpc::ServerUnaryReactor* {
          if (const auto refusal = Unreadable(*context)) {
            grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
            reactor->Finish(*refusal);
            return reactor;
          }
          return method(context, *request->message, *response->message);
        }) {
    handler_.SetMessageAllocator(&pairs_);
  }
  void RunHandler(const HandlerParameter& call) override { handler_.RunHandler(call); }
  void* Deserialize(grpc_call* call, grpc_byte_buffer* bytes, grpc::Status* status, void** data) override {
    return handler_.Deserialize(call, bytes, status, data);
  }

 private:
  Pairs pairs_;
  grpc::internal::CallbackUnaryHandler<Carried, Carried> handler_;
};

}  // namespace

std::unique_ptr<grpc::internal::MethodHandler> UnaryHandler(const Message& request, const Message& response,
                                                            UnaryMethod method) {
  return std::make_unique<Handler>(request, response, std::move(method));
}

}  // namespace diandan::rpc
