// How a caller follows a plan that is being made, and stops it. Neither changes the result: two runs with the
// same instance and settings make the same plan, however long they took.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/status.h"

namespace diandan::matching::plan {

enum class Stage { kReading, kSolving, kPricing, kBounding, kSearching, kDone };

struct Progress {
  Stage stage = Stage::kReading;
  int round = 0;      // of this stage, from 0
  int rounds = 0;     // how many there will be at most; 0 = not known
  int64_t cost = -1;  // of the best plan so far; -1 = none yet
  int64_t bound = 0;  // no plan costs less
};

// Both are called on the thread that plans, a few times to a few hundred times a plan; both may be empty.
struct Control {
  std::function<void(const Progress&)> progress;
  std::function<bool()> cancelled;

  void Tell(const Progress& now) const {
    if (progress) progress(now);
  }
  // CANCELLED once the caller wants no more.
  absl::Status Ask() const {
    return cancelled && cancelled() ? absl::CancelledError("the plan was cancelled") : absl::OkStatus();
  }
};

}  // namespace diandan::matching::plan
