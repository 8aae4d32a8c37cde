// A report as tables, in words. Pure.
#pragma once

#include <vector>

#include "diandan/hours/v1/report.pb.h"
#include "services/base/words.h"
#include "services/hours/report/sheet.h"

namespace diandan::report {

// What became of orders, and the hours, by place or unit.
Sheet ServicesSheet(const hours::v1::Report& report, Language language);
// What each place or unit has of the duties.
Sheet DutiesByPlace(const hours::v1::Report& report, Language language);
// Each duty, and where it is missing.
Sheet DutiesSheet(const hours::v1::Report& report, Language language);
// What was typed by hand per closed order, by how they came in.
Sheet TypedSheet(const hours::v1::Report& report, Language language);
// All of them that fit the tier.
std::vector<Sheet> AllSheets(const hours::v1::Report& report, Language language);

// One service that stands.
struct Record {
  absl::Time start, end;
  std::string order_number, place, team, volunteer_number;
  int64_t minutes = 0;
  std::string grade;
  absl::Time recorded;
  bool in_time = false;
};
// Without rows; RowOf makes them.
Sheet RecordsSheet(const hours::v1::Report& report, Language language);
CellRow RowOf(const Record& record, int64_t number, Language language);

// "奈曼旗 2026 年 11 月志愿服务报表"; "2026年11月1日—11月30日".
std::string TitleOf(const hours::v1::Report& report, Language language);
std::string PeriodOf(const hours::v1::Report& report, Language language);
// Of which moment the figures are.
std::string AsOf(const hours::v1::Report& report, Language language);

}  // namespace diandan::report
