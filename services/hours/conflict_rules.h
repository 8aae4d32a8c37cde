// Nobody passes their own work: what ties a reviewer to a service, and what else takes two people.
#pragma once

#include <vector>

#include "diandan/hours/v1/entry.pb.h"
#include "services/base/caller.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// The parts this caller had in the service. `team` may be null when it was not followed yet.
std::vector<v1::SecondReason> PartsIn(const Caller& caller, const AcceptanceRow& acceptance,
                                      const TeamRow* team, const Uuid& team_id);

// What takes a second reviewer whoever the first one is. `day_minutes`: of that person on that day, over all
// counties, 0 when nothing is credited.
std::vector<v1::SecondReason> TakesTwo(const PolicyRow& policy, v1::Grade grade, int32_t day_minutes);

// How many of `minutes` the county's cap of a day leaves; `day_minutes` includes them.
int32_t WithinCap(const PolicyRow& policy, int32_t minutes, int32_t day_minutes);

// The reviewer the second look needs: one of an organisation above the station for a long day, one of the
// whole county for a very long day.
bool MayConfirm(const Caller& caller, const EntryRow& entry);

}  // namespace diandan::hours
