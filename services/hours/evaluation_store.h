// Reads for evaluations: recorded minutes by grade, and how those services were rated.
#pragma once

#include <map>

#include "absl/time/time.h"
#include "services/db/query.h"
#include "services/hours/evaluation_facts.h"

namespace diandan::hours {

enum class Evaluated { kVolunteer, kTeam, kEverybody };
// Of services that began in [from, to), in one county that the transaction is fenced to. `id`: whose; nil
// with kEverybody, whose services are taken as though they were one's.
EvaluatedFacts FactsOfOne(db::Connection& db, CountyId county, Evaluated what, const Uuid& id,
                          absl::Time from, absl::Time to);

// The same of each volunteer who has any.
std::map<Uuid, EvaluatedFacts> FactsOfEach(db::Connection& db, CountyId county, absl::Time from,
                                           absl::Time to);

}  // namespace diandan::hours
