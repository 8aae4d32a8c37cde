// Requests whose bytes are no message. They never reach a handler: gRPC answers INTERNAL without a word, and
// protobuf writes the name of a field whose text is no UTF-8 to stderr. With these interceptors the caller is
// told as by every other refusal: FIELD_INVALID, the field and what is wanted.
#pragma once

#include <memory>
#include <vector>

#include "grpcpp/support/server_interceptor.h"

namespace diandan::rpc {

// For ServerBuilder::experimental().SetInterceptorCreators. From the first call on, what protobuf has to say
// goes into the log of this process.
std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> ExplainUnreadable();

}  // namespace diandan::rpc
