#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/rpc/follower.h"

namespace diandan::rpc {

class Progress::Impl {
 public:
  ~Impl() {
    std::vector<Waiter> rest;
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      for (auto& [key, waiters] : waiting_)
        std::move(waiters.begin(), waiters.end(), std::back_inserter(rest));
      waiting_.clear();
    }
    if (timer_.joinable()) timer_.join();
    for (Waiter& waiter : rest) waiter.done(false);
  }

  void Reached(const std::string& owner, CountyId county, int64_t seq) {
    std::vector<Waiter> woken;
    {
      absl::MutexLock lock(&mutex_);
      int64_t& at = reached_[owner][county];
      at = std::max(at, seq);
      auto found = waiting_.find({owner, county});
      if (found == waiting_.end()) return;
      auto& waiters = found->second;
      auto rest = std::partition(waiters.begin(), waiters.end(), [&](const Waiter& w) { return w.seq > at; });
      std::move(rest, waiters.end(), std::back_inserter(woken));
      waiters.erase(rest, waiters.end());
      if (waiters.empty()) waiting_.erase(found);
    }
    for (Waiter& waiter : woken) waiter.done(true);
  }

  void When(const std::string& owner, CountyId county, int64_t seq, absl::Time deadline,
            std::function<void(bool)> done) {
    {
      absl::MutexLock lock(&mutex_);
      auto followed = reached_.find(owner);
      if (followed != reached_.end() && At(followed->second, county) < seq && !stopping_) {
        waiting_[{owner, county}].push_back({seq, deadline, std::move(done)});
        if (!timer_.joinable()) timer_ = std::thread([this] { Expire(); });
        return;
      }
    }
    done(true);
  }

  int64_t At(const std::string& owner, CountyId county) const {
    absl::MutexLock lock(&mutex_);
    auto followed = reached_.find(owner);
    return followed == reached_.end() ? 0 : At(followed->second, county);
  }

  void Follows(const std::string& owner) {
    absl::MutexLock lock(&mutex_);
    reached_[owner];
  }

 private:
  using Counties = absl::flat_hash_map<CountyId, int64_t>;
  struct Waiter {
    int64_t seq;
    absl::Time deadline;
    std::function<void(bool)> done;
  };

  static int64_t At(const Counties& counties, CountyId county) {
    auto it = counties.find(county);
    return it == counties.end() ? 0 : it->second;
  }

  bool Waits() const { return stopping_ || !waiting_.empty(); }

  // Started by the first waiter. Looks at all of them 20 times a second while there are any: they are few,
  // and gone within two seconds.
  void Expire() {
    while (true) {
      std::vector<Waiter> late;
      {
        absl::MutexLock lock(&mutex_);
        mutex_.Await(absl::Condition(this, &Impl::Waits));
        mutex_.AwaitWithTimeout(absl::Condition(&stopping_), absl::Milliseconds(50));
        if (stopping_) return;
        TakeLate(late);
      }
      for (Waiter& waiter : late) waiter.done(false);
    }
  }

  void TakeLate(std::vector<Waiter>& late) {
    const absl::Time now = absl::Now();
    for (auto it = waiting_.begin(); it != waiting_.end();) {
      auto& waiters = it->second;
      auto rest =
          std::partition(waiters.begin(), waiters.end(), [&](const Waiter& w) { return w.deadline > now; });
      std::move(rest, waiters.end(), std::back_inserter(late));
      waiters.erase(rest, waiters.end());
      it = waiters.empty() ? waiting_.erase(it) : std::next(it);
    }
  }

  mutable absl::Mutex mutex_;
  bool stopping_ = false;
  std::map<std::string, Counties> reached_;
  std::map<std::pair<std::string, CountyId>, std::vector<Waiter>> waiting_;
  std::thread timer_;
};

Progress::Progress() : impl_(std::make_unique<Impl>()) {}
Progress::~Progress() = default;
void Progress::Reached(const std::string& owner, CountyId county, int64_t seq) {
  impl_->Reached(owner, county, seq);
}
void Progress::When(const std::string& owner, CountyId county, int64_t seq, absl::Time deadline,
                    std::function<void(bool)> done) {
  impl_->When(owner, county, seq, deadline, std::move(done));
}
int64_t Progress::At(const std::string& owner, CountyId county) const { return impl_->At(owner, county); }
void Progress::Follows(const std::string& owner) { impl_->Follows(owner); }

}  // namespace diandan::rpc
