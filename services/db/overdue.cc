#include "services/db/overdue.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <limits>
#include <set>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "services/base/log.h"

namespace diandan::db {

// Lives as long as the process; its thread begins with the first connection.
class OverdueLook {
 public:
  static OverdueLook& Instance() {
    static auto* look = new OverdueLook;
    return *look;
  }

  void Add(Overdue* one) {
    absl::MutexLock lock(&mutex_);
    all_.insert(one);
  }

  void Remove(Overdue* one) {
    absl::MutexLock lock(&mutex_);
    all_.erase(one);
  }

 private:
  static constexpr absl::Duration kPace = absl::Milliseconds(250);

  OverdueLook() {
    std::thread([this] { Loop(); }).detach();
  }

  [[noreturn]] void Loop() {
    auto any = [this] { return !all_.empty(); };
    for (;; absl::SleepFor(kPace)) {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(&any));
      const int64_t now = absl::GetCurrentTimeNanos();
      for (Overdue* one : all_) Check(*one, now);
    }
  }

  static void Check(Overdue& one, int64_t now) {
    const int64_t since = one.since_;
    if (since == 0 || now - since <= one.patience_ns_) return;
    LogWarning("the database neither answers nor goes away; its connection is shut",
               {{"seconds", (now - since) / 1'000'000'000}});
    shutdown(one.socket_, SHUT_RDWR);
    one.since_ = 0;  // once
  }

  absl::Mutex mutex_;
  std::set<Overdue*> all_;
};

Overdue::Overdue(int socket, absl::Duration patience)
    : socket_(fcntl(socket, F_DUPFD_CLOEXEC, 0)),
      patience_ns_(patience == absl::InfiniteDuration() ? std::numeric_limits<int64_t>::max()
                                                        : absl::ToInt64Nanoseconds(patience)) {
  OverdueLook::Instance().Add(this);
}

Overdue::~Overdue() {
  OverdueLook::Instance().Remove(this);
  if (socket_ >= 0) close(socket_);
}

}  // namespace diandan::db
