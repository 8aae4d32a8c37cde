#include "services/db/lane.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "services/base/fair_queue.h"
#include "services/base/log.h"
#include "services/base/wait_limit.h"
#include "services/db/answerer.h"
#include "services/db/batch.h"

namespace diandan::db {

namespace {

constexpr std::chrono::seconds kLearning{2};
constexpr int64_t kWorthLearning = 64;  // commands
// Few wait at any speed, and a batch of few says little about speed.
constexpr size_t kFewWait = 128, kFewInABatch = 8;
// Where the database is slow, batches are kept short for whoever comes next.
constexpr absl::Duration kLongestBatch = absl::Milliseconds(100);
constexpr size_t kShortBatch = 32;
// Before a deadline, so that the answer still arrives.
constexpr absl::Duration kTimeToAnswer = absl::Milliseconds(200);

}  // namespace

class Lanes::Worker {
 public:
  explicit Worker(Options options)
      : options_(std::move(options)),
        limit_(options_.longest_wait, kFewWait, size_t(options_.max_queue)),
        thread_([this] { Loop(); }) {}

  ~Worker() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
    while (!queue_.empty()) queue_.Pop().done(Refuse(Reason::DATABASE_UNAVAILABLE), 0);
  }

  void Submit(Command command) {
    Reason why = Reason::DATABASE_UNAVAILABLE;
    std::optional<Command> refused;
    bool enough = false;
    {
      std::lock_guard lock(mutex_);
      if (stopping_) {
        refused = std::move(command);
      } else {
        const CountyId county = command.county;
        const std::string caller = command.caller == nullptr ? "" : command.caller->subject;
        const bool call = IsCall(command);
        queue_.Push(county, caller, std::move(command));
        if (queue_.size() > limit_.Room()) {
          why = Reason::OVERLOADED;
          refused = queue_.TakeAwayFor(county, caller);
          ++counters_.shed;
        }
        counters_.queue = static_cast<int64_t>(queue_.size());
        enough =
            wakes_ == Wakes::kAny || queue_.size() >= options_.plenty || (wakes_ == Wakes::kCaller && call);
      }
    }
    if (enough) wake_.notify_one();
    if (refused) refused->done(Refuse(why), 0);
  }

  Counters counters() const {
    std::lock_guard lock(mutex_);
    return counters_;
  }

 private:
  void Loop() {
    while (true) {
      std::vector<BatchItem> batch = Next();
      if (batch.empty()) return;
      std::vector<BatchItem*> live;
      absl::Time now = options_.clock->Now();
      for (BatchItem& item : batch) {
        if (item.command.deadline < now) {
          item.answer = Refuse(Reason::DEADLINE_PASSED);
        } else {
          live.push_back(&item);
        }
      }
      const size_t count = live.size();
      const bool at_once = !live.empty() && RunStubbornly(live);
      answerer_.Answer(std::move(batch));
      if (at_once) LearnSpeed(count);
      LearnSizes();
    }
  }

  // Everything that waits, up to the limit; empty when stopping.
  std::vector<BatchItem> Next() {
    std::unique_lock lock(mutex_);
    counters_.running = 0;
    Gather(lock);
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    std::vector<BatchItem> batch;
    if (stopping_) return batch;
    const CountyId county = queue_.next();
    const size_t short_enough = std::max(kShortBatch, limit_.Within(kLongestBatch));
    const size_t most = std::min(short_enough, static_cast<size_t>(options_.max_batch));
    while (batch.size() < most && (options_.span_counties ? !queue_.empty() : queue_.Has(county)))
      batch.emplace_back(options_.span_counties ? queue_.Pop() : queue_.PopOf(county));
    counters_.queue = static_cast<int64_t>(queue_.size());
    counters_.running = static_cast<int64_t>(batch.size());
    crowded_ = batch.size() > 1;
    began_ = std::chrono::steady_clock::now();
    return batch;
  }

  // A transaction costs much the same for one command as for ten. Where callers come in crowds, a moment's
  // wait makes fewer of them; who calls alone never waits. For a follower's batch nobody waits at the door.
  void Gather(std::unique_lock<std::mutex>& lock) {
    if (!crowded_) return;
    auto plenty = [this] { return stopping_ || queue_.size() >= options_.plenty; };
    wakes_ = Wakes::kCaller;
    wake_.wait_until(lock, began_ + absl::ToChronoMilliseconds(options_.gather_followed),
                     [&] { return plenty() || queue_.Any(IsCall); });
    wakes_ = Wakes::kPlenty;
    wake_.wait_until(lock, began_ + absl::ToChronoMilliseconds(options_.gather), plenty);
    wakes_ = Wakes::kAny;
  }

  // A follower's batch has no request_id.
  static bool IsCall(const Command& command) { return !command.request_id.is_nil(); }

