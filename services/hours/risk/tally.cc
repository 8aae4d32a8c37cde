#include "services/hours/risk/tally.h"

#include <numeric>

namespace diandan::hours::risk {

int64_t Tally::planted() const {
  return std::accumulate(kinds.begin(), kinds.end(), int64_t{0},
                         [](int64_t sum, const OfKind& kind) { return sum + kind.planted; });
}

int64_t Tally::found() const {
  return std::accumulate(kinds.begin(), kinds.end(), int64_t{0},
                         [](int64_t sum, const OfKind& kind) { return sum + kind.found; });
}

Tally Count(const Findings& findings, const std::vector<std::optional<Kind>>& truth) {
  Tally tally;
  for (size_t i = 0; i < truth.size(); ++i) {
    const bool flagged = findings.points[i] >= kQueuePoints;
    if (truth[i]) {
      Tally::OfKind& kind = tally.kinds[size_t(*truth[i])];
      ++kind.planted;
      kind.found += flagged;
    } else {
      ++tally.honest;
      tally.honest_flagged += flagged;
    }
  }
  std::vector<bool> seen(truth.size());
  for (const Flag& flag : findings.flags) {
    const size_t at = size_t(flag.attendance);
    if (findings.points[at] < kQueuePoints) continue;
    if (truth[at]) {
      tally.kinds[size_t(flag.kind)].named += *truth[at] == flag.kind;
    } else if (!seen[at]) {
      ++tally.honest_by_kind[size_t(flag.kind)];
    }
    seen[at] = true;
  }
  return tally;
}

}  // namespace diandan::hours::risk
