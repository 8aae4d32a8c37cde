// A few attendances by hand, for tests of the detector.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/hours/risk/detect.h"

namespace diandan::hours::risk {

inline constexpr int64_t kMinute = 60, kHour = 3600, kDay = 86400;
// Monday 2026-09-07 09:00, UTC+8.
inline constexpr int64_t kMonday = 1'788'742'800;

// People, teams, places, accounts and phones are numbers below 1000; person n has phone n and account n.
class Handmade {
 public:
  Handmade();

  // 90 minutes from then on, by team `team` at place `place`.
  Index Order(Index team, Index place, int64_t start, int64_t minutes = 90);
  // The whole plan, by the person's own code at both ends.
  Index Own(Index order, Index person);
  Index Own(Index order, Index person, int64_t start, int64_t end);
  // By the team's leader, who has the account 900 + team.
  Index Led(Index order, Index person);
  Index Led(Index order, Index person, int64_t start, int64_t end);

  risk::Order& order(Index index) { return evidence.orders[size_t(index)]; }
  Attendance& at(Index index) { return evidence.attendances[size_t(index)]; }
  // Honest services of others, so that the county has something usual: two people a service, one after the
  // other, persons and teams from 500 on, places from 100 on.
  void Background(int orders);

  Findings Detected() const { return Detect(evidence); }
  // The flag of that kind on that attendance.
  static const Flag* Find(const Findings& findings, Index attendance, Kind kind);

  Evidence evidence;
};

}  // namespace diandan::hours::risk
