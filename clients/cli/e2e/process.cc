#include "clients/cli/e2e/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace diandan::cli {
namespace {

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> Environment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : added) all.push_back(absl::StrCat(name, "=", value));
  return all;
}

}  // namespace

Process::Process(std::vector<std::string> words, const std::map<std::string, std::string>& environment) {
  int ends[2];
  char file[] = "/tmp/diandan-talk-XXXXXX";
  const int talk = mkostemp(file, O_CLOEXEC);
  if (talk < 0 || pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  talk_file_ = file;
  answer_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, talk, STDERR_FILENO);
  std::vector<std::string> variables = Environment(environment);
  const int error = posix_spawnp(&pid_, words[0].c_str(), &actions, nullptr, Pointers(words).data(),
                                 Pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  close(talk);
  if (error != 0) throw std::runtime_error(words[0]);
}

Process::~Process() {
  if (pid_ > 0) {
    Signal(SIGKILL);
    Wait();
  }
  close(answer_);
  unlink(talk_file_.c_str());
}

bool Process::ReadSome() {
  char bytes[4096];
  ssize_t size;
  do {
    size = read(answer_, bytes, sizeof bytes);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return false;
  said_.append(bytes, static_cast<size_t>(size));
  return true;
}

bool Process::Says(const std::string& beginning) {
  do {
    if (absl::StartsWith(said_, beginning) || absl::StrContains(said_, "\n" + beginning)) return true;
  } while (ReadSome());
  return false;
}

void Process::Signal(int number) { kill(pid_, number); }

Ended Process::Wait() {
  while (ReadSome()) {
  }
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
  std::stringstream talk;
  talk << std::ifstream(talk_file_).rdbuf();
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), said_, talk.str()};
}

Ended RunProcess(std::vector<std::string> words, const std::map<std::string, std::string>& environment) {
  return Process(std::move(words), environment).Wait();
}

}  // namespace diandan::cli
