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

int PeopleServed(const o::Settled& picture) {
  std::set<std::string> people;
  for (const o::Attendance& attendance : picture.attendances()) people.insert(attendance.volunteer_id());
  return static_cast<int>(people.size());
}

// More people than whoever closed it saw: twenty names and one code are not twenty people.
bool MoreThanSeen(const o::Settled& picture) {
  const int seen = picture.evidence().headcount();
  return seen > 0 && PeopleServed(picture) > seen;
}

// The other side closed it and counted exactly these people. With the closing code it is the leader who says
// how many came, so that speaks for nothing; and heads are counted once, so it must be one session.
bool OtherSideCounted(const o::Settled& picture) {
  const o::ClosedHow how = picture.evidence().closed_how();
  const bool other_side = how == o::STATION_WITNESS || how == o::CALL_BACK || how == o::RESIDENT_PAGE;
  return other_side && picture.sessions_size() == 1 &&
         picture.evidence().headcount() == PeopleServed(picture);
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

// A session's rolling code was used by more accounts than its roster holds: it was passed on.
bool CodeWentRound(const o::Settled& picture, const o::Attendance& attendance) {
  if (!EitherSide(attendance, o::OWN_CODE)) return false;
  std::set<std::string> users;
  for (const o::Attendance& other : picture.attendances()) {
    if (other.session_id() != attendance.session_id()) continue;
    if (other.in_how() == o::OWN_CODE) users.insert(other.in_recorder());
    if (other.out_how() == o::OWN_CODE) users.insert(other.out_recorder());
  }
  const auto places =
      std::count_if(picture.roster().begin(), picture.roster().end(),
                    [&](const o::RosterRef& place) { return place.session_id() == attendance.session_id(); });
  return places > 0 && static_cast<int>(users.size()) > places;
}

bool OutsidePlan(const o::Session* plan, const o::Attendance& attendance) {
  return plan == nullptr ||
         FromProto(attendance.start_time()) < FromProto(plan->start_time()) - absl::Minutes(kEarlyMinutes) ||
         FromProto(attendance.end_time()) > FromProto(plan->end_time()) + absl::Minutes(kLateMinutes);
}

int32_t PlannedMinutes(const o::Session* plan) {
  if (plan == nullptr) return 0;
  return static_cast<int32_t>(
      absl::ToInt64Minutes(FromProto(plan->end_time()) - FromProto(plan->start_time())));
}

int32_t SessionMinutes(const o::Settled& picture, const o::Attendance& attendance) {
  int32_t minutes = 0;
  for (const o::Attendance& other : picture.attendances()) {
    if (other.session_id() == attendance.session_id() && other.volunteer_id() == attendance.volunteer_id())
      minutes += other.minutes();
  }
  return minutes;
}

// Follows from the policy, so it is not kept as a fact.
bool IsOfPolicy(v1::Doubt doubt) {
  return doubt == v1::BELOW_MINIMUM || doubt == v1::BELOW_PLANNED_SHARE || doubt == v1::LONGER_THAN_PLANNED ||
         doubt == v1::PHOTO_MISSING;
}

v1::Grade AtBest(v1::Doubt doubt) {
  switch (doubt) {
    case v1::BELOW_MINIMUM:
    case v1::BELOW_PLANNED_SHARE:
    case v1::PHOTO_MISSING:
      return v1::A;
    case v1::NOT_OWN_CODE:
    case v1::JOINED_ROSTER_LATE:
    case v1::CODE_TOLD_LATER:
    case v1::OUTSIDE_PLAN:
    case v1::LONGER_THAN_PLANNED:
    case v1::MORE_PEOPLE_THAN_SEEN:
    case v1::OWN_TEAM_HAD_A_PART:
      return v1::B;
    case v1::ENTERED_FROM_MEMORY:
      return v1::D;
    default:
      return v1::C;
  }
}

}  // namespace

bool NeedsAReviewer(v1::Doubt doubt) {
  switch (doubt) {
    case v1::NOT_OWN_CODE:
    case v1::RECORDED_BY_ONE_SIDE:
    case v1::END_NOT_RECORDED:
    case v1::JOINED_ROSTER_LATE:
    case v1::CODE_TOLD_LATER:
      return false;
    default:
      return true;
  }
}

