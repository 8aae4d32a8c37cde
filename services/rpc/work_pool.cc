#include "services/rpc/work_pool.h"

#include <deque>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"

namespace diandan::rpc {

class WorkPool::Impl {
 public:
  Impl(int threads, int max_queue) : max_queue_(size_t(max_queue)) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Loop(); });
  }
  ~Impl() {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
    }
    for (std::thread& thread : threads_) thread.join();
  }

  bool Submit(std::function<void()> work) {
    absl::MutexLock lock(&mutex_);
    if (stopping_ || queue_.size() >= max_queue_) return false;
    queue_.push_back(std::move(work));
    return true;
  }
  int queued() const {
    absl::MutexLock lock(&mutex_);
    return int(queue_.size());
  }

 private:
  bool Wakes() const { return stopping_ || !queue_.empty(); }

  void Loop() {
    while (true) {
      std::function<void()> work;
      {
        absl::MutexLock lock(&mutex_);
        mutex_.Await(absl::Condition(this, &Impl::Wakes));
        if (queue_.empty()) return;
        work = std::move(queue_.front());
        queue_.pop_front();
      }
      work();
    }
  }

  const size_t max_queue_;
  mutable absl::Mutex mutex_;
  bool stopping_ = false;
  std::deque<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
};

WorkPool::WorkPool(int threads, int max_queue) : impl_(std::make_unique<Impl>(threads, max_queue)) {}
WorkPool::~WorkPool() = default;
bool WorkPool::Submit(std::function<void()> work) { return impl_->Submit(std::move(work)); }
int WorkPool::queued() const { return impl_->queued(); }

}  // namespace diandan::rpc
