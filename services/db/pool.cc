#include <utility>

#include "absl/random/random.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/db/query.h"

namespace diandan::db {

struct Pool::State {
  State(ConnectOptions options, int size) : options(std::move(options)), size(size) {}

  const ConnectOptions options;
  const int size;
  absl::Mutex mutex;
  absl::CondVar freed;
  std::vector<std::unique_ptr<Connection>> idle;
  int open = 0;  // idle and leased

  void Put(std::unique_ptr<Connection> connection) {
    std::vector<std::unique_ptr<Connection>> closing;  // closed outside the lock
    {
      absl::MutexLock lock(&mutex);
      if (connection->broken()) {
        // What broke one has most likely broken all: let nobody meet the others.
        open -= 1 + int(idle.size());
        closing.swap(idle);
        closing.push_back(std::move(connection));
        freed.SignalAll();
      } else {
        idle.push_back(std::move(connection));
        freed.Signal();
      }
    }
  }
};

Pool::Pool(ConnectOptions options, int size) : state_(std::make_unique<State>(std::move(options), size)) {}
Pool::~Pool() = default;
const ConnectOptions& Pool::options() const { return state_->options; }

Pool::Lease::~Lease() {
  if (!connection_) return;
  connection_->Rollback();
  pool_->state_->Put(std::move(connection_));
}

StatusOr<Pool::Lease> Pool::Take(absl::Duration wait) {
  const absl::Time until = absl::Now() + wait;
  {
    absl::MutexLock lock(&state_->mutex);
    while (state_->idle.empty() && state_->open >= state_->size) {
      if (state_->freed.WaitWithDeadline(&state_->mutex, until)) {
        if (state_->idle.empty() && state_->open >= state_->size) return Refuse(errors::v1::OVERLOADED);
      }
    }
    if (!state_->idle.empty()) {
      auto connection = std::move(state_->idle.back());
      state_->idle.pop_back();
      return Lease(this, std::move(connection));
    }
    ++state_->open;
  }
  try {
    return Lease(this, Connection::Open(state_->options));
  } catch (const Error& error) {
    absl::MutexLock lock(&state_->mutex);
    --state_->open;
    state_->freed.Signal();
    return ToStatus(error);
  }
}

namespace {

constexpr int kTries = 3;
constexpr absl::Duration kTakeWait = absl::Seconds(2);

void Pause(int tried) {
  thread_local absl::BitGen random;
  absl::SleepFor(absl::Milliseconds(absl::Uniform(random, 10, 40) << (2 * tried)));
}

// One try. `retry` is set when the same again may succeed and can do no harm.
Status TryOnce(Connection& connection, const std::string& counties, bool read_only,
               const std::function<Status(Connection&)>& body, bool* retry) {
  bool committing = false;
  try {
    connection.BeginFor(counties, read_only);
    Status status = body(connection);
    if (!status.ok()) {
      connection.Rollback();
      return status;
    }
    committing = true;
    connection.Commit();
    return status;
  } catch (const Error& error) {
    connection.Rollback();
    const bool lost = error.kind == Error::Kind::kLost;
    const bool outcome_unknown = lost && committing && !read_only;
    *retry = (lost || error.kind == Error::Kind::kRetry) && !outcome_unknown;
    return ToStatus(error);
  }
}

}  // namespace

Status Transact(Pool& pool, const std::vector<int32_t>& counties, bool read_only,
                const std::function<Status(Connection&)>& body) {
  return TransactFor(pool, CountyList(counties), read_only, body);
}

Status TransactFor(Pool& pool, const std::string& counties, bool read_only,
                   const std::function<Status(Connection&)>& body) {
  for (int tried = 1;; ++tried) {
    bool retry = false;
    Status status;
    if (auto lease = pool.Take(kTakeWait); lease.ok()) {
      status = TryOnce(**lease, counties, read_only, body, &retry);
    } else {
      status = lease.status();
      retry = ReasonOf(status) == errors::v1::DATABASE_UNAVAILABLE;
    }
    if (!retry || tried == kTries) return status;
    Pause(tried);
  }
}

}  // namespace diandan::db