  // Until it is stored, refused, or the callers have waited long enough. A lost connection is the normal
  // case here: the request ids tell whether the lost COMMIT happened, so the batch is simply run again.
  // Whether it was stored at the first try.
  bool RunStubbornly(std::vector<BatchItem*>& items) {
    absl::Time give_up = absl::Now() + options_.patience;
    for (int attempt = 0;; ++attempt) {
      try {
        RunOnce(items);
        return attempt == 0;
      } catch (const Error& error) {
        bool again = error.kind == Error::Kind::kLost || (error.kind == Error::Kind::kRetry && attempt < 3);
        if (error.kind == Error::Kind::kLost) connection_.reset();
        if (again && absl::Now() < give_up && !stopping()) {
          Count([](Counters& c) { ++c.reruns; });
          const auto pause = absl::Milliseconds(absl::Uniform(random_, 5, 20) << std::min(attempt, 4));
          if (error.kind == Error::Kind::kLost) AnswerWhoMustGo(items, ToStatus(error), pause);
          if (items.empty()) return false;
          absl::SleepFor(pause);
          continue;
        }
        if (!again && items.size() > 1) {
          RunApart(items);
          return false;
        }
        for (BatchItem* item : items) item->answer = ToStatus(error);
        return false;
      } catch (const std::exception& bug) {  // of a verb that cannot even say what it touches
        if (items.size() > 1) {
          RunApart(items);
          return false;
        }
        items.front()->answer = Refuse(Reason::INTERNAL_ERROR, {{"problem", bug.what()}});
        return false;
      }
    }
  }

  // Who cannot wait for the next try is told why before the time is over, in the queue as well; the others
  // go on waiting.
  void AnswerWhoMustGo(std::vector<BatchItem*>& items, const Status& away, absl::Duration pause) {
    const absl::Time next_try = options_.clock->Now() + pause + kTimeToAnswer;
    std::vector<BatchItem> going;
    std::erase_if(items, [&](BatchItem* item) {
      if (item->command.deadline > next_try) return false;
      going.push_back(std::move(*item));
      item->command.done = nullptr;
      return true;
    });
    {
      std::lock_guard lock(mutex_);
      for (Command& command : queue_.TakeAll([&](const Command& c) { return c.deadline <= next_try; }))
        going.emplace_back(std::move(command));
      counters_.queue = static_cast<int64_t>(queue_.size());
    }
    for (BatchItem& item : going) item.answer = away;
    if (!going.empty()) answerer_.Answer(std::move(going));
  }

  // One bad command must not fail its neighbours: each one alone.
  void RunApart(std::vector<BatchItem*>& items) {
    Count([](Counters& c) { ++c.reruns; });
    for (BatchItem* item : items) {
      std::vector<BatchItem*> alone{item};
      RunStubbornly(alone);
    }
  }

  void RunOnce(std::vector<BatchItem*>& items) {
    if (!connection_ || connection_->broken()) connection_ = Connection::Open(options_.connect);
    BatchResult result = RunBatch(*connection_, *options_.tables, kept_, items);
    Count([&](Counters& c) {
      ++c.batches;
      c.commands += static_cast<int64_t>(items.size());
      c.events += result.events;
    });
    if (options_.on_commit) {
      for (const auto& [county, seq] : result.advanced) options_.on_commit(county, seq);
    }
  }

  // From the batch's beginning until it was stored at the first try.
  void LearnSpeed(size_t count) {
    if (count < kFewInABatch) return;
    std::lock_guard lock(mutex_);
    limit_.Done(count, absl::FromChrono(std::chrono::steady_clock::now() - began_));
  }

  // Now and then, and only where much is written; a failure costs a plan, no command.
  void LearnSizes() {
    if (!connection_ || connection_->broken()) return;
    const auto now = std::chrono::steady_clock::now();
    const int64_t commands = counters().commands;
    if (commands < learnt_at_ + kWorthLearning || now < learnt_ + kLearning) return;
    learnt_at_ = commands;
    learnt_ = now;
    try {
      connection_->Run("SELECT learn_sizes()");
    } catch (const Error& error) {
      LogWarning("the tables could not be counted",
                 {{"service", options_.service}, {"problem", error.what()}});
    }
  }

  bool stopping() const {
    std::lock_guard lock(mutex_);
    return stopping_;
  }
  template <typename F>
  void Count(F change) {
    std::lock_guard lock(mutex_);
    change(counters_);
  }

  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  FairQueue<Command> queue_;
  WaitLimit limit_;
  bool stopping_ = false;
  enum class Wakes { kAny, kCaller, kPlenty } wakes_ = Wakes::kAny;  // what ends the worker's wait
  bool crowded_ = false;                                             // the last batch had several commands
  std::chrono::steady_clock::time_point began_;                      // the last batch
  int64_t learnt_at_ = 0;                                            // commands, at the last LearnSizes()
  std::chrono::steady_clock::time_point learnt_;
  Counters counters_;
  std::unique_ptr<Connection> connection_;
  KeptPicture kept_;
  absl::InsecureBitGen random_;
  Answerer answerer_;
  std::thread thread_;
};

Lanes::Lanes(Options options) : worker_(std::make_unique<Worker>(std::move(options))) {}
Lanes::~Lanes() = default;

void Lanes::Submit(Command command) { worker_->Submit(std::move(command)); }

Status Lanes::Run(Command command) {
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  Status answer;
  command.done = [&](const Status& status, int64_t) {
    std::lock_guard lock(mutex);
    answer = status;
    done = true;
    answered.notify_one();
  };
  worker_->Submit(std::move(command));
  std::unique_lock lock(mutex);
  answered.wait(lock, [&] { return done; });
  return answer;
}

Lanes::Counters Lanes::counters() const { return worker_->counters(); }

}  // namespace diandan::db
