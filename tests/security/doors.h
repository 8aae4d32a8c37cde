// The two ways in: the services' own gRPC, and HTTP through the gateway. Any RPC, by its descriptor.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/grpcpp.h"

namespace diandan::security {

struct Answer {
  std::string code;    // "OK", "PERMISSION_DENIED" …
  std::string reason;  // of errors.v1, where the door tells it
  bool empty = false;  // a list without a single thing, or with nothing but refusals
  std::string bytes;   // of a single message, directly
  // Sent away without having learnt anything.
  bool refused() const {
    return code == "PERMISSION_DENIED" || code == "NOT_FOUND" || code == "UNAUTHENTICATED";
  }
};

class Door {
 public:
  virtual ~Door() = default;
  virtual std::string name() const = 0;
  virtual Answer Ask(const google::protobuf::MethodDescriptor& method, const std::string& token,
                     const google::protobuf::Message& request) = 0;
};

// `after`: positions that each call waits for.
std::unique_ptr<Door> DirectDoor(std::function<std::shared_ptr<grpc::Channel>(const std::string&)> channel_to,
                                 std::vector<std::string> after);
std::unique_ptr<Door> GatewayDoor(int port);

}  // namespace diandan::security
