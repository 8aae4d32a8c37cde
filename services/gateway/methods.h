// The RPCs that the gateway serves: found by descriptor, open to people by their access rows. An RPC that
// only services may call (Follow) has no path here.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/grpcpp.h"
#include "services/base/caller.h"

namespace diandan::gateway {

// A service of ours, and the way there.
struct Upstream {
  std::string name;  // "orders"
  const std::vector<AccessRow>* access = nullptr;
  std::shared_ptr<grpc::Channel> channel;
};

struct Method {
  std::string path;  // "/diandan.orders.v1.OrderService/PlaceOrder"
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  std::shared_ptr<grpc::Channel> channel;

  bool streams() const { return descriptor->server_streaming(); }
  bool shared() const;  // one stream serves all who ask the same (shared_streams.h)
  std::unique_ptr<google::protobuf::Message> NewRequest() const;
  std::unique_ptr<google::protobuf::Message> NewResponse() const;
};

// Immutable once made.
class Methods {
 public:
  explicit Methods(const std::vector<Upstream>& upstreams);
  // Null when there is no such RPC, or none for people.
  const Method* Find(absl::string_view path) const;

 private:
  absl::flat_hash_map<std::string, Method> methods_;
};

}  // namespace diandan::gateway
