// A gRPC service of callback methods, registered by name.
//
//   class MenuServiceImpl : public rpc::Serving<v1::MenuService> {
//    public:
//     explicit MenuServiceImpl(const rpc::Home& home) : home_(home) {
//       Serve(this, &MenuServiceImpl::ListMenu, &MenuServiceImpl::CreateMenuItem);
//     }
//     grpc::ServerUnaryReactor* ListMenu(grpc::CallbackServerContext*, const v1::ListMenuRequest*,
//                                        v1::ListMenuResponse*);
//
// The CallbackService that protoc generates does the same with one derived class per method, each named after
// all those beneath it; laying out that tower took the compiler longer than the rest of a module together.
// The method is found by the type of its request, of which the protos give each RPC its own.
#pragma once

#include <deque>
#include <memory>
#include <stdexcept>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/support/server_callback.h"
#include "services/rpc/unary.h"
#include "services/rpc/unreadable.h"

namespace diandan::rpc {

template <typename Rpcs>
class Serving : public grpc::Service {
 public:
  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

 protected:
  // All of them: throws std::logic_error when a method of the service is missing.
  template <typename Impl, typename... Methods>
  void Serve(Impl* self, Methods... methods) {
    ServeOnly(self, methods...);
    if (count_ != descriptor().method_count())
      throw std::logic_error(absl::StrCat(descriptor().full_name(), " serves ", count_, " of its ",
                                          descriptor().method_count(), " methods"));
  }
  // Some of them; the others are answered with UNIMPLEMENTED.
  template <typename Impl, typename... Methods>
  void ServeOnly(Impl* self, Methods... methods) {
    (Add(self, methods), ...);
  }

 private:
  using Kind = grpc::internal::RpcMethod::RpcType;

  static const google::protobuf::ServiceDescriptor& descriptor() {
    return *google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(Rpcs::service_full_name());
  }

  template <typename Impl, typename Request, typename Response>
  void Add(Impl* self, Reactor* (Impl::*method)(Context*, const Request*, Response*)) {
    Add(*Request::descriptor(), Kind::NORMAL_RPC,
        UnaryHandler(
            Request::default_instance(), Response::default_instance(),
            [self, method](Context* c, const google::protobuf::Message& q, google::protobuf::Message& r) {
              return (self->*method)(c, static_cast<const Request*>(&q), static_cast<Response*>(&r));
            }));
  }
  template <typename Impl, typename Request, typename Response>
  void Add(Impl* self, grpc::ServerWriteReactor<Response>* (Impl::*method)(Context*, const Request*)) {
    Add(*Request::descriptor(), Kind::SERVER_STREAMING,
        std::make_unique<grpc::internal::CallbackServerStreamingHandler<Request, Response>>(
            [self, method](Context* c, const Request* q) -> grpc::ServerWriteReactor<Response>* {
              if (const auto refusal = Unreadable(*c)) return new RefusedStream<Response>(*refusal);
              return (self->*method)(c, q);
            }));
  }

  void Add(const google::protobuf::Descriptor& request, Kind kind,
           std::unique_ptr<grpc::internal::MethodHandler> handler) {
    names_.push_back(NameOf(request));
    AddMethod(new grpc::internal::RpcServiceMethod(names_.back().c_str(), kind, nullptr));
    MarkMethodCallback(count_++, Explained(names_.back(), std::move(handler)).release());
  }

  static std::string NameOf(const google::protobuf::Descriptor& request) {
    for (int i = 0; i < descriptor().method_count(); ++i) {
      if (descriptor().method(i)->input_type() == &request)
        return absl::StrCat("/", descriptor().full_name(), "/", descriptor().method(i)->name());
    }
    throw std::logic_error(absl::StrCat(descriptor().full_name(), " takes no ", request.full_name()));
  }

  int count_ = 0;
  std::deque<std::string> names_;  // gRPC keeps pointers to them
};

}  // namespace diandan::rpc
