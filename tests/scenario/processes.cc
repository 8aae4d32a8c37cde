#include "tests/scenario/processes.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/db/conninfo.h"
#include "services/modules.h"
#include "services/rpc/server.h"
#include "tests/scenario/or_throw.h"
#include "tests/support/certificates.h"

namespace diandan::scenario {
namespace {

// Ports that nobody listens on; each server must know the others' before any has started. Below those that
// the kernel gives to callers: a server that is killed and comes back finds its own still free.
std::vector<int> FreePorts(size_t count) {
  std::mt19937 random{std::random_device{}()};
  std::uniform_int_distribution<int> any(20'000, 32'000);
  std::vector<int> sockets, ports;
  for (int tries = 0; ports.size() < count; ++tries) {
    const int port = any(random);
    const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockets.push_back(one);
    if (bind(one, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) ports.push_back(port);
    if (tries > 1'000) throw std::runtime_error("no free port");
  }
  for (int socket : sockets) close(socket);
  return ports;
}

}  // namespace

Processes::Layout Processes::FourServices() {
  Layout layout{.database = testing::FreshDatabase(), .mutual_tls = true};
  for (const std::string& service : ModuleNames()) layout.processes.push_back({service});
  return layout;
}

Processes::Processes(Layout layout, absl::Time now) : layout_(std::move(layout)) {
  testing::CertificateAuthority authority(folder_.path());
  const std::vector<int> ports = FreePorts(layout_.mutual_tls ? layout_.processes.size() : 0);
  std::vector<ServerConfig> configs;
  for (const std::vector<std::string>& services : layout_.processes) {
    const std::string& name = services.front();
    ServerConfig& config = configs.emplace_back();
    config.data_dir = folder_.path();
    config.keys_dir = layout_.keys_dir.empty() ? folder_.path() + "/keys" : layout_.keys_dir;
    config.targets = services;
    config.database = layout_.database;
    config.unix_socket = absl::StrCat(folder_.path(), "/", name, ".sock");
    config.tls = authority.Issue(name);
    if (layout_.mutual_tls) config.tcp_address = absl::StrCat("127.0.0.1:", ports[configs.size() - 1]);
    for (const std::string& service : services) {
      if (service == "gateway") {
        config.http_address = "127.0.0.1:0";
        continue;
      }
      addresses_[service] = layout_.mutual_tls ? config.tcp_address : "unix:" + config.unix_socket;
    }
  }
  std::map<std::string, std::string> peers = addresses_;
  if (layout_.between) {
    for (auto& [service, address] : peers) address = layout_.between(address);
  }
  for (ServerConfig& config : configs) {
    config.peers = peers;
    processes_.push_back(std::make_unique<ServerProcess>(config, now));
    processes_.back()->Start();
  }
  const rpc::TlsFiles client = authority.Issue("client");
  for (const auto& [service, address] : addresses_) {
    channels_[service] = OrThrow(rpc::Connect(address, &client));
  }
}

// Nobody waits for another: a server that stops says goodbye to whoever holds a connection to it.
Processes::~Processes() {
  channels_.clear();
  for (const auto& process : processes_) process->End();
}

void Processes::SetClock(absl::Time now) {
  for (const auto& process : processes_) process->SetClock(now);
}

std::string Processes::database() const {
  if (!layout_.database.empty()) return layout_.database;
  return db::FormatConninfo(
      {{"host", folder_.path() + "/postgres/socket"}, {"user", "diandan_admin"}, {"dbname", "diandan"}});
}

}  // namespace diandan::scenario
