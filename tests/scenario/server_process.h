// One server in a process of its own (staged_server.cc), on a clock that is set from here.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/modules.h"

namespace diandan::scenario {

class ServerProcess {
 public:
  // `config.clock` is not looked at. Nothing runs before Start.
  ServerProcess(ServerConfig config, absl::Time now) : config_(std::move(config)), now_(now) {}
  ~ServerProcess();  // stops it in order, and waits for that
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Returns when it is ready. Throws std::runtime_error with what it said instead.
  void Start();
  // Of its gateway, once it is ready; 0 without one.
  int http_port() const { return http_port_; }
  pid_t pid() const { return pid_; }
  // Ends its input, so that it stops in order by itself; Start waits for that.
  void End();
  // kill -9, and its body is taken away.
  void Kill();
  // SIGSTOP and SIGCONT.
  void Halt(bool halted);
  // Returns when the server goes by it, now or from its next start on.
  void SetClock(absl::Time now);

 private:
  std::string Ask(const std::string& line);
  void Reap();

  const ServerConfig config_;
  absl::Mutex mutex_;
  absl::Time now_;
  pid_t pid_ = 0;
  int http_port_ = 0;
  FILE* in_ = nullptr;   // what it reads
  FILE* out_ = nullptr;  // what it says
};

}  // namespace diandan::scenario
