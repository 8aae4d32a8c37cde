// How a detector did on an instance whose truth is told.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "services/hours/risk/detect.h"

namespace diandan::hours::risk {

struct Tally {
  struct OfKind {
    int64_t planted = 0;
    int64_t found = 0;  // in the queue, whatever the flag says
    int64_t named = 0;  // with a flag of this very kind
  };
  std::array<OfKind, kKinds> kinds;
  int64_t honest = 0, honest_flagged = 0;
  std::array<int64_t, kKinds> honest_by_kind{};  // the weightiest flag of each honest one in the queue

  int64_t planted() const;
  int64_t found() const;
};

// `truth`: of each attendance; nothing is honest.
Tally Count(const Findings& findings, const std::vector<std::optional<Kind>>& truth);

}  // namespace diandan::hours::risk
