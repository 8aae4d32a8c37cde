#include "tests/scenario/hosting.h"

#include <fstream>

#include "services/base/clock.h"
#include "services/modules.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/processes.h"
#include "tests/support/postgres.h"

namespace diandan::scenario {
namespace {

class OneServer : public Hosting {
 public:
  OneServer(absl::Time now, const std::string& http_address)
      : clock_(now),
        database_(testing::FreshDatabase()),
        server_(OrThrow(DiandanServer::Start({.data_dir = folder_.path(),
                                              .keys_dir = folder_.path() + "/keys",
                                              .database = database_,
                                              .unix_socket = folder_.path() + "/socket",
                                              .http_address = http_address,
                                              .webhook_networks = {Network::Loopback()},
                                              .clock = &clock_}))) {}

  std::shared_ptr<grpc::Channel> ChannelTo(const std::string&) override {
    return server_->InProcessChannel();
  }
  void SetClock(absl::Time now) override { clock_.Set(now); }
  std::string database() const override { return database_; }
  std::string data_dir() const override { return folder_.path(); }
  int http_port() const override { return server_->http_port(); }

 private:
  FakeClock clock_;
  testing::TemporaryFolder folder_;
  const std::string database_;
  const std::unique_ptr<DiandanServer> server_;
};

}  // namespace

std::string Hosting::OperatorPassword() const {
  std::ifstream file(data_dir() + "/keys/operator.token");
  std::string line;
  std::getline(file, line);
  return line;
}

std::unique_ptr<Hosting> HostInOneServer(absl::Time now) { return std::make_unique<OneServer>(now, ""); }

std::unique_ptr<Hosting> HostWithGateway(absl::Time now) {
  return std::make_unique<OneServer>(now, "127.0.0.1:0");
}

std::unique_ptr<Hosting> HostInFourProcesses(absl::Time now) {
  return std::make_unique<Processes>(Processes::FourServices(), now);
}

}  // namespace diandan::scenario
