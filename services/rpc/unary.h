// gRPC's handler of a unary method, made once for messages of every kind. Its own is a template, and one for
// each of our methods took three tenths of the time in which orders' largest source compiles.
#pragma once

#include <functional>
#include <memory>

#include "google/protobuf/message.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/support/server_callback.h"

namespace diandan::rpc {

// Gets messages of the kinds the method was made for.
using UnaryMethod = std::function<grpc::ServerUnaryReactor*(grpc::CallbackServerContext*,
                                                            const google::protobuf::Message& request,
                                                            google::protobuf::Message& response)>;

// `request` and `response`: default instances of the kinds; they outlive the handler.
std::unique_ptr<grpc::internal::MethodHandler> UnaryHandler(const google::protobuf::Message& request,
                                                            const google::protobuf::Message& response,
                                                            UnaryMethod method);

}  // namespace diandan::rpc
