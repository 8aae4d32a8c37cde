// The two programs as an operating system starts them: words, an environment, pipes, an exit code.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace diandan::cli {

struct Ended {
  int exit = 0;  // 128 + the signal that ended it
  std::string answer, talk;
};

class Process {
 public:
  // `environment` is added to this process's own; its standard input is empty. Throws when it cannot start.
  Process(std::vector<std::string> words, const std::map<std::string, std::string>& environment = {});
  // Killed when it still runs.
  ~Process();
  Process(const Process&) = delete;

  // Reads what it answers until a line begins so; false when it ended first.
  bool Says(const std::string& beginning);
  void Signal(int number);
  // Waits until it has ended.
  Ended Wait();
  pid_t pid() const { return pid_; }

 private:
  bool ReadSome();

  pid_t pid_ = 0;
  int answer_ = -1;
  std::string said_, talk_file_;
};

// Starts it and waits.
Ended RunProcess(std::vector<std::string> words, const std::map<std::string, std::string>& environment = {});

}  // namespace diandan::cli
