#include "services/base/throttle.h"

namespace diandan {

bool Throttle::Take(const std::string& asker, absl::Time now) {
  const int64_t minute = absl::ToUnixSeconds(now) / 60;
  const absl::MutexLock lock(&mutex_);
  if (minute != minute_) {
    minute_ = minute;
    taken_ = 0;
    by_asker_.clear();
  }
  // The map is never longer than what all together may ask.
  if (taken_ >= together_) return false;
  int& own = by_asker_[asker];
  if (own >= each_) return false;
  ++own;
  ++taken_;
  return true;
}

}  // namespace diandan
