// The detector: says which attendances a person should look at, and why. Flags never convict: each carries
// the figures it rests on, and what is common in this county counts for nothing (thresholds.h).
//
//   const Findings findings = Detect(evidence);
//   for (Index attendance : findings.queue) …   // riskiest first
//
// One thread; a second or less for 100,000 attendances. Pure: the same evidence gives the same findings.
// Whoever calls guarantees that indices are within the evidence's counts.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "services/hours/risk/evidence.h"
#include "services/hours/risk/kinds.h"

namespace diandan::hours::risk {

inline constexpr int kQueuePoints = 50;  // from here on somebody should look
inline constexpr int kMostPoints = 100;
inline constexpr size_t kOthersKept = 12;

// What the sentence of a flag is made from; which of them counts what stands beside each kind in words.cc.
using Figures = std::array<int64_t, 5>;

struct Flag {
  Index attendance = kNobody;
  Kind kind = Kind::kSoldBackFill;
  int32_t points = 0;  // 1 to kMostPoints
  Figures figures{};
  std::vector<Index> others;  // other attendances concerned, at most kOthersKept
};

struct Findings {
  std::vector<Flag> flags;      // by attendance, the weightiest first
  std::vector<int32_t> points;  // by attendance
  std::vector<Index> queue;     // those with kQueuePoints or more, most points first
};

Findings Detect(const Evidence& evidence);

}  // namespace diandan::hours::risk
