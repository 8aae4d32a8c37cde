// Where the services of a stage run, and the clock they all go by. Their webhooks may reach this machine.
#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"

namespace diandan::scenario {

class Hosting {
 public:
  virtual ~Hosting() = default;
  // To "volunteers", "orders" …
  virtual std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service) = 0;
  // Whether a call waits for a server that is away; where another one answers too, it had better be tried
  // again.
  virtual bool waits() const { return true; }
  // Returns when every service goes by it.
  virtual void SetClock(absl::Time now) = 0;
  // Administrator's connection string, for a look from outside.
  virtual std::string database() const = 0;
  virtual std::string data_dir() const = 0;
  // Of its gateway; 0 where it has none.
  virtual int http_port() const { return 0; }
  // What `volunteers` left there for the operator.
  std::string OperatorPassword() const;
};

// All services in one server in this process, on a fresh database of testing::Postgres().
std::unique_ptr<Hosting> HostInOneServer(absl::Time now);
std::unique_ptr<Hosting> HostWithGateway(absl::Time now);  // the same, reached over HTTP as well
// Each service in a process of its own that calls the others over mutual TLS, as do the clients.
std::unique_ptr<Hosting> HostInFourProcesses(absl::Time now);

}  // namespace diandan::scenario
