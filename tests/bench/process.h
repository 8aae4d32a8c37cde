// Programs that the benchmark runs beside itself: the server under test, pgbench, the command line.
#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace diandan::bench {

// The program's output (both streams), once it has ended. Throws std::runtime_error with it unless it ended
// well.
std::string RunProgram(const std::vector<std::string>& command);

// The same, with how long it took and the most proportional memory it was seen to hold; `meanwhile` is called
// every few milliseconds.
struct Measured {
  std::string output;
  double seconds = 0, most_megabytes = 0;
};
Measured RunMeasured(const std::vector<std::string>& command, const std::function<void()>& meanwhile);

// Processor time so far of a process and of everything it has started and that still runs or was waited for.
absl::Duration CpuOfTree(const std::string& pid);
absl::Duration CpuOfThis();

// A diandan-server of its own process, stopped by the destructor.
class ServerProcess {
 public:
  // Returns once it is ready; throws std::runtime_error with the end of its log. Arguments beside --data.
  ServerProcess(const std::string& data_dir, const std::vector<std::string>& arguments);
  ~ServerProcess();

  const std::string& socket() const { return socket_; }
  // Where its gateway listens; 0 without one.
  int http_port() const;
  absl::Duration start_time() const { return start_time_; }
  // Proportional memory of the server alone, PostgreSQL apart, in MB.
  double ProportionalMegabytes() const;
  // The most that was resident since the start, or since it was last forgotten, in MB.
  double PeakMegabytes() const;
  void ForgetPeak() const;
  // Processor time so far of the server and of everything it started.
  absl::Duration CpuTime() const;
  absl::Duration OwnCpuTime() const;

 private:
  pid_t pid_ = 0;
  std::string socket_, ready_file_;
  absl::Duration start_time_;
};

}  // namespace diandan::bench
