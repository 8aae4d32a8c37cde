// Instances as researchers of spatial crowdsourcing publish them ("gMission" style), so that outside problems
// can be solved and published optima compared. A text file:
//
//   WORKERS TASKS UTILITY CAPACITIES            counts of the lines below; the last two are for online
//   algorithms ARRIVAL w X Y RADIUS CAPACITY STAY RATE     a worker: from ARRIVAL until before ARRIVAL + STAY
//   ARRIVAL t X Y STAY PAY                      a task
//
// A worker may serve a task that is no farther than its radius, while both are there; that is worth PAY ×
// RATE. The best assignment gives each task to one worker, each worker no more tasks than its capacity, and
// is worth most. Coordinates are plane, times whole numbers, units whatever the file's author chose.
//
// Worth is counted in whole units of 1/scale and is exact where the file's decimals allow (`exact`), else
// each pair is off by half a unit at most. Pure; any thread. Source of the format: Tong et al., ICDE 2016 and
// TKDE 2019, with their program for the offline optimum.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/matching/plan/network.h"

namespace diandan::matching::plan {

inline constexpr int64_t kMaxCrowdPairs = 20'000'000;  // that may serve each other
inline constexpr double kMaxCrowdCoordinate = 1e7;
inline constexpr int64_t kMaxCrowdTime = 1'000'000'000;
inline constexpr int64_t kMaxCrowdValue = 1'000'000;  // of PAY and of RATE

// What is wrong with a file, for its reader to put into words.
struct CrowdFault {
  enum class Wish {
    kNone,       // nothing is wrong
    kText,       // the file has no line
    kNumber,     // a number
    kWhole,      // a whole number
    kWithin,     // from `low` to `high`
    kKind,       // w or t
    kMoreLines,  // as many lines of this kind as its first line says: `high`; `value` are there
    kEnd,        // no further word on the line
  };
  Wish wish = Wish::kNone;
  int64_t line = 0;   // from 1
  std::string field;  // "WORKERS", "X" …; as above
  std::string value;  // what stands there
  int64_t low = 0, high = 0;
};

// Tasks are the network's orders, workers its leaves, and a pair costs `ceiling` less what it is worth.
struct Crowd {
  CrowdFault fault;
  int32_t workers = 0, tasks = 0;
  Network network;
  int64_t ceiling = 0;
  int64_t scale = 1;  // a power of ten
  bool exact = true;
};

// At the first fault the rest is left empty.
Crowd ReadGMission(absl::string_view text);

// What the served tasks of a flow are worth together, in 1/scale; and how many they are.
struct CrowdWorth {
  int64_t units = 0;
  int32_t pairs = 0;
};
CrowdWorth WorthOf(const Crowd& crowd, const Flow& flow);
// "1878.4316": as many decimals as the scale has, without noughts at the end.
std::string WorthText(int64_t units, int64_t scale);

}  // namespace diandan::matching::plan
