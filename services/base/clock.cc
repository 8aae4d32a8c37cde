#include "services/base/clock.h"

#include "absl/time/clock.h"

namespace diandan {
namespace {

class SystemClock : public Clock {
 public:
  absl::Time Now() const override { return absl::FromUnixMicros(absl::ToUnixMicros(absl::Now())); }
};

}  // namespace

absl::TimeZone ChinaTime() { return absl::FixedTimeZone(8 * 60 * 60); }

const Clock& Clock::System() {
  static const SystemClock clock;
  return clock;
}

}  // namespace diandan
