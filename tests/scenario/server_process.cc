#include "tests/scenario/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

extern char** environ;

namespace diandan::scenario {
namespace {

// What staged_server.cc understands, a word and its value a line.
std::string Describe(const ServerConfig& config) {
  std::string lines;
  auto tell = [&lines](const char* word, const std::string& value) {
    if (!value.empty()) absl::StrAppend(&lines, word, " ", value, "\n");
  };
  tell("data", config.data_dir);
  tell("keys", config.keys_dir);
  for (const std::string& target : config.targets) tell("target", target);
  tell("database", config.database);
  tell("socket", config.unix_socket);
  tell("tcp", config.tcp_address);
  tell("http", config.http_address);
  tell("certificate", config.tls.certificate);
  tell("private_key", config.tls.private_key);
  tell("authority", config.tls.authority);
  for (const auto& [service, address] : config.peers) tell("peer", service + "=" + address);
  return lines;
}

std::string ClockLine(absl::Time now) { return absl::StrCat("clock ", absl::ToUnixMicros(now), "\n"); }

}  // namespace

ServerProcess::~ServerProcess() {
  absl::MutexLock lock(&mutex_);
  Reap();
}

void ServerProcess::Start() {
  signal(SIGPIPE, SIG_IGN);  // a server that died is noticed by its silence
  absl::MutexLock lock(&mutex_);
  Reap();
  int to[2], from[2];
  if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
  char program[] = DIANDAN_STAGED_SERVER;
  char* const argv[] = {program, nullptr};
  if (posix_spawn(&pid_, program, &actions, nullptr, argv, environ) != 0) pid_ = 0;
  posix_spawn_file_actions_destroy(&actions);
  close(to[0]);
  close(from[1]);
  in_ = fdopen(to[1], "w");
  out_ = fdopen(from[0], "r");
  (void)Ask(ClockLine(now_));
  std::fputs(Describe(config_).c_str(), in_);
  const std::string answer = Ask("start\n");
  if (std::sscanf(answer.c_str(), "ready %d", &http_port_) == 1) return;
  Reap();
  throw std::runtime_error(absl::StrCat("a server did not start: ", answer));
}

void ServerProcess::End() {
  absl::MutexLock lock(&mutex_);
  if (in_ != nullptr) std::fclose(in_);
  in_ = nullptr;
}

void ServerProcess::Kill() {
  absl::MutexLock lock(&mutex_);
  if (pid_ > 0) kill(pid_, SIGKILL);
  Reap();
}

void ServerProcess::Halt(bool halted) {
  absl::MutexLock lock(&mutex_);
  if (pid_ > 0) kill(pid_, halted ? SIGSTOP : SIGCONT);
}

void ServerProcess::SetClock(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  now_ = now;
  if (in_ != nullptr) (void)Ask(ClockLine(now));
}

// One line there, one line back; nothing when it has died.
std::string ServerProcess::Ask(const std::string& line) {
  std::fputs(line.c_str(), in_);
  std::fflush(in_);
  char answer[4096] = "";
  if (std::fgets(answer, sizeof answer, out_) == nullptr) return "it died";
  std::string said = answer;
  while (absl::EndsWith(said, "\n")) said.pop_back();
  return said;
}

void ServerProcess::Reap() {
  if (in_ != nullptr) std::fclose(in_);
  if (pid_ > 0) waitpid(pid_, nullptr, 0);
  if (out_ != nullptr) std::fclose(out_);
  in_ = out_ = nullptr;
  pid_ = 0;
}

}  // namespace diandan::scenario
