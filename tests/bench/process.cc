#include "tests/bench/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"

namespace diandan::bench {
namespace {

namespace fs = std::filesystem;

pid_t Spawn(const std::vector<std::string>& command, int output) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork");
  if (pid > 0) return pid;
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

std::string Contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Fields of /proc/PID/stat after the name, which may hold anything.
std::vector<std::string> StatOf(const std::string& pid) {
  const std::string stat = Contents("/proc/" + pid + "/stat");
  const size_t end = stat.rfind(')');
  if (end == std::string::npos) return {};
  return absl::StrSplit(stat.substr(end + 2), ' ');
}

absl::Duration CpuOf(const std::vector<std::string>& stat) {
  constexpr int kUser = 11, kSystem = 12;
  int64_t user = 0, system = 0;
  if (stat.size() <= kSystem || !absl::SimpleAtoi(stat[kUser], &user) ||
      !absl::SimpleAtoi(stat[kSystem], &system)) {
    return absl::ZeroDuration();
  }
  return absl::Seconds(double(user + system) / double(sysconf(_SC_CLK_TCK)));
}

// What a file of /proc says behind a label, which it tells in kilobytes.
double MegabytesIn(const std::string& file, const std::string& label) {
  for (const auto& line : absl::StrSplit(Contents(file), '\n')) {
    if (!absl::StartsWith(line, label)) continue;
    int64_t kilobytes = 0;
    const std::vector<std::string> words = absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    if (words.size() > 1 && absl::SimpleAtoi(words[1], &kilobytes)) return double(kilobytes) / 1024;
  }
  throw std::runtime_error("this system does not tell the memory of a process");
}

// 0 when it has just ended.
double ProportionalOf(pid_t pid) {
  try {
    return MegabytesIn(absl::StrCat("/proc/", pid, "/smaps_rollup"), "Pss:");
  } catch (const std::runtime_error&) {
    return 0;
  }
}

}  // namespace

absl::Duration CpuOfThis() { return CpuOf(StatOf("self")); }

absl::Duration CpuOfTree(const std::string& root) {
  absl::Duration sum = CpuOf(StatOf(root));
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string pid = entry.path().filename();
    if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto stat = StatOf(pid);
    if (stat.size() > 1 && stat[1] == root) sum += CpuOfTree(pid);
  }
  return sum;
}

std::string RunProgram(const std::vector<std::string>& command) {
  return RunMeasured(command, [] {}).output;
}

Measured RunMeasured(const std::vector<std::string>& command, const std::function<void()>& meanwhile) {
  constexpr int kLookMs = 20;
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  const absl::Time began = absl::Now();
  const pid_t pid = Spawn(command, pipe_ends[1]);
  close(pipe_ends[1]);
  Measured ran;
  char buffer[4096];
  absl::Time looked = began;
  for (;;) {
    pollfd wait{.fd = pipe_ends[0], .events = POLLIN, .revents = 0};
    if (poll(&wait, 1, kLookMs) > 0) {
      const ssize_t size = read(pipe_ends[0], buffer, sizeof buffer);
      if (size <= 0) break;
      ran.output.append(buffer, size_t(size));
    }
    if (absl::Now() - looked < absl::Milliseconds(kLookMs)) continue;
    looked = absl::Now();
    ran.most_megabytes = std::max(ran.most_megabytes, ProportionalOf(pid));
    meanwhile();
  }
  close(pipe_ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  ran.seconds = absl::ToDoubleSeconds(absl::Now() - began);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(absl::StrCat(absl::StrJoin(command, " "), ":\n", ran.output.substr(0, 2000)));
  }
  return ran;
}

ServerProcess::ServerProcess(const std::string& data_dir, const std::vector<std::string>& arguments)
    : socket_(data_dir + "/diandan.sock"), ready_file_(data_dir + "/ready") {
  fs::create_directories(data_dir);
  const std::string& ready = ready_file_;
  const std::string log = data_dir + "/server.log";
  fs::remove(ready);
  std::vector<std::string> command = {DIANDAN_SERVER, "--data", data_dir, "--ready_file",
                                      ready,          "--http", ""};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const absl::Time began = absl::Now();
  pid_ = Spawn(command, output);
  close(output);
  while (!fs::exists(ready)) {
    if (waitpid(pid_, nullptr, WNOHANG) != 0 || absl::Now() - began > absl::Minutes(2)) {
      const std::string text = Contents(log);
      throw std::runtime_error("the server did not start:\n" +
                               text.substr(text.size() - std::min(text.size(), size_t(2000))));
    }
    absl::SleepFor(absl::Milliseconds(2));
  }
  start_time_ = absl::Now() - began;
}

ServerProcess::~ServerProcess() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

int ServerProcess::http_port() const {
  int tcp = 0, http = 0;
  for (std::ifstream file(ready_file_); !(file >> tcp >> http); file.open(ready_file_)) file.close();
  return http;
}

double ServerProcess::ProportionalMegabytes() const {
  return MegabytesIn(absl::StrCat("/proc/", pid_, "/smaps_rollup"), "Pss:");
}

double ServerProcess::PeakMegabytes() const {
  return MegabytesIn(absl::StrCat("/proc/", pid_, "/status"), "VmHWM:");
}

void ServerProcess::ForgetPeak() const { std::ofstream(absl::StrCat("/proc/", pid_, "/clear_refs")) << 5; }

absl::Duration ServerProcess::CpuTime() const { return CpuOfTree(absl::StrCat(pid_)); }
absl::Duration ServerProcess::OwnCpuTime() const { return CpuOf(StatOf(absl::StrCat(pid_))); }

}  // namespace diandan::bench
