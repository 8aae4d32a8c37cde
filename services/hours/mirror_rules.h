// What `hours` keeps of other services' things.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"

namespace diandan::hours {

void TouchTeam(const volunteers::v1::TeamChanged& team, Touches& touches);
Status TakeTeam(Work& work, const events::v1::Event& event, const volunteers::v1::TeamChanged& team);

// Who is in which team, for the detector of fraud.
void TouchMember(const volunteers::v1::MembershipChanged& member, Touches& touches);
Status TakeMember(Work& work, const events::v1::Event& event,
                  const volunteers::v1::MembershipChanged& member);

// Certificates stay as numbers that can be checked; what stood on them goes, and so do the words of
// nominations.
void TouchErased(const volunteers::v1::PersonErased& erased, Touches& touches);
void TouchAroundErased(const volunteers::v1::PersonErased& erased, const Work& work, Touches& touches);
Status TakeErased(Work& work, const events::v1::Event& event, const volunteers::v1::PersonErased& erased);

}  // namespace diandan::hours
