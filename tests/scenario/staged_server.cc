// A server of the scenarios and of browser walks over weeks: the product's modules on a clock that the stage
// sets. It is told over its standard input, a word and its value a line, and says one line to each of these:
//
//   clock MICROSECONDS   → "clock"
//   start                → "ready" and the port of its gateway (0: none here), or "refused" and why
//
// Every other word is configuration (Configure below). When the input ends, the server stops.
#include <signal.h>

#include <iostream>
#include <stdexcept>
#include <string>

#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "services/base/clock.h"
#include "services/base/words.h"
#include "services/modules.h"

namespace diandan::scenario {
namespace {

void Configure(ServerConfig& config, const std::string& word, const std::string& value) {
  if (word == "data") return void(config.data_dir = value);
  if (word == "keys") return void(config.keys_dir = value);
  if (word == "target") return config.targets.push_back(value);
  if (word == "database") return void(config.database = value);
  if (word == "socket") return void(config.unix_socket = value);
  if (word == "tcp") return void(config.tcp_address = value);
  if (word == "http") return void(config.http_address = value);
  if (word == "web") return void(config.web_dir = value);
  if (word == "certificate") return void(config.tls.certificate = value);
  if (word == "private_key") return void(config.tls.private_key = value);
  if (word == "authority") return void(config.tls.authority = value);
  if (word == "peer") {
    const std::pair<std::string, std::string> peer = absl::StrSplit(value, absl::MaxSplits('=', 1));
    config.peers.insert(peer);
    return;
  }
  throw std::runtime_error("unknown word " + word);
}

int Run() {
  // As diandan-server does; services in a test's own process keep these checks.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  signal(SIGPIPE, SIG_IGN);
  FakeClock clock(absl::UnixEpoch());
  ServerConfig config{.webhook_networks = {Network::Loopback()}, .clock = &clock};
  std::unique_ptr<DiandanServer> server;
  for (std::string line; std::getline(std::cin, line);) {
    const std::pair<std::string, std::string> told = absl::StrSplit(line, absl::MaxSplits(' ', 1));
    if (told.first == "clock") {
      clock.Set(absl::FromUnixMicros(std::stoll(told.second)));
      std::cout << "clock" << std::endl;
    } else if (told.first == "start") {
      auto started = DiandanServer::Start(config);
      if (!started.ok()) {
        std::cout << "refused " << Speak(started.status(), Language::kEnglish).ShortDebugString() << " "
                  << started.status() << std::endl;
        return 1;
      }
      server = std::move(started).value();
      std::cout << "ready " << server->http_port() << std::endl;
    } else {
      Configure(config, told.first, told.second);
    }
  }
  return 0;
}

}  // namespace
}  // namespace diandan::scenario

int main() { return diandan::scenario::Run(); }
