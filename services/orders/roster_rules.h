// Who comes. The gate is asked per person and session; everyone who may not is named at once. The insured
// list freezes when a session begins: later names are marked and never grade A (条例 17). Pure.
#pragma once

#include "diandan/orders/v1/attendance_service.pb.h"
#include "services/base/verb.h"

namespace diandan::orders {

const Verb& SetRosterVerb();

// The roster of the acceptance in force, without keys.
void TouchRoster(const Uuid& order, Touches& touches);
void ShowRoster(const Work& work, const Uuid& order, v1::Roster& roster);
// Whether this person stands on it, of the rows that TouchRoster loads.
bool StandsOnRoster(const Work& work, const Uuid& order, const Uuid& volunteer);

}  // namespace diandan::orders
