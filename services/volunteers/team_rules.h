// Teams: which kind stands where, what they can do, when they are free. Pure.
#pragma once

#include "diandan/volunteers/v1/events.pb.h"
#include "diandan/volunteers/v1/team_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kCreateTeam, kUpdateTeam, kSetFreeTimes, kSuspendTeam, kResumeTeam;

v1::Team ShowTeam(const TeamRow& row);
// What rights on this team are measured by.
Scope Of(const TeamRow& team);
// After a change: next revision, then the event.
void TouchedTeam(Work& work, TeamRow& row);

}  // namespace diandan::volunteers
