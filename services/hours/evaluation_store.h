// Reads for evaluations: recorded minutes by grade, and how those services were rated.
#pragma once

#include "absl/time/time.h"
#include "services/db/query.h"
#include "services/hours/evaluation_facts.h"

namespace diandan::hours {

enum class Evaluated { kVolunteer, kTeam };
// Of services that began in [from, to), in one county that the transaction is fenced to.
EvaluatedFacts FactsOfOne(db::Connection& db, CountyId county, Evaluated what, const Uuid& id,
                          absl::Time from, absl::Time to);

}  // namespace diandan::hours
