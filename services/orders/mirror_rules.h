// What `orders` does when `volunteers` or `hours` say that something happened there. Pure; followers.h wires
// it.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"

namespace diandan::orders {

void TouchOrg(const volunteers::v1::OrgChanged& event, Touches& touches);
Status MirrorOrg(Work& work, const events::v1::Event&, const volunteers::v1::OrgChanged& event);

void TouchTeam(const volunteers::v1::TeamChanged& event, Touches& touches);
Status MirrorTeam(Work& work, const events::v1::Event&, const volunteers::v1::TeamChanged& event);

void TouchVolunteer(const volunteers::v1::VolunteerChanged& event, Touches& touches);
void TouchVolunteersTeams(const volunteers::v1::VolunteerChanged& event, const Work& work, Touches& touches);
Status MirrorVolunteer(Work& work, const events::v1::Event&, const volunteers::v1::VolunteerChanged& event);

void TouchMembership(const volunteers::v1::MembershipChanged& event, Touches& touches);
Status MirrorMembership(Work& work, const events::v1::Event&, const volunteers::v1::MembershipChanged& event);

void TouchErased(const volunteers::v1::PersonErased& event, Touches& touches);
void TouchErasedTeams(const volunteers::v1::PersonErased& event, const Work& work, Touches& touches);
Status MirrorErased(Work& work, const events::v1::Event&, const volunteers::v1::PersonErased& event);

// hours decided one attendance: facts that would change it are refused from here on.
// An entry that a later picture dropped was decided by nobody.
bool IsDecided(const hours::v1::EntryChanged& event);
// Of decided entries only.
void TouchDecided(const hours::v1::EntryChanged& event, Touches& touches);
Status MirrorDecided(Work& work, const events::v1::Event&, const hours::v1::EntryChanged& event);

// The last entry of an acceptance was settled: COMPLETED → VERIFIED when one stands, else → REJECTED. Nothing
// else follows from it here.
void TouchSettled(const hours::v1::OrderEntriesSettled& event, Touches& touches);
Status MirrorSettled(Work& work, const events::v1::Event&, const hours::v1::OrderEntriesSettled& event);

}  // namespace diandan::orders
