#include "tests/fault/ha/pulse.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/words.h"

namespace diandan::fault {
namespace {

constexpr absl::Duration kPace = absl::Milliseconds(100);

}  // namespace

Pulse::Pulse(std::shared_ptr<scenario::Hosting> hosting, CountyId county)
    : stage_(std::move(hosting), county) {
  stage_.At(13, 55);
  stage_.patience = absl::Minutes(3);
  stage_.again = [](const Status& refusal) {
    if (!Retryable(ReasonOf(refusal))) return false;
    absl::SleepFor(absl::Milliseconds(20));
    return true;
  };
  working_ = std::async(std::launch::async, [this] { Beat(); });
}

Pulse::~Pulse() { ending_ = true; }

// By turns in two services: people of `volunteers`, the weights of `matching`.
void Pulse::Beat() {
  for (int n = 0; !ending_; ++n) {
    stage_.Register(absl::StrCat("Pulse ", n));
    {
      absl::MutexLock lock(&mutex_);
      beats_.push_back(absl::Now());
    }
    stage_.AskByItself(n % 2 == 0);
    absl::SleepFor(kPace);
  }
}

absl::Duration Pulse::LongestSilence(absl::Time from) const {
  absl::MutexLock lock(&mutex_);
  absl::Duration longest;
  absl::Time last = from;
  for (auto beat = std::upper_bound(beats_.begin(), beats_.end(), from); beat != beats_.end(); ++beat) {
    longest = std::max(longest, *beat - last);
    last = *beat;
  }
  return std::max(longest, absl::Now() - last);
}

int Pulse::End() {
  ending_ = true;
  working_.get();
  absl::MutexLock lock(&mutex_);
  return int(beats_.size());
}

}  // namespace diandan::fault
