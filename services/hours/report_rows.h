// What reports read in `hours`.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/entry.pb.h"
#include "services/base/ids.h"

namespace diandan::hours {

// By when what ended on a day is to be recorded, day after day; the days cover all that are asked for.
struct RecordDeadlines {
  std::vector<absl::Time> days;       // their beginnings
  std::vector<absl::Time> deadlines;  // of each
};

struct GivenScope {
  CountyId county = 0;
  std::string org_path;  // of stations; empty: everything
  absl::Time from, until, year_from, now;
  RecordDeadlines deadlines;
};

// Of one volunteer at one station.
struct GivenRow {
  Uuid volunteer;
  std::string station_path;
  int32_t services = 0;
  int64_t minutes = 0;
  int32_t year_services = 0;
  int64_t year_minutes = 0;
  int32_t records_due = 0, records_kept = 0;
};

// One service that stands.
struct RecordRow {
  Uuid id;
  absl::Time start_at, end_at, settled_at;
  std::string order_number, station_path;
  Uuid team_id, volunteer_id;
  int32_t minutes = 0;
  v1::Grade grade{};
  bool in_time = false;
};

}  // namespace diandan::hours
