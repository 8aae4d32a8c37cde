#include "services/hours/report_rules.h"

#include <algorithm>

#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/base/working_days.h"
#include "services/hours/access_rules.h"

namespace diandan::hours {
namespace {

constexpr absl::Duration kLongest = absl::Hours(24 * 3 * 366);
constexpr int kMostDays = 31, kMostWeeks = 26;
constexpr int kRecordWorkingDays = 10;
constexpr int kLongestService = 2;  // days after it began

int TierSteps(v1::ReportTier tier) { return tier == v1::COUNTY ? 1 : tier == v1::TOWNSHIPS ? 2 : 3; }

absl::CivilDay ReportDay(absl::Time time) { return absl::ToCivilDay(time, ChinaTime()); }
absl::Time StartOfDay(absl::CivilDay day) { return absl::FromCivil(day, ChinaTime()); }

Status MaySeeAt(const Caller& caller, CountyId county, const std::string& path,
                const std::vector<Role>& roles) {
  return path.empty() ? MayGovern(caller, county, roles) : MaySeePlace(caller, county, path, roles);
}

Status CheckReportShape(const v1::GetReportRequest& request) {
  if (request.tier() == v1::UNITS) {
    if (!request.org_path().empty()) return InvalidField("org_path", request.org_path(), "empty_with_units");
    return absl::OkStatus();
  }
  if (!request.unit().empty()) return InvalidField("unit", request.unit(), "only_with_units");
  const std::string& path = request.org_path();
  const auto steps = std::count(path.begin(), path.end(), '.') + (path.empty() ? 0 : 1);
  if (steps > TierSteps(request.tier()))
    return InvalidField("tier", v1::ReportTier_Name(request.tier()), "tier_below_place");
  return absl::OkStatus();
}

}  // namespace

StatusOr<ReportTime> ReportTimeOf(const v1::GetReportRequest& request) {
  ReportTime time;
  time.from = FromProto(request.start_time());
  time.until = FromProto(request.end_time());
  if (time.until <= time.from) return InvalidField("end_time", TimeFact(time.until), "after_start");
  if (time.until - time.from > kLongest)
    return InvalidField("end_time", TimeFact(time.until), "within_three_years");
  const absl::CivilDay last = ReportDay(time.until - absl::Seconds(1));
  time.year_from = StartOfDay(absl::CivilDay(last.year(), 1, 1));
  return time;
}

Status MaySeeReport(const Caller& caller, CountyId county, const v1::GetReportRequest& request) {
  using enum Role;
  static const std::vector<Role> roles = {kClerk, kOfficer, kDispatcher, kReviewer, kCountyAdmin, kAuditor};
  if (!request.unit().empty()) {
    DD_RETURN_IF_ERROR(CountyIn(request.unit()) == county
                           ? absl::OkStatus()
                           : InvalidField("unit", request.unit(), "unit_same_county"));
    AccessRow own;
    own.roles = {kLiaison};
    Scope scope;
    scope.county = county;
    scope.units = {IdOf(request.unit())};
    if (Allowed(own, caller, scope).ok()) return CheckReportShape(request);
  }
  DD_RETURN_IF_ERROR(MaySeeAt(caller, county, request.org_path(), roles));
  return CheckReportShape(request);
}

Status MaySeeRecords(const Caller& caller, CountyId county, const v1::DownloadReportRequest& request) {
  using enum Role;
  if (request.format() == v1::PDF) return InvalidField("records", "true", "not_with_pdf");
  if (!request.unit().empty()) return InvalidField("records", "true", "not_with_unit");
  return MaySeeAt(caller, county, request.org_path(), {kOfficer, kReviewer, kCountyAdmin, kAuditor});
}

Status CheckReportFormat(const v1::DownloadReportRequest& request) {
  if (request.format() == v1::XLSX || request.format() == v1::PDF || request.format() == v1::CSV)
    return absl::OkStatus();
  return InvalidField("format", v1::FileFormat_Name(request.format()), "report_format");
}

v1::GetReportRequest ReportAskedFor(const v1::DownloadReportRequest& request) {
  v1::GetReportRequest question;
  question.set_parent(request.parent());
  question.set_tier(request.tier());
  question.set_org_path(request.org_path());
  question.set_unit(request.unit());
  *question.mutable_start_time() = request.start_time();
  *question.mutable_end_time() = request.end_time();
  return question;
}

std::vector<absl::Time> ReportSteps(const ReportTime& time) {
  const absl::CivilDay first = ReportDay(time.from), last = ReportDay(time.until - absl::Seconds(1));
  const auto days = last - first + 1;
  std::vector<absl::Time> steps{time.from};
  const auto add = [&](absl::CivilDay day) {
    if (StartOfDay(day) > time.from && StartOfDay(day) < time.until) steps.push_back(StartOfDay(day));
  };
  if (days <= kMostDays) {
    for (absl::CivilDay day = first + 1; day <= last; ++day) add(day);
  } else if (days <= 7 * kMostWeeks) {
    for (absl::CivilDay day = absl::NextWeekday(first, absl::Weekday::monday); day <= last; day += 7)
      add(day);
  } else {
    for (absl::CivilMonth month = absl::CivilMonth(first) + 1; absl::CivilDay(month) <= last; ++month)
      add(absl::CivilDay(month));
  }
  return steps;
}

RecordDeadlines RecordDeadlinesOf(const ReportTime& time, int& unknown_year) {
  const WorkingCalendar& calendar = WorkingCalendar::China();
  const absl::CivilDay last = ReportDay(time.until) + kLongestService;
  RecordDeadlines deadlines;
  unknown_year = 0;
  for (absl::CivilDay day = ReportDay(std::min(time.from, time.year_from)); day <= last; ++day) {
    deadlines.days.push_back(StartOfDay(day));
    deadlines.deadlines.push_back(calendar.AddWorkingDays(StartOfDay(day), kRecordWorkingDays));
    const auto year = static_cast<int>(day.year());
    if (unknown_year == 0 && StartOfDay(day) >= time.from && StartOfDay(day) < time.until &&
        !calendar.YearKnown(year))
      unknown_year = year;
  }
  return deadlines;
}

}  // namespace diandan::hours
