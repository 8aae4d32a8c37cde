// How well an attendance is evidenced: a pure function of the picture and the policy. Evidence comes from
// what happened anyway; nobody is asked for photos or positions (design §9).
//
//   A  the person's own code on their own device, in and out, on the roster, and nothing against it
//   B  the leader or the station's witness recorded a side, or something small does not fit
//   C  a side is self-reported, assumed, late or doubtful
//   D  entered afterwards from memory; never passes by rule
#pragma once

#include <vector>

#include "diandan/hours/v1/entry.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Allowances of plausibility; beyond them a reviewer looks.
inline constexpr int kEarlyMinutes = 120;    // before the planned start
inline constexpr int kLateMinutes = 240;     // after the planned end
inline constexpr int kOvertimeMinutes = 60;  // longer than planned

struct Grading {
  v1::Grade grade = v1::GRADE_UNSPECIFIED;
  std::vector<v1::Doubt> doubts;
  bool passes_by_rule = false;
};

Grading GradeAttendance(const orders::v1::Settled& picture, const orders::v1::Attendance& attendance,
                        const PolicyRow& policy);

}  // namespace diandan::hours
