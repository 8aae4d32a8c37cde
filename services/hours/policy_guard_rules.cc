#include "services/hours/policy_guard_rules.h"

#include "absl/strings/str_cat.h"

namespace diandan::hours {
namespace {

// What stands against asking for it; null: nothing.
const Forbidden* AgainstAsking(v1::Asked asked) {
  static constexpr Forbidden kPhotos{"PHOTO_OF_EVERY_SERVICE", "GBH_2026_12", "ONLY_OF_RISKY_SERVICES"};
  static constexpr Forbidden kLocation{"LOCATION_OF_PHONES", "GBH_2026_12", "NO_TRACKS"};
  static constexpr Forbidden kDaily{"DAILY_CHECK_IN", "GBH_2026_12", "NO_COMPULSORY_CHECK_IN"};
  static constexpr Forbidden kRanking{"RANKING_OF_STATIONS", "GBH_2026_12", "NO_RANKING"};
  static constexpr Forbidden kOnline{"TIME_ONLINE", "GBH_2026_12", "NO_RANKING"};
  static constexpr Forbidden kTyped{"REPORT_TYPED_AGAIN", "BURDEN_2024", "REPORTED_ONCE"};
  switch (asked) {
    case v1::PHOTO_OF_EVERY_SERVICE:
      return &kPhotos;
    case v1::LOCATION_OF_PHONES:
      return &kLocation;
    case v1::DAILY_CHECK_IN:
      return &kDaily;
    case v1::RANKING_OF_STATIONS:
      return &kRanking;
    case v1::TIME_ONLINE:
      return &kOnline;
    case v1::REPORT_TYPED_AGAIN:
      return &kTyped;
    default:
      return nullptr;
  }
}

}  // namespace

Status Forbid(const std::string& field, const Forbidden& what) {
  errors::v1::ErrorInfo info =
      InfoOf(Refuse(errors::v1::POLICY_BREAKS_RULE,
                    {{"setting", what.setting}, {"rule", what.rule}, {"because", what.because}}));
  errors::v1::FieldViolation& violation = *info.add_fields();
  violation.set_field(field);
  violation.set_value(what.setting);
  violation.set_want(absl::StrCat("rule_forbids:", what.rule));
  return FromInfo(absl::StatusCode::kFailedPrecondition, info);
}

Status CheckAgainstRules(const v1::PolicySettings& settings, const std::string& at) {
  for (int asked : settings.asked()) {
    if (const Forbidden* against = AgainstAsking(static_cast<v1::Asked>(asked)))
      return Forbid(at + "asked", *against);
  }
  if (settings.notice_days() > kLongestNoticeDays) {
    return Forbid(at + "notice_days", {"NOTICE_OVER_TEN_DAYS", "MCA_67_11", "TEN_WORKING_DAYS"});
  }
  if (settings.memory_notice_days() > kLongestNoticeDays) {
    return Forbid(at + "memory_notice_days", {"NOTICE_OVER_TEN_DAYS", "MCA_67_11", "TEN_WORKING_DAYS"});
  }
  if (settings.day_cap_minutes() > 0 && settings.day_cap_minutes() < kLowestDayCap) {
    return Forbid(at + "day_cap_minutes",
                  {"DAY_CAP_UNDER_EIGHT_HOURS", "REGULATIONS_19", "RECORDED_AS_GIVEN"});
  }
  return absl::OkStatus();
}

}  // namespace diandan::hours
