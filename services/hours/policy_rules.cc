#include "services/hours/policy_rules.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/hours/access_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

using v1::SetPolicyRequest;

void Touch(const SetPolicyRequest& request, Touches& touches) {
  TouchPolicy(CountyIn(request.parent()), touches);
}

// One star, two … five; none asked for leaves them as they are.
Status CheckStars(const SetPolicyRequest& request) {
  const auto& hours = request.star_hours();
  if (hours.empty()) return absl::OkStatus();
  const bool ascending =
      std::adjacent_find(hours.begin(), hours.end(), std::greater_equal<>()) == hours.end();
  if (hours.size() == kStars && ascending) return absl::OkStatus();
  return InvalidField("star_hours", absl::StrJoin(hours, ", "), absl::StrCat("ascending:", kStars));
}

Status SetPolicy(Work& work, const SetPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  std::vector<std::string> grades;
  for (int grade : request.pass_grades()) {
    if (grade == v1::D || grade == v1::GRADE_UNSPECIFIED) {
      return InvalidField("pass_grades", v1::Grade_Name(static_cast<v1::Grade>(grade)), "one_of:A, B, C");
    }
    std::string name = v1::Grade_Name(static_cast<v1::Grade>(grade));
    if (std::find(grades.begin(), grades.end(), name) == grades.end()) grades.push_back(name);
  }
  DD_RETURN_IF_ERROR(CheckStars(request));
  PolicyRow current = CurrentPolicy(work);
  if (!request.etag().empty() && request.etag() != absl::StrCat(current.version)) {
    return Refuse(errors::v1::ETAG_MISMATCH, {{"etag", absl::StrCat(current.version)}});
  }

  PolicyRow next;
  next.version = current.version + 1;
  next.id = PolicyId(work.county, next.version);
  next.shelf = PolicyShelf(work.county);
  next.pass_grades = std::move(grades);
  next.notice_days = request.notice_days();
  next.minimum_minutes = request.minimum_minutes();
  next.late_fact_hours = request.has_late_fact_hours() ? request.late_fact_hours() : current.late_fact_hours;
  next.star_hours = current.star_hours;
  if (request.star_hours_size() > 0)
    next.star_hours.assign(request.star_hours().begin(), request.star_hours().end());
  next.set_by = work.caller.subject;
  next.created_at = work.now;
  const PolicyRow& stored = work.Insert(std::move(next));

  v1::PolicyChanged event;
  event.set_version(stored.version);
  event.mutable_pass_grades()->CopyFrom(request.pass_grades());
  event.set_notice_days(stored.notice_days);
  event.set_minimum_minutes(stored.minimum_minutes);
  event.set_late_fact_hours(stored.late_fact_hours);
  work.Emit("POLICY_SET", stored.shelf, std::move(event));
  return absl::OkStatus();
}

void Answer(const SetPolicyRequest&, const Work& work, v1::Policy& policy) {
  policy = ToProto(CurrentPolicy(work));
}

}  // namespace

Uuid PolicyShelf(CountyId county) { return DeriveUuid(county, "policy"); }
Uuid PolicyId(CountyId county, int32_t version) {
  return DeriveUuid(county, absl::StrCat("policy/", version));
}
void TouchPolicy(CountyId county, Touches& touches) { touches.AddChildren<PolicyRow>(PolicyShelf(county)); }

PolicyRow DefaultPolicy(CountyId county) {
  PolicyRow none;
  none.county_id = county;
  none.late_fact_hours = kDefaultLateFactHours;
  none.star_hours.assign(std::begin(kDefaultStarHours), std::end(kDefaultStarHours));
  return none;
}

PolicyRow CurrentPolicy(const Work& work) {
  PolicyRow latest = DefaultPolicy(work.county);
  for (const PolicyRow* row : work.Children<PolicyRow>(PolicyShelf(work.county))) {
    if (row->version > latest.version) latest = *row;
  }
  return latest;
}

const Verb& SetPolicyVerb() {
  static const Verb verb = MakeVerb<SetPolicyRequest, v1::Policy>("SetPolicy", Touch, SetPolicy, Answer);
  return verb;
}

}  // namespace diandan::hours
