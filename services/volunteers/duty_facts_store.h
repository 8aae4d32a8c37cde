// What reports on duties count in `volunteers`; read only, in one moment (db/report_read.h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/volunteers/v1/duty_facts_service.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::volunteers {

struct DutyScope {
  CountyId county = 0;
  std::string org_path;    // empty: everything
  absl::Time from, until;  // of trainings
  bool with_numbers = false;
  absl::Time now;  // for grants that run out
};

// Places and their ids, the latter as people are recorded with.
struct DutyPlaces {
  std::vector<v1::DutyPlace> places;
  std::map<Uuid, int32_t> numbers;
};
struct DutyUnits {
  std::vector<v1::DutyUnit> units;
  std::map<Uuid, int32_t> numbers;
};

// How many posts are held, without how many there are. Throws db::Error like the others.
DutyPlaces ReadDutyPlaces(db::Connection& connection, const DutyScope& scope);
DutyUnits ReadDutyUnits(db::Connection& connection, const DutyScope& scope);
std::vector<v1::DutyTeam> ReadDutyTeams(db::Connection& connection, const DutyScope& scope);
v1::DutyPeople ReadDutyPeople(db::Connection& connection, const DutyScope& scope, const DutyPlaces& places,
                              const DutyUnits& units);

}  // namespace diandan::volunteers
