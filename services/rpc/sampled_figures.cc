#include "services/rpc/sampled_figures.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace diandan::rpc {
namespace {

constexpr int kPausesPerCount = 100;
// An alert says after five minutes that nobody counts (deploy/prometheus/diandan.rules.yml).
constexpr absl::Duration kLongestPause = absl::Minutes(4);

}  // namespace

SampledFigures::SampledFigures(const Home& home, std::string name, Count count, absl::Duration period)
    : home_(home), name_(std::move(name)), count_(std::move(count)), period_(period) {
  shown_ = Metrics::Get().AddLines([this] { return Lines(); });
  thread_ = std::thread([this] { Loop(); });
}

SampledFigures::~SampledFigures() {
  shown_.reset();
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void SampledFigures::Loop() {
  while (true) {
    const absl::Time began = absl::Now();
    Sample();
    // A province counts long: it shall not count all the time. Nor is a database that was away for long left
    // alone.
    const absl::Duration pause =
        std::max(period_, std::min(kPausesPerCount * (absl::Now() - began), kLongestPause));
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause)) return;
  }
}

void SampledFigures::Sample() {
  std::string lines;
  const Status status =
      db::TransactFor(*home_.pool, db::kAllCounties, /*read_only=*/true, [&](db::Connection& connection) {
        connection.Run("SET LOCAL enable_seqscan = on");
        lines = count_(home_, connection);
        return absl::OkStatus();
      });
  if (!status.ok()) return;
  absl::MutexLock lock(&mutex_);
  lines_ = std::move(lines);
  counted_ = absl::Now();
}

std::string SampledFigures::Lines() const {
  absl::MutexLock lock(&mutex_);
  return absl::StrCat(lines_, "diandan_figures_age_seconds{service=\"", home_.service, "\",figures=\"", name_,
                      "\"} ", absl::ToDoubleSeconds(absl::Now() - counted_), "\n");
}

}  // namespace diandan::rpc
