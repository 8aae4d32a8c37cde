#include "services/hours/risk/detect.h"

#include <numeric>

#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

// Of one attendance and kind the weightiest is kept.
void KeepOneOfEachKind(Flags& flags) {
  std::sort(flags.begin(), flags.end(), [](const Flag& a, const Flag& b) {
    return std::tuple(a.attendance, a.kind, -a.points, a.figures) <
           std::tuple(b.attendance, b.kind, -b.points, b.figures);
  });
  flags.erase(std::unique(flags.begin(), flags.end(),
                          [](const Flag& a, const Flag& b) {
                            return a.attendance == b.attendance && a.kind == b.kind;
                          }),
              flags.end());
  std::sort(flags.begin(), flags.end(), [](const Flag& a, const Flag& b) {
    return std::tuple(a.attendance, -a.points, a.kind) < std::tuple(b.attendance, -b.points, b.kind);
  });
}

// The weightiest in full; what else is said adds half of itself.
std::vector<int32_t> PointsOf(const Flags& flags, size_t attendances) {
  std::vector<int32_t> points(attendances);
  std::vector<bool> seen(attendances);
  for (const Flag& flag : flags) {
    const size_t at = size_t(flag.attendance);
    points[at] += seen[at] ? flag.points / 2 : flag.points;
    points[at] = std::min(points[at], kMostPoints);
    seen[at] = true;
  }
  return points;
}

}  // namespace

Findings Detect(const Evidence& evidence) {
  const Board board(evidence);
  Findings findings;
  for (const auto find : {FindTwoPlaces, FindRelayedCodes, FindOneDevice, FindStuffing, FindSoldBackFill,
                          FindBursts, FindClonedTexts, FindReusedPhotos, FindClosedPairs, FindPadding}) {
    find(board, findings.flags);
  }
  for (Flag& flag : findings.flags) flag.points = std::clamp(flag.points, 1, kMostPoints);
  KeepOneOfEachKind(findings.flags);
  findings.points = PointsOf(findings.flags, evidence.attendances.size());
  for (size_t i = 0; i < findings.points.size(); ++i) {
    if (findings.points[i] >= kQueuePoints) findings.queue.push_back(Index(i));
  }
  std::sort(findings.queue.begin(), findings.queue.end(), [&](Index a, Index b) {
    return std::tuple(-findings.points[size_t(a)], board.At(a).start, a) <
           std::tuple(-findings.points[size_t(b)], board.At(b).start, b);
  });
  return findings;
}

}  // namespace diandan::hours::risk
