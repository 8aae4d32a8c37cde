#include "services/rpc/metrics.h"

#include <array>
#include <list>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"

namespace diandan::rpc {
namespace {

constexpr std::array<double, 12> kBounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                            0.05,   0.1,   0.25,   0.5,   1,    5};

struct Calls {
  std::map<absl::StatusCode, int64_t> by_code;
  std::array<int64_t, kBounds.size() + 1> buckets{};
  double seconds = 0;
};

void WriteCalls(absl::string_view rpc, const Calls& calls, std::string& out) {
  for (const auto& [code, count] : calls.by_code) {
    absl::StrAppend(&out, "diandan_calls_total{rpc=\"", rpc, "\",code=\"", absl::StatusCodeToString(code),
                    "\"} ", count, "\n");
  }
  int64_t sum = 0;
  for (size_t i = 0; i < calls.buckets.size(); ++i) {
    sum += calls.buckets[i];
    absl::StrAppend(&out, "diandan_call_seconds_bucket{rpc=\"", rpc, "\",le=\"",
                    i < kBounds.size() ? absl::StrCat(kBounds[i]) : "+Inf", "\"} ", sum, "\n");
  }
  absl::StrAppend(&out, "diandan_call_seconds_sum{rpc=\"", rpc, "\"} ", calls.seconds, "\n",
                  "diandan_call_seconds_count{rpc=\"", rpc, "\"} ", sum, "\n");
}

using Reader = std::function<std::string()>;

}  // namespace

class Metrics::Impl {
 public:
  void CountCall(absl::string_view rpc, absl::StatusCode code, absl::Duration took) {
    const double seconds = absl::ToDoubleSeconds(took);
    size_t bucket = 0;
    while (bucket < kBounds.size() && seconds > kBounds[bucket]) ++bucket;
    absl::MutexLock lock(&mutex_);
    Calls& calls = calls_[rpc];
    ++calls.by_code[code];
    ++calls.buckets[bucket];
    calls.seconds += seconds;
  }

  void CountFollowed(const std::string& follower, const std::string& owner, int64_t events, int64_t parked) {
    absl::MutexLock lock(&mutex_);
    auto& [total, aside] = followed_[absl::StrCat("{follower=\"", follower, "\",owner=\"", owner, "\"}")];
    total += events;
    aside += parked;
  }

  std::unique_ptr<Gauge> AddLines(Reader read) {
    absl::MutexLock lock(&readers_mutex_);
    readers_.push_back(std::move(read));
    return std::make_unique<Handle>(this, std::prev(readers_.end()));
  }

  std::string Text() const {
    std::string out;
    {
      absl::MutexLock lock(&mutex_);
      absl::StrAppend(&out, "# TYPE diandan_calls_total counter\n# TYPE diandan_call_seconds histogram\n");
      for (const auto& [rpc, calls] : calls_) WriteCalls(rpc, calls, out);
      for (const auto& [labels, counts] : followed_) {
        absl::StrAppend(&out, "diandan_events_followed_total", labels, " ", counts.first, "\n",
                        "diandan_events_parked_total", labels, " ", counts.second, "\n");
      }
    }
    absl::MutexLock lock(&readers_mutex_);
    for (const Reader& read : readers_) out += read();
    return out;
  }

 private:
  struct Handle : Gauge {
    Handle(Impl* impl, std::list<Reader>::iterator at) : impl(impl), at(at) {}
    ~Handle() override {
      absl::MutexLock lock(&impl->readers_mutex_);
      impl->readers_.erase(at);
    }
    Impl* impl;
    std::list<Reader>::iterator at;
  };

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Calls> calls_;
  std::map<std::string, std::pair<int64_t, int64_t>> followed_;
  mutable absl::Mutex readers_mutex_;  // apart: a reader may take locks of its own
  std::list<Reader> readers_;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Metrics& Metrics::Get() {
  static Metrics* const metrics = new Metrics;  // never destroyed: counted to the very end
  return *metrics;
}

void Metrics::CountCall(absl::string_view rpc, absl::StatusCode code, absl::Duration took) {
  impl_->CountCall(rpc, code, took);
}
void Metrics::CountFollowed(const std::string& follower, const std::string& owner, int64_t events,
                            int64_t parked) {
  impl_->CountFollowed(follower, owner, events, parked);
}
std::unique_ptr<Metrics::Gauge> Metrics::AddGauge(std::string series, std::function<double()> read) {
  return impl_->AddLines([series = std::move(series), read = std::move(read)] {
    return absl::StrCat(series, " ", read(), "\n");
  });
}
std::unique_ptr<Metrics::Gauge> Metrics::AddLines(std::function<std::string()> read) {
  return impl_->AddLines(std::move(read));
}
std::string Metrics::Text() const { return impl_->Text(); }

}  // namespace diandan::rpc
