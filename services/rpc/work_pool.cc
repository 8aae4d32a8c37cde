#include "services/rpc/work_pool.h"

#include <deque>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/fair_queue.h"
#include "services/base/wait_limit.h"

namespace diandan::rpc {
namespace {

constexpr absl::Duration kLongestInQueue = absl::Seconds(1);
constexpr size_t kFewJobs = 128;  // wait at any speed

}  // namespace

class WorkPool::Impl {
 public:
  Impl(int threads, int max_queue)
      : max_queue_(size_t(max_queue)), limit_(kLongestInQueue * threads, kFewJobs, max_queue_) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Loop(); });
  }
  ~Impl() {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
    }
    for (std::thread& thread : threads_) thread.join();
  }

  void Submit(CountyId county, const std::string& caller, std::function<void()> work,
              std::function<void()> refused) {
    std::optional<Job> too_much;
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) {
        too_much = Job{nullptr, std::move(refused)};
      } else {
        queue_.Push(county, caller, {std::move(work), std::move(refused)});
        if (queue_.size() > limit_.Room()) too_much = queue_.TakeAwayFor(county, caller);
      }
      if (too_much) ++shed_;
    }
    if (too_much && too_much->refused) too_much->refused();
  }
  bool Submit(std::function<void()> work) {
    absl::MutexLock lock(&mutex_);
    if (stopping_ || own_.size() >= max_queue_) return false;
    own_.push_back(std::move(work));
    return true;
  }
  int queued() const {
    absl::MutexLock lock(&mutex_);
    return int(queue_.size() + own_.size());
  }
  int64_t shed() const {
    absl::MutexLock lock(&mutex_);
    return shed_;
  }

 private:
  struct Job {
    std::function<void()> work, refused;
  };
  bool Wakes() const { return stopping_ || !queue_.empty() || !own_.empty(); }

  // The service's own work and calls in turn; null when there is nothing left.
  std::function<void()> Next() {
    if (!own_.empty() && (queue_.empty() || std::exchange(own_next_, !own_next_))) {
      auto work = std::move(own_.front());
      own_.pop_front();
      return work;
    }
    return queue_.empty() ? nullptr : queue_.Pop().work;
  }

  void Loop() {
    std::optional<absl::Duration> took;  // the last one
    while (true) {
      std::function<void()> work;
      {
        absl::MutexLock lock(&mutex_);
        if (took) limit_.Done(1, *took);
        mutex_.Await(absl::Condition(this, &Impl::Wakes));
        work = Next();
      }
      if (!work) return;
      const absl::Time began = absl::Now();
      work();
      took = absl::Now() - began;
    }
  }

  const size_t max_queue_;
  mutable absl::Mutex mutex_;
  bool stopping_ = false;
  FairQueue<Job> queue_;
  std::deque<std::function<void()>> own_;
  bool own_next_ = true;
  WaitLimit limit_;
  int64_t shed_ = 0;
  std::vector<std::thread> threads_;
};

WorkPool::WorkPool(int threads, int max_queue) : impl_(std::make_unique<Impl>(threads, max_queue)) {}
WorkPool::~WorkPool() = default;
void WorkPool::Submit(CountyId county, const std::string& caller, std::function<void()> work,
                      std::function<void()> refused) {
  impl_->Submit(county, caller, std::move(work), std::move(refused));
}
bool WorkPool::Submit(std::function<void()> work) { return impl_->Submit(std::move(work)); }
int64_t WorkPool::shed() const { return impl_->shed(); }
int WorkPool::queued() const { return impl_->queued(); }

}  // namespace diandan::rpc
