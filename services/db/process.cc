#include "services/db/process.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace diandan::db {
namespace {

constexpr int kFolderFd = 3;
constexpr int kExitNotStarted = 126;

// Between fork and exec of a threaded process only system calls are safe: no memory, no locks.
[[noreturn]] void Child(const Program& program, char* const* argv, pid_t parent) {
  setsid();  // a Ctrl-C on the terminal is for us, who then stop PostgreSQL in order
  const int null = open("/dev/null", O_RDWR);
  dup2(null, STDIN_FILENO);
  dup2(program.output >= 0 ? program.output : null, STDOUT_FILENO);
  dup2(program.output >= 0 ? program.output : null, STDERR_FILENO);
  int first_to_close = kFolderFd;
  if (program.folder >= 0) {
    if (program.folder == kFolderFd) {
      fcntl(kFolderFd, F_SETFD, 0);
    } else {
      dup2(program.folder, kFolderFd);
    }
    first_to_close = kFolderFd + 1;
  }
  syscall(SYS_close_range, first_to_close, ~0U, 0);
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  umask(0077);
  if (geteuid() == 0 &&
      (setgroups(0, nullptr) != 0 || setgid(program.account.gid) != 0 || setuid(program.account.uid) != 0)) {
    _exit(kExitNotStarted);
  }
  // A change of user clears the death signal, so it is set after it; and the parent may be gone by now.
  prctl(PR_SET_PDEATHSIG, SIGINT);
  if (getppid() != parent || chdir("/") != 0) _exit(kExitNotStarted);
  static char path[] = "PATH=/usr/bin:/bin";
  static char locale[] = "LC_ALL=C.UTF-8";
  static char* const environment[] = {path, locale, nullptr};
  execve(argv[0], argv, environment);
  _exit(kExitNotStarted);
}

}  // namespace

pid_t Spawn(const Program& program) {
  std::vector<char*> argv;
  for (const auto& argument : program.argv) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) Child(program, argv.data(), parent);
  return pid;
}

int SpawnAndWait(const Program& program) {
  const pid_t pid = Spawn(program);
  if (pid < 0) return -1;
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace diandan::db
