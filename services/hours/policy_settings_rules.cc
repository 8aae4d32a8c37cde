#include "services/hours/policy_settings_rules.h"

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/hours/policy_guard_rules.h"

namespace diandan::hours {
namespace {

Status CheckGrades(const v1::PolicySettings& settings) {
  for (int grade : settings.pass_grades()) {
    if (grade != v1::D && grade != v1::GRADE_UNSPECIFIED) continue;
    return InvalidField("settings.pass_grades", v1::Grade_Name(static_cast<v1::Grade>(grade)),
                        "one_of:A, B, C");
  }
  return absl::OkStatus();
}

// One star, two … five.
Status CheckStars(const v1::PolicySettings& settings) {
  const auto& hours = settings.star_hours();
  const bool ascending =
      std::adjacent_find(hours.begin(), hours.end(), std::greater_equal<>()) == hours.end();
  if (hours.size() == kStars && ascending) return absl::OkStatus();
  return InvalidField("settings.star_hours", absl::StrJoin(hours, ", "), absl::StrCat("ascending:", kStars));
}

Status CheckLadder(const v1::PolicySettings& settings) {
  if (settings.very_long_day_minutes() >= settings.long_day_minutes()) return absl::OkStatus();
  return InvalidField("settings.very_long_day_minutes", absl::StrCat(settings.very_long_day_minutes()),
                      absl::StrCat("min:", settings.long_day_minutes()));
}

template <typename Values>
bool Has(const Values& values, int value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool PassesMore(const v1::PolicySettings& from, const v1::PolicySettings& to) {
  return std::any_of(to.pass_grades().begin(), to.pass_grades().end(),
                     [&](int grade) { return !Has(from.pass_grades(), grade); });
}

bool AsksLess(const v1::PolicySettings& from, const v1::PolicySettings& to) {
  return std::any_of(from.asked().begin(), from.asked().end(),
                     [&](int asked) { return !Has(to.asked(), asked); });
}

int32_t CapOf(const v1::PolicySettings& settings) {
  return settings.day_cap_minutes() == 0 ? 24 * 60 : settings.day_cap_minutes();
}

}  // namespace

v1::PolicySettings BuiltInSettings() {
  v1::PolicySettings settings;
  settings.set_memory_notice_days(5);
  settings.set_planned_share_percent(60);
  settings.set_overtime_minutes(60);
  settings.set_long_day_minutes(8 * 60);
  settings.set_very_long_day_minutes(12 * 60);
  settings.set_late_fact_hours(72);
  settings.mutable_star_hours()->Assign(std::begin(kDefaultStarHours), std::end(kDefaultStarHours));
  return settings;
}

v1::PolicySettings SettingsOf(const PolicyRow& row) {
  v1::PolicySettings settings;
  for (const std::string& name : row.pass_grades) {
    v1::Grade grade{};
    if (v1::Grade_Parse(name, &grade)) settings.add_pass_grades(grade);
  }
  for (const std::string& name : row.asked) {
    v1::Asked asked{};
    if (v1::Asked_Parse(name, &asked)) settings.add_asked(asked);
  }
  settings.set_notice_days(row.notice_days);
  settings.set_memory_notice_days(row.memory_notice_days);
  settings.set_minimum_minutes(row.minimum_minutes);
  settings.set_planned_share_percent(row.planned_share_percent);
  settings.set_overtime_minutes(row.overtime_minutes);
  settings.set_long_day_minutes(row.long_day_minutes);
  settings.set_very_long_day_minutes(row.very_long_day_minutes);
  settings.set_day_cap_minutes(row.day_cap_minutes);
  settings.set_own_part_refused(row.own_part_refused);
  settings.set_late_fact_hours(row.late_fact_hours);
  settings.mutable_star_hours()->Assign(row.star_hours.begin(), row.star_hours.end());
  return settings;
}

void PutSettings(const v1::PolicySettings& settings, PolicyRow& row) {
  auto once = [](std::vector<std::string>& names, std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  };
  row.pass_grades.clear();
  for (int grade : settings.pass_grades())
    once(row.pass_grades, v1::Grade_Name(static_cast<v1::Grade>(grade)));
  row.asked.clear();
  for (int asked : settings.asked()) once(row.asked, v1::Asked_Name(static_cast<v1::Asked>(asked)));
  row.notice_days = settings.notice_days();
  row.memory_notice_days = settings.memory_notice_days();
  row.minimum_minutes = settings.minimum_minutes();
  row.planned_share_percent = settings.planned_share_percent();
  row.overtime_minutes = settings.overtime_minutes();
  row.long_day_minutes = settings.long_day_minutes();
  row.very_long_day_minutes = settings.very_long_day_minutes();
  row.day_cap_minutes = settings.day_cap_minutes();
  row.own_part_refused = settings.own_part_refused();
  row.late_fact_hours = settings.late_fact_hours();
  row.star_hours.assign(settings.star_hours().begin(), settings.star_hours().end());
}

Status CheckSettings(const v1::PolicySettings& settings) {
  DD_RETURN_IF_ERROR(CheckGrades(settings));
  DD_RETURN_IF_ERROR(CheckStars(settings));
  DD_RETURN_IF_ERROR(CheckLadder(settings));
  return CheckAgainstRules(settings, "settings.");
}

std::vector<std::string> Loosened(const v1::PolicySettings& from, const v1::PolicySettings& to) {
  std::vector<std::string> names;
  auto note = [&](bool looser, const char* name) {
    if (looser) names.push_back(name);
  };
  note(PassesMore(from, to), "pass_grades");
  note(to.notice_days() < from.notice_days(), "notice_days");
  note(to.memory_notice_days() < from.memory_notice_days(), "memory_notice_days");
  note(to.minimum_minutes() < from.minimum_minutes(), "minimum_minutes");
  note(to.planned_share_percent() < from.planned_share_percent(), "planned_share_percent");
  note(to.overtime_minutes() > from.overtime_minutes(), "overtime_minutes");
  note(to.long_day_minutes() > from.long_day_minutes(), "long_day_minutes");
  note(to.very_long_day_minutes() > from.very_long_day_minutes(), "very_long_day_minutes");
  note(CapOf(to) > CapOf(from), "day_cap_minutes");
  note(from.own_part_refused() && !to.own_part_refused(), "own_part_refused");
  note(AsksLess(from, to), "asked");
  return names;
}

}  // namespace diandan::hours
