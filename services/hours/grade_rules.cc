#include "services/hours/grade_rules.h"

#include <algorithm>
#include <set>

#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;

bool Has(const o::Attendance& attendance, o::AttendanceFlag flag) {
  return std::find(attendance.flags().begin(), attendance.flags().end(), flag) != attendance.flags().end();
}

bool EitherSide(const o::Attendance& attendance, o::RecordedHow how) {
  return attendance.in_how() == how || attendance.out_how() == how;
}

const o::Session* SessionOf(const o::Settled& picture, const std::string& session_id) {
  for (const o::Session& session : picture.sessions()) {
    if (session.session_id() == session_id) return &session;
  }
  return nullptr;
}

// More people than the resident or the witness saw.
bool MoreThanSeen(const o::Settled& picture) {
  std::set<std::string> people;
  for (const o::Attendance& attendance : picture.attendances()) people.insert(attendance.volunteer_id());
  int seen = picture.evidence().headcount();
  return seen > 0 && static_cast<int>(people.size()) > seen;
}

// An account that checked itself in by code belongs to who served. That one neither placed the order, nor saw
// the closing code, nor stood witness.
bool ServedTeamHadAPart(const o::Settled& picture) {
  std::set<std::string> served;
  for (const o::Attendance& attendance : picture.attendances()) {
    if (attendance.in_how() == o::OWN_CODE) served.insert(attendance.in_recorder());
    if (attendance.out_how() == o::OWN_CODE) served.insert(attendance.out_recorder());
  }
  served.erase("");
  const o::Evidence& evidence = picture.evidence();
  bool witnessed = evidence.closed_how() == o::STATION_WITNESS || evidence.closed_how() == o::CALL_BACK;
  if (witnessed && served.contains(evidence.closer())) return true;
  if (served.contains(evidence.placer())) return true;
  return std::any_of(evidence.code_viewers().begin(), evidence.code_viewers().end(),
                     [&](const std::string& viewer) { return served.contains(viewer); });
}

// Collects doubts; each lowers the grade to at best `to`.
class Doubts {
 public:
  void Add(bool applies, v1::Doubt doubt, v1::Grade to) {
    if (!applies) return;
    found_.push_back(doubt);
    grade_ = std::max(grade_, to);
  }
  v1::Grade grade() const { return grade_; }
  const std::vector<v1::Doubt>& found() const { return found_; }

 private:
  v1::Grade grade_ = v1::A;
  std::vector<v1::Doubt> found_;
};

void AddPlan(const o::Settled& picture, const o::Attendance& attendance, Doubts& doubts) {
  const o::Session* plan = SessionOf(picture, attendance.session_id());
  if (plan == nullptr) return doubts.Add(true, v1::OUTSIDE_PLAN, v1::B);
  absl::Time start = FromProto(plan->start_time()), end = FromProto(plan->end_time());
  bool outside = FromProto(attendance.start_time()) < start - absl::Minutes(kEarlyMinutes) ||
                 FromProto(attendance.end_time()) > end + absl::Minutes(kLateMinutes);
  doubts.Add(outside, v1::OUTSIDE_PLAN, v1::B);
  bool longer = absl::Minutes(attendance.minutes()) > end - start + absl::Minutes(kOvertimeMinutes);
  doubts.Add(longer, v1::LONGER_THAN_PLANNED, v1::B);
}

// Doubts that a policy cannot wave through, whatever the grade: somebody has to look.
bool NeedsAReviewer(v1::Doubt doubt) {
  switch (doubt) {
    case v1::NOT_OWN_CODE:
    case v1::RECORDED_BY_ONE_SIDE:
    case v1::END_NOT_RECORDED:
    case v1::JOINED_ROSTER_LATE:
      return false;
    default:
      return true;
  }
}

}  // namespace

Grading GradeAttendance(const o::Settled& picture, const o::Attendance& attendance, const PolicyRow& policy) {
  Doubts doubts;
  doubts.Add(EitherSide(attendance, o::BACK_FILLED), v1::ENTERED_FROM_MEMORY, v1::D);
  doubts.Add(EitherSide(attendance, o::SELF_REPORTED), v1::RECORDED_BY_ONE_SIDE, v1::C);
  doubts.Add(EitherSide(attendance, o::ASSUMED) || EitherSide(attendance, o::RECORDED_HOW_UNSPECIFIED) ||
                 Has(attendance, o::END_ASSUMED),
             v1::END_NOT_RECORDED, v1::C);
  doubts.Add(Has(attendance, o::NOT_ON_ROSTER), v1::OFF_ROSTER, v1::C);
  doubts.Add(Has(attendance, o::LATE_FACT), v1::ARRIVED_AFTERWARDS, v1::C);
  doubts.Add(Has(attendance, o::CODE_WRONG) || Has(attendance, o::CODE_REPLAYED), v1::CODE_DOUBTFUL, v1::C);
  doubts.Add(EitherSide(attendance, o::BY_LEADER) || EitherSide(attendance, o::BY_WITNESS), v1::NOT_OWN_CODE,
             v1::B);
  doubts.Add(Has(attendance, o::ROSTERED_LATE), v1::JOINED_ROSTER_LATE, v1::B);
  AddPlan(picture, attendance, doubts);
  doubts.Add(MoreThanSeen(picture), v1::MORE_PEOPLE_THAN_SEEN, v1::B);
  doubts.Add(picture.evidence().own_parts_size() > 0 || ServedTeamHadAPart(picture), v1::OWN_TEAM_HAD_A_PART,
             v1::B);
  doubts.Add(attendance.minutes() == 0, v1::NO_MINUTES, v1::C);
  doubts.Add(attendance.minutes() < policy.minimum_minutes, v1::BELOW_MINIMUM, v1::A);

  Grading grading{doubts.grade(), doubts.found(), false};
  bool passes = std::find(policy.pass_grades.begin(), policy.pass_grades.end(),
                          v1::Grade_Name(grading.grade)) != policy.pass_grades.end();
  grading.passes_by_rule = passes && grading.grade != v1::D &&
                           std::none_of(grading.doubts.begin(), grading.doubts.end(), NeedsAReviewer);
  return grading;
}

}  // namespace diandan::hours
