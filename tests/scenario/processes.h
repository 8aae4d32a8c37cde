// The services of an installation in processes of their own.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/scenario/hosting.h"
#include "tests/scenario/server_process.h"
#include "tests/support/postgres.h"

namespace diandan::scenario {

class Processes : public Hosting {
 public:
  struct Layout {
    // The services of each; the gateway, which none of them calls, stands first or alone.
    std::vector<std::vector<std::string>> processes;
    std::string database;  // "": a private one of the only process
    // Over TCP with mutual TLS, on ports that were free; else over Unix sockets.
    bool mutual_tls = false;
    // Where the services find each other instead, such as a proxy before this address. Null: there itself.
    std::function<std::string(const std::string& address)> between = nullptr;
    std::string keys_dir;  // of another server for the same database; "": keys of their own
  };
  // Each service in a process of its own, over mutual TLS, on a fresh database that none of them started.
  static Layout FourServices();
  // Starts them all, in order. Throws std::runtime_error.
  Processes(Layout layout, absl::Time now);
  ~Processes() override;

  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service) override {
    return channels_.at(service);
  }
  void SetClock(absl::Time now) override;
  std::string database() const override;
  std::string data_dir() const override { return folder_.path(); }

  // For a connection of one's own.
  const std::string& AddressOf(const std::string& service) const { return addresses_.at(service); }

  size_t size() const { return processes_.size(); }
  ServerProcess& process(size_t index) { return *processes_[index]; }

 private:
  const Layout layout_;
  testing::TemporaryFolder folder_;
  std::map<std::string, std::string> addresses_;  // by service, as the channels
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::unique_ptr<ServerProcess>> processes_;
};

}  // namespace diandan::scenario
