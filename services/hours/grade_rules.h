// How well an attendance is evidenced: a pure function of the picture and the policy. Evidence comes from
// what happened anyway; nobody is asked for photos or positions (design §9).
//
//   A  the person's own code on their own device, in and out, or recorded by leader or witness and the
//   resident
//      or the witness counted exactly as many heads; on the roster, and nothing against it
//   B  the leader or the station's witness recorded a side, or something small does not fit
//   C  a side is self-reported, assumed, late or doubtful
//   D  entered afterwards from memory; never passes by rule
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/entry.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Allowances of plausibility; beyond them a reviewer looks.
inline constexpr int kEarlyMinutes = 120;  // before the planned start
inline constexpr int kLateMinutes = 240;   // after the planned end

// What a picture says of one attendance before any policy. It is kept with the entry, so that an entry can be
// graded once more under another policy.
struct GradeFacts {
  std::vector<v1::Doubt> doubts;  // those that no policy changes
  int32_t minutes = 0;
  int32_t planned_minutes = 0;  // of its session; 0: not known
  int32_t session_minutes = 0;  // of this person in this session, this attendance included
  bool photo_lacking = false;   // a service that carries a risk ended without a photo
};
GradeFacts FactsOf(const orders::v1::Settled& picture, const orders::v1::Attendance& attendance);
// As an entry's row kept them; `doubts`: all that it was found to have, by names.
GradeFacts KeptFacts(const std::vector<std::string>& doubts, int32_t minutes, int32_t planned_minutes,
                     int32_t session_minutes, bool photo_lacking);

struct Grading {
  v1::Grade grade = v1::GRADE_UNSPECIFIED;
  std::vector<v1::Doubt> doubts;
  bool passes_by_rule = false;
};
Grading GradeBy(const GradeFacts& facts, const PolicyRow& policy);

// A doubt that a policy cannot wave through, whatever the grade: somebody has to look.
bool NeedsAReviewer(v1::Doubt doubt);

}  // namespace diandan::hours