GradeFacts FactsOf(const o::Settled& picture, const o::Attendance& attendance) {
  GradeFacts facts;
  auto add = [&](bool applies, v1::Doubt doubt) {
    if (applies) facts.doubts.push_back(doubt);
  };
  add(EitherSide(attendance, o::BACK_FILLED), v1::ENTERED_FROM_MEMORY);
  add(EitherSide(attendance, o::SELF_REPORTED), v1::RECORDED_BY_ONE_SIDE);
  add(EitherSide(attendance, o::ASSUMED) || EitherSide(attendance, o::RECORDED_HOW_UNSPECIFIED) ||
          Has(attendance, o::END_ASSUMED),
      v1::END_NOT_RECORDED);
  add(Has(attendance, o::NOT_ON_ROSTER), v1::OFF_ROSTER);
  add(Has(attendance, o::LATE_FACT), v1::ARRIVED_AFTERWARDS);
  add(Has(attendance, o::CODE_WRONG) || Has(attendance, o::CODE_REPLAYED), v1::CODE_DOUBTFUL);
  add(CodeWentRound(picture, attendance), v1::CODE_WENT_ROUND);
  add((EitherSide(attendance, o::BY_LEADER) || EitherSide(attendance, o::BY_WITNESS)) &&
          !OtherSideCounted(picture),
      v1::NOT_OWN_CODE);
  add(Has(attendance, o::ROSTERED_LATE), v1::JOINED_ROSTER_LATE);
  add(Has(attendance, o::CODE_LATE), v1::CODE_TOLD_LATER);
  const o::Session* plan = SessionOf(picture, attendance.session_id());
  add(OutsidePlan(plan, attendance), v1::OUTSIDE_PLAN);
  add(MoreThanSeen(picture), v1::MORE_PEOPLE_THAN_SEEN);
  add(picture.evidence().own_parts_size() > 0 || ServedTeamHadAPart(picture), v1::OWN_TEAM_HAD_A_PART);
  add(attendance.minutes() == 0, v1::NO_MINUTES);
  facts.minutes = attendance.minutes();
  facts.planned_minutes = PlannedMinutes(plan);
  facts.session_minutes = SessionMinutes(picture, attendance);
  facts.photo_lacking = picture.evidence().risky() && picture.evidence().photos() == 0;
  return facts;
}

GradeFacts KeptFacts(const std::vector<std::string>& doubts, int32_t minutes, int32_t planned_minutes,
                     int32_t session_minutes, bool photo_lacking) {
  GradeFacts facts{{}, minutes, planned_minutes, session_minutes, photo_lacking};
  for (const std::string& name : doubts) {
    v1::Doubt doubt{};
    if (!v1::Doubt_Parse(name, &doubt)) continue;
    // Without its plan an entry keeps what it was once found to be.
    const bool judged_anew = IsOfPolicy(doubt) && (planned_minutes > 0 || doubt != v1::LONGER_THAN_PLANNED);
    if (!judged_anew) facts.doubts.push_back(doubt);
  }
  return facts;
}

Grading GradeBy(const GradeFacts& facts, const PolicyRow& policy) {
  Grading grading{v1::A, facts.doubts, false};
  auto add = [&](bool applies, v1::Doubt doubt) {
    if (applies) grading.doubts.push_back(doubt);
  };
  const bool planned = facts.planned_minutes > 0 && facts.minutes > 0;
  add(planned && facts.session_minutes > facts.planned_minutes + policy.overtime_minutes,
      v1::LONGER_THAN_PLANNED);
  add(planned && facts.session_minutes * 100 < facts.planned_minutes * policy.planned_share_percent,
      v1::BELOW_PLANNED_SHARE);
  add(facts.minutes < policy.minimum_minutes, v1::BELOW_MINIMUM);
  add(facts.photo_lacking && std::find(policy.asked.begin(), policy.asked.end(),
                                       v1::Asked_Name(v1::PHOTO_OF_RISKY_SERVICES)) != policy.asked.end(),
      v1::PHOTO_MISSING);
  for (v1::Doubt doubt : grading.doubts) grading.grade = std::max(grading.grade, AtBest(doubt));
  const bool passes = std::find(policy.pass_grades.begin(), policy.pass_grades.end(),
                                v1::Grade_Name(grading.grade)) != policy.pass_grades.end();
  grading.passes_by_rule = passes && grading.grade != v1::D &&
                           std::none_of(grading.doubts.begin(), grading.doubts.end(), NeedsAReviewer);
  return grading;
}

}  // namespace diandan::hours
