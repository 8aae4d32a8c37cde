// Figures that have to be counted in the database: once in a while by a thread of its own, so that whoever
// asks for /metrics waits for no query, and never in a lane. With several processes of one service each
// counts, so whoever sums over processes takes the highest (max by).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/db/query.h"
#include "services/rpc/handle.h"
#include "services/rpc/metrics.h"

namespace diandan::rpc {

class SampledFigures {
 public:
  // Lines of Prometheus text, of all counties, from one READ ONLY transaction. No ids and no names.
  using Count = std::function<std::string(const Home&, db::Connection&)>;

  // Counts at once, then every `period`, or when a hundred times as long has passed as the count took, four
  // minutes at most. What cannot be counted keeps its last value, for
  // diandan_figures_age_seconds{service,figures} to tell; `name` is its label.
  SampledFigures(const Home& home, std::string name, Count count, absl::Duration period = absl::Seconds(15));
  ~SampledFigures();

 private:
  void Loop();
  void Sample();
  std::string Lines() const;

  const Home& home_;
  const std::string name_;
  const Count count_;
  const absl::Duration period_;
  mutable absl::Mutex mutex_;
  bool stopping_ = false;
  std::string lines_;
  absl::Time counted_ = absl::Now();
  std::unique_ptr<Metrics::Gauge> shown_;
  std::thread thread_;
};

}  // namespace diandan::rpc
