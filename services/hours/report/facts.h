// What a report is put together from: the answers of the services that own the facts, each of one moment.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/report.pb.h"
#include "diandan/orders/v1/duty_facts_service.pb.h"
#include "diandan/volunteers/v1/duty_facts_service.pb.h"
#include "services/base/ids.h"
#include "services/base/words.h"

namespace diandan::report {

// What is asked for. Yearly duties count from `year_from` on.
struct Scope {
  CountyId county = 0;
  hours::v1::ReportTier tier{};
  std::string org_path;  // empty: the whole county
  Uuid unit;             // nil: all
  absl::Time from, until, year_from;
  Language language = Language::kChinese;
};

// What one volunteer gave at one station. Minutes and services stand in the ledger.
struct Given {
  Uuid volunteer;
  std::string station_path;
  int32_t services = 0;  // in the period
  int64_t minutes = 0;
  int32_t year_services = 0;
  int64_t year_minutes = 0;
  int32_t records_due = 0, records_kept = 0;  // of the period's, by the law's ten working days
};

struct Facts {
  volunteers::v1::DutyFacts people;
  orders::v1::OrderDutyFacts orders;
  std::vector<Given> given;  // all of one volunteer's one after the other
  std::vector<hours::v1::ReportStep> steps;
  int64_t seq = 0;  // of `hours`
  absl::Time read_at;
  int unknown_year = 0;
};

// How many organisations stand on the path of a tier's places; 0 for units.
int StepsOf(hours::v1::ReportTier tier);
// The first so many of a path.
std::string FirstSteps(const std::string& path, int steps);
int CountSteps(const std::string& path);

// The person's number in `people.people` by its id.
Uuid PersonAt(const volunteers::v1::DutyPeople& people, int number);

}  // namespace diandan::report
