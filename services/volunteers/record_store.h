// Reads for records that are handed on. Throws db::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/db/query.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

// By number, those after this one.
std::vector<Uuid> PeopleAfter(db::Connection& connection, CountyId county, const std::string& number,
                              int limit);
std::vector<Uuid> PeopleByNumbers(db::Connection& connection, CountyId county,
                                  const std::vector<std::string>& numbers);
std::vector<Uuid> OrgsByCodes(db::Connection& connection, CountyId county,
                              const std::vector<std::string>& codes);

// Who attended a training on this day in China, by id, those after this one; `volunteer` nil: everybody.
std::vector<TrainedRow> TrainedOn(db::Connection& connection, CountyId county, absl::CivilDay day,
                                  const Uuid& after, const Uuid& volunteer, int limit);
// The first day from this one on that somebody attended a training.
std::optional<absl::CivilDay> TrainedFrom(db::Connection& connection, CountyId county, absl::CivilDay day,
                                          const Uuid& volunteer);

}  // namespace diandan::volunteers
