#include "services/hours/points_policy_rules.h"

#include <algorithm>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "services/hours/access_rules.h"
#include "services/hours/policy_guard_rules.h"
#include "services/hours/proposal_rules.h"

namespace diandan::hours {
namespace {

using v1::ConfirmPointsPolicyRequest;
using v1::PointsSettings;
using v1::SetPointsPolicyRequest;

Uuid PointsShelf(CountyId county) { return DeriveUuid(county, "points policy"); }
Uuid PointsPolicyId(CountyId county, int32_t version) {
  return DeriveUuid(county, absl::StrCat("points policy/", version));
}
Uuid PointsProposalId(CountyId county) { return DeriveUuid(county, "points policy proposal"); }

template <typename Request>
void TouchPointsPolicies(const Request& request, Touches& touches) {
  TouchPointsPolicy(CountyIn(request.parent()), touches);
  TouchPointsProposal(CountyIn(request.parent()), touches);
}

PointsSettings ParsedPoints(const Bytes& bytes) {
  PointsSettings settings;
  settings.ParseFromString(bytes.data);
  return settings;
}

bool GivesMoreByGrade(const PointsSettings& from, const PointsSettings& to) {
  for (const v1::Grade grade : {v1::A, v1::B, v1::C, v1::D}) {
    if (ShareOf(to, grade) > ShareOf(from, grade)) return true;
  }
  return false;
}

bool GivesMoreByTheme(const PointsSettings& from, const PointsSettings& to) {
  std::set<std::string> skills;
  for (const auto& share : from.theme_shares()) skills.insert(share.skill());
  for (const auto& share : to.theme_shares()) skills.insert(share.skill());
  return std::any_of(skills.begin(), skills.end(),
                     [&](const std::string& skill) { return ShareOf(to, skill) > ShareOf(from, skill); });
}

int64_t MonthCapOf(const PointsSettings& settings) {
  return settings.month_cap() == 0 ? std::numeric_limits<int64_t>::max() : settings.month_cap();
}

// What stands against it; null: nothing.
const Forbidden* AgainstWish(int wish) {
  static constexpr Forbidden kMoney{"PAID_OUT_IN_MONEY", "REGULATIONS_2", "SERVICE_IS_UNPAID"};
  static constexpr Forbidden kSold{"SOLD_OR_GIVEN_ON", "REGULATIONS_2", "SERVICE_IS_UNPAID"};
  static constexpr Forbidden kDeclining{"TAKEN_FOR_DECLINING", "REGULATIONS_25", "NOBODY_IS_COMPELLED"};
  static constexpr Forbidden kLogins{"GIVEN_FOR_LOGINS", "GBH_2026_12", "NO_COMPULSORY_CHECK_IN"};
  static constexpr Forbidden kPosts{"GIVEN_FOR_POSTS", "GBH_2026_12", "NO_RANKING"};
  static constexpr Forbidden kPhotos{"GIVEN_FOR_PHOTOS", "GBH_2026_12", "ONLY_OF_RISKY_SERVICES"};
  static constexpr Forbidden kRanked{"RANKED_BY_POINTS", "GBH_2026_12", "NO_RANKING"};
  switch (wish) {
    case v1::PAID_OUT_IN_MONEY:
      return &kMoney;
    case v1::SOLD_OR_GIVEN_ON:
      return &kSold;
    case v1::TAKEN_FOR_DECLINING:
      return &kDeclining;
    case v1::GIVEN_FOR_LOGINS:
      return &kLogins;
    case v1::GIVEN_FOR_POSTS:
      return &kPosts;
    case v1::GIVEN_FOR_PHOTOS:
      return &kPhotos;
    case v1::RANKED_BY_POINTS:
      return &kRanked;
    default:
      return nullptr;
  }
}

void SayPointsPolicy(Work& work, const char* kind, int32_t version, const PointsSettings& settings,
                     const std::vector<std::string>& loosened) {
  v1::PointsPolicyChanged event;
  event.set_version(version);
  event.set_points_per_hour(settings.points_per_hour());
  event.set_month_cap(settings.month_cap());
  event.set_valid_years(settings.valid_years());
  for (const std::string& name : loosened) event.add_loosened(name);
  work.Emit(kind, PointsShelf(work.county), std::move(event));
}

void PutPointsInForce(Work& work, int32_t current, const PointsSettings& settings, const std::string& set_by,
                      const std::string& confirmed_by) {
  const auto loosened = PointsLoosened(PointsSettingsOf(work, current), settings);
  PointsPolicyRow next;
  next.version = current + 1;
  next.id = PointsPolicyId(work.county, next.version);
  next.shelf = PointsShelf(work.county);
  next.settings.data = settings.SerializeAsString();
  next.set_by = set_by;
  next.confirmed_by = confirmed_by;
  next.created_at = work.now;
  work.Insert(std::move(next));
  CloseProposal(work, PointsProposalId(work.county));
  SayPointsPolicy(work, "POINTS_POLICY_SET", current + 1, settings, loosened);
}

Status SetPointsPolicy(Work& work, const SetPointsPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_RETURN_IF_ERROR(CheckPointsSettings(request.settings()));
  const int32_t current = CurrentPointsVersion(work);
  DD_RETURN_IF_ERROR(SameVersion(request.etag(), current));

  const auto loosened = PointsLoosened(PointsSettingsOf(work, current), request.settings());
  if (loosened.empty()) {
    PutPointsInForce(work, current, request.settings(), work.caller.subject, "");
  } else {
    KeepProposal(work, PointsProposalId(work.county), current, request.settings().SerializeAsString());
    SayPointsPolicy(work, "POINTS_POLICY_PROPOSED", current + 1, request.settings(), loosened);
  }
  return absl::OkStatus();
}

Status ConfirmPointsPolicy(Work& work, const ConfirmPointsPolicyRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_ASSIGN_OR_RETURN(const PolicyProposalRow* found,
                      AgreeTo(work, PointsProposalId(work.county), request.proposal_etag()));
  const PointsSettings settings = ParsedPoints(found->settings);
  DD_RETURN_IF_ERROR(CheckPointsSettings(settings));
  const std::string proposed_by = found->proposed_by;
  PutPointsInForce(work, CurrentPointsVersion(work), settings, proposed_by, work.caller.subject);
  return absl::OkStatus();
}

template <typename Request>
void AnswerPointsPolicy(const Request&, const Work& work, v1::PointsPolicy& policy) {
  policy = ShowPointsPolicy(work, 0).value();
}

void FillPointsPolicy(const PointsPolicyRow& row, v1::PointsPolicy& policy) {
  policy.set_version(row.version);
  policy.set_etag(absl::StrCat(row.version));
  *policy.mutable_create_time() = ToTimestamp(row.created_at);
  *policy.mutable_settings() = ParsedPoints(row.settings);
  policy.set_set_by(row.set_by);
  policy.set_confirmed_by(row.confirmed_by);
}

}  // namespace

int32_t ShareOf(const PointsSettings& settings, v1::Grade grade) {
  for (const auto& share : settings.grade_shares()) {
    if (share.grade() == grade) return share.percent();
  }
  return 100;
}
int32_t ShareOf(const PointsSettings& settings, const std::string& skill) {
  for (const auto& share : settings.theme_shares()) {
    if (share.skill() == skill) return share.percent();
  }
  return 100;
}

PointsSettings BuiltInPointsSettings() {
  PointsSettings settings;
  settings.set_valid_years(1);
  settings.set_pick_up_days(30);
  return settings;
}

void TouchPointsPolicy(CountyId county, Touches& touches) {
  touches.AddChildren<PointsPolicyRow>(PointsShelf(county));
}
void TouchPointsProposal(CountyId county, Touches& touches) {
  touches.Add<PolicyProposalRow>(PointsProposalId(county));
}

int32_t CurrentPointsVersion(const Work& work) {
  int32_t latest = 0;
  for (const PointsPolicyRow* row : work.Children<PointsPolicyRow>(PointsShelf(work.county)))
    latest = std::max(latest, row->version);
  return latest;
}

PointsSettings PointsSettingsOf(const Work& work, int32_t version) {
  const auto* row = work.Find<PointsPolicyRow>(PointsPolicyId(work.county, version));
  return row == nullptr ? BuiltInPointsSettings() : ParsedPoints(row->settings);
}

StatusOr<v1::PointsPolicy> ShowPointsPolicy(const Work& work, int32_t version) {
  v1::PointsPolicy policy;
  policy.set_parent(absl::StrCat("counties/", work.county));
  const int32_t wanted = version == 0 ? CurrentPointsVersion(work) : version;
  const auto* row = work.Find<PointsPolicyRow>(PointsPolicyId(work.county, wanted));
  if (row == nullptr && version != 0) return Refuse(errors::v1::NOT_FOUND, {{"name", absl::StrCat(version)}});
  if (row != nullptr) {
    FillPointsPolicy(*row, policy);
  } else {
    policy.set_etag("0");
    *policy.mutable_settings() = BuiltInPointsSettings();
  }
  const PolicyProposalRow* waits = WaitingProposal(work, PointsProposalId(work.county));
  if (version != 0 || waits == nullptr) return policy;
  v1::PointsProposal& waiting = *policy.mutable_waiting();
  *waiting.mutable_settings() = ParsedPoints(waits->settings);
  for (const std::string& name : PointsLoosened(policy.settings(), waiting.settings()))
    waiting.add_loosened(name);
  ShowProposal(*waits, waiting);
  return policy;
}

Status CheckPointsSettings(const PointsSettings& settings) {
  std::set<int> grades;
  for (const auto& share : settings.grade_shares()) {
    if (!grades.insert(share.grade()).second)
      return InvalidField("settings.grade_shares", v1::Grade_Name(share.grade()), "unique");
  }
  std::set<std::string> skills;
  for (const auto& share : settings.theme_shares()) {
    if (!skills.insert(share.skill()).second)
      return InvalidField("settings.theme_shares", share.skill(), "unique");
  }
  for (const int wish : settings.wishes()) {
    if (const Forbidden* against = AgainstWish(wish)) return Forbid("settings.wishes", *against);
  }
  return absl::OkStatus();
}

std::vector<std::string> PointsLoosened(const PointsSettings& from, const PointsSettings& to) {
  std::vector<std::string> names;
  auto note = [&](bool looser, const char* name) {
    if (looser) names.push_back(name);
  };
  note(to.points_per_hour() > from.points_per_hour(), "points_per_hour");
  note(GivesMoreByGrade(from, to), "grade_shares");
  note(GivesMoreByTheme(from, to), "theme_shares");
  note(to.well_rated_percent() > from.well_rated_percent(), "well_rated_percent");
  note(MonthCapOf(to) > MonthCapOf(from), "month_cap");
  note(to.valid_years() > from.valid_years(), "valid_years");
  return names;
}

const Verb& SetPointsPolicyVerb() {
  static const Verb verb = MakeVerb<SetPointsPolicyRequest, v1::PointsPolicy>(
      "SetPointsPolicy", TouchPointsPolicies<SetPointsPolicyRequest>, SetPointsPolicy,
      AnswerPointsPolicy<SetPointsPolicyRequest>);
  return verb;
}

const Verb& ConfirmPointsPolicyVerb() {
  static const Verb verb = MakeVerb<ConfirmPointsPolicyRequest, v1::PointsPolicy>(
      "ConfirmPointsPolicy", TouchPointsPolicies<ConfirmPointsPolicyRequest>, ConfirmPointsPolicy,
      AnswerPointsPolicy<ConfirmPointsPolicyRequest>);
  return verb;
}

}  // namespace diandan::hours
