// Time is an argument of every rule; only edges read a clock.
#pragma once

#include <atomic>

#include "absl/time/time.h"

namespace diandan {

// China has one civil time, UTC+8, without daylight saving; no tz database needed.
absl::TimeZone ChinaTime();

class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
  // The machine's clock, cut to microseconds (what PostgreSQL keeps).
  static const Clock& System();
};

// For tests. Thread-safe.
class FakeClock : public Clock {
 public:
  explicit FakeClock(absl::Time now) : micros_(absl::ToUnixMicros(now)) {}
  absl::Time Now() const override { return absl::FromUnixMicros(micros_.load()); }
  void Advance(absl::Duration d) { micros_ += absl::ToInt64Microseconds(d); }
  void Set(absl::Time t) { micros_ = absl::ToUnixMicros(t); }

 private:
  std::atomic<int64_t> micros_;
};

}  // namespace diandan
