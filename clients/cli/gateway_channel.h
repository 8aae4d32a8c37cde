// A channel that ends at a gateway: stubs call it as they call a service, and each call goes on over HTTPS,
// one of several answers too as long as it ends by itself. Between the two stands a server inside this
// process that reads no message and has no port.
#pragma once

#include <memory>
#include <string>

#include "grpcpp/grpcpp.h"
#include "services/base/status.h"

namespace diandan::cli {

class GatewayChannel {
 public:
  // As HttpsCalls::Open.
  static StatusOr<std::unique_ptr<GatewayChannel>> Open(const std::string& address,
                                                        const std::string& authority);
  // Waits for calls that still run. Copies of the channel must be gone.
  ~GatewayChannel();
  std::shared_ptr<grpc::Channel> channel(const grpc::ChannelArguments& arguments) const;

 private:
  class Forwarding;
  explicit GatewayChannel(std::unique_ptr<Forwarding> forwarding);
  std::unique_ptr<Forwarding> forwarding_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace diandan::cli
