#include "services/db/postmaster.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/log.h"

namespace diandan::db {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(10);
constexpr int kFirstTries = 3;  // backends of a killed postmaster may hold its memory a moment longer

// Lines 1 and 8 of postmaster.pid: who, and whether he takes connections.
struct PidFile {
  pid_t pid = 0;
  bool ready = false;
};

PidFile ReadPidFile(const DataFolder& folder) {
  std::ifstream file(folder.cluster_path() + "/postmaster.pid");
  PidFile found;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (number == 1 && !absl::SimpleAtoi(line, &found.pid)) return {};
    if (number == 8) found.ready = absl::StripAsciiWhitespace(line) == "ready";
  }
  return found;
}

// A postmaster's working directory is its cluster; a stranger who got the same pid has another.
bool RunsHere(pid_t pid, const DataFolder& folder) {
  struct stat cwd, cluster;
  return pid > 0 && stat(absl::StrCat("/proc/", pid, "/cwd").c_str(), &cwd) == 0 &&
         stat(folder.cluster_path().c_str(), &cluster) == 0 && cwd.st_dev == cluster.st_dev &&
         cwd.st_ino == cluster.st_ino;
}

bool GoneWithin(absl::Duration limit, pid_t pid, const DataFolder& folder) {
  for (const absl::Time until = absl::Now() + limit; absl::Now() < until; absl::SleepFor(kPoll)) {
    if (!RunsHere(pid, folder)) return true;
  }
  return false;
}

Status StopOrphan(const DataFolder& folder) {
  const pid_t pid = ReadPidFile(folder).pid;
  if (pid <= 0) return absl::OkStatus();
  if (!RunsHere(pid, folder)) {
    // PostgreSQL would take a stranger of its own account with this pid for a running postmaster.
    unlink((folder.cluster_path() + "/postmaster.pid").c_str());
    return absl::OkStatus();
  }
  LogWarning("stopping the PostgreSQL of a server that was killed", {{"pid", pid}});
  kill(pid, SIGINT);
  if (GoneWithin(absl::Seconds(30), pid, folder)) return absl::OkStatus();
  kill(pid, SIGQUIT);
  if (GoneWithin(absl::Seconds(10), pid, folder)) return absl::OkStatus();
  return InvalidField("--data", folder.path(), absl::StrCat("folder_not_in_use:", pid));
}

class Watched : public Postmaster {
 public:
  Watched(const DataFolder& folder, std::vector<std::string> argv, const Account& account, bool quick_stop)
      : folder_(folder), argv_(std::move(argv)), account_(account), stop_(quick_stop ? SIGQUIT : SIGINT) {}

  ~Watched() override {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (pid_ > 0) kill(pid_, stop_);
    }
    if (thread_.joinable()) thread_.join();
  }

  Status StartWatching() {
    thread_ = std::thread([this] { Watch(); });
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Watched* self) { return self->ready_ || self->ended_; }, this));
    if (ready_) return absl::OkStatus();
    return InvalidField("--data", folder_.path(), absl::StrCat("postgres_starts:", folder_.LogTail()));
  }

  pid_t pid() const override {
    absl::MutexLock lock(&mutex_);
    return pid_;
  }

 private:
  // One thread spawns and waits, because the postmaster's death signal follows the thread's life.
  void Watch() {
    absl::Duration pause = absl::Milliseconds(100);
    for (int failed = 0; !Stopping();) {
      const bool was_ready = RunOnce();
      if (Stopping()) break;
      if (was_ready) {
        LogError("PostgreSQL died, starting it again");
        failed = 0;
        pause = absl::Milliseconds(100);
        continue;
      }
      LogError("PostgreSQL does not start", {{"end_of_its_log", folder_.LogTail()}});
      absl::MutexLock lock(&mutex_);
      if (!ready_ && ++failed >= kFirstTries) break;
      mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause);
      pause = std::min(2 * pause, absl::Seconds(10));
    }
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }

  bool Stopping() const {
    absl::MutexLock lock(&mutex_);
    return stopping_;
  }

  // From spawn to exit. True when it had become ready.
  bool RunOnce() {
    Fd cluster(open(folder_.cluster_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    auto log = folder_.OpenLog();
    if (!cluster.ok() || !log.ok()) return false;
    pid_t pid;
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) return false;
      pid = pid_ = Spawn({argv_, account_, cluster.get(), log->get()});
    }
    const bool ready = pid > 0 && WaitReady(pid);
    if (ready) WaitExit(pid);
    absl::MutexLock lock(&mutex_);
    pid_ = 0;
    return ready;
  }

  // False when the process ended first (it is reaped then).
  bool WaitReady(pid_t pid) {
    absl::Time tell = absl::Now() + absl::Seconds(5);
    while (waitpid(pid, nullptr, WNOHANG) == 0) {
      const PidFile file = ReadPidFile(folder_);
      if (file.pid == pid && file.ready) {
        absl::MutexLock lock(&mutex_);
        ready_ = true;
        return true;
      }
      if (absl::Now() > tell) {
        LogInfo("PostgreSQL is still starting: recovery after a crash takes its time");
        tell += absl::Seconds(5);
      }
      absl::SleepFor(kPoll);
    }
    return false;
  }

  void WaitExit(pid_t pid) {
    const Fd process(int(syscall(SYS_pidfd_open, pid, 0)));
    const int patience_ms = process.ok() ? 60'000 : 100;  // kernels before 5.3 are asked often instead
    absl::Time stop_asked = absl::InfiniteFuture();
    while (waitpid(pid, nullptr, WNOHANG) == 0) {
      pollfd one{process.get(), POLLIN, 0};
      if (poll(&one, 1, patience_ms) > 0) continue;
      folder_.TrimLog();
      if (!Stopping()) continue;
      stop_asked = std::min(stop_asked, absl::Now());
      if (absl::Now() - stop_asked > absl::Seconds(30)) kill(pid, SIGQUIT);
    }
  }

  const DataFolder& folder_;
  const std::vector<std::string> argv_;
  const Account account_;
  const int stop_;  // the signal for it
  mutable absl::Mutex mutex_;
  pid_t pid_ = 0;
  bool stopping_ = false;
  bool ready_ = false;  // was ready once
  bool ended_ = false;  // the thread gave up
  std::thread thread_;
};

}  // namespace

StatusOr<std::unique_ptr<Postmaster>> Postmaster::Start(const DataFolder& folder,
                                                        std::vector<std::string> argv, const Account& account,
                                                        bool quick_stop) {
  DD_RETURN_IF_ERROR(StopOrphan(folder));
  auto postmaster = std::make_unique<Watched>(folder, std::move(argv), account, quick_stop);
  DD_RETURN_IF_ERROR(postmaster->StartWatching());
  return std::unique_ptr<Postmaster>(std::move(postmaster));
}

}  // namespace diandan::db
