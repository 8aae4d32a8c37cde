// Memberships: joining, being admitted, leading, leaving; guests of other counties. Pure.
#pragma once

#include "diandan/volunteers/v1/events.pb.h"
#include "diandan/volunteers/v1/team_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kAddMember, kJoinTeam, kEndMembership;
// Not RPCs. The home county notes who keeps a guest row; the county of service refreshes its row. The
// request of both is the volunteer's facts.
extern const Verb kNoteGuest, kRefreshGuest;

// What the home county says of a guest; read before the lane, since no rule sees another county's rows.
struct GuestFacts {
  GuestRow row;  // without county
  v1::VolunteerChanged facts;
};
// For NoteGuest: the accounts of the person, which are shown the rows of where they serve.
struct GuestAccounts {
  std::vector<Uuid> ids;
};
// Of a loaded volunteer of the home county.
GuestFacts FactsForGuests(const Work& home, const VolunteerRow& row);

Uuid MembershipId(const Uuid& team, const Uuid& volunteer);
v1::Membership ShowMembership(const MembershipRow& row, const std::string& number, const std::string& name);
// The person leaves every team of this county: loaded memberships and their teams.
void EndAllMemberships(Work& work, const Uuid& volunteer);

}  // namespace diandan::volunteers
