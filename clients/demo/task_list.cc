#include "clients/demo/task_list.h"

#include <algorithm>
#include <thread>

#include "absl/synchronization/mutex.h"

namespace diandan::demo {

bool IsThereAlready(const Status& refusal) {
  switch (ReasonOf(refusal)) {
    case errors::v1::ALREADY_EXISTS:
    case errors::v1::REQUEST_ID_REUSED:
    case errors::v1::MEMBERSHIP_EXISTS:
    case errors::v1::POST_HELD:
    case errors::v1::ORG_CODE_DUPLICATE:
      return true;
    default:
      return false;
  }
}

void Progress::Step() {
  ++done_;
  const int percent = total_ == 0 ? 100 : std::min(100, done_ * 100 / total_);
  if (percent == told_) return;
  told_ = percent;
  if (tell_) tell_(percent);
}

Status RunAll(const std::vector<Task>& tasks, int in_flight, Progress& progress) {
  absl::Mutex mutex;
  size_t next = 0;
  Status first_refusal;
  auto work = [&] {
    for (;;) {
      size_t mine;
      {
        absl::MutexLock lock(&mutex);
        if (next == tasks.size() || !first_refusal.ok()) return;
        mine = next++;
      }
      Status done = tasks[mine]();
      absl::MutexLock lock(&mutex);
      if (!done.ok() && !IsThereAlready(done)) first_refusal.Update(done);
      progress.Step();
    }
  };
  std::vector<std::thread> threads;
  const int count = std::min<int>(in_flight, static_cast<int>(tasks.size()));
  for (int i = 0; i < count; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return first_refusal;
}

}  // namespace diandan::demo
