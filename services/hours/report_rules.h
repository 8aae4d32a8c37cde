// Who may see which report, of which time, and what is counted in which steps. Pure.
#pragma once

#include <vector>

#include "diandan/hours/v1/report_service.pb.h"
#include "services/base/caller.h"
#include "services/base/status.h"
#include "services/hours/report_rows.h"

namespace diandan::hours {

// A period and what goes with it.
struct ReportTime {
  absl::Time from, until, year_from;
};
// FIELD_INVALID for a period that ends before it begins, or is longer than three years.
StatusOr<ReportTime> ReportTimeOf(const v1::GetReportRequest& request);

// FIELD_INVALID where tier, place and unit do not go together; NOT_ALLOWED.
Status MaySeeReport(const Caller& caller, CountyId county, const v1::GetReportRequest& request);
Status MaySeeRecords(const Caller& caller, CountyId county, const v1::DownloadReportRequest& request);

// FIELD_INVALID for one that no report comes as.
Status CheckReportFormat(const v1::DownloadReportRequest& request);

// The same question without its file.
v1::GetReportRequest ReportAskedFor(const v1::DownloadReportRequest& request);

// Days of a month, weeks of half a year, months of more: where each step begins.
std::vector<absl::Time> ReportSteps(const ReportTime& time);

// By when what ended on the days of the period is to be recorded: ten working days (民政部令第67号 11).
// `unknown_year`: one whose public holidays are not known, if any.
RecordDeadlines RecordDeadlinesOf(const ReportTime& time, int& unknown_year);

}  // namespace diandan::hours
