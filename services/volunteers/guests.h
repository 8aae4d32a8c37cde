// Volunteers who serve outside their home county: carrying their facts from the home county's rows to the
// county of service, and keeping them fresh.
#pragma once

#include "services/rpc/follower.h"
#include "services/volunteers/member_rules.h"
#include "services/volunteers/serving.h"

namespace diandan::volunteers {

// The facts of a volunteer of another county, for AddMember and JoinTeam; the home county notes who keeps a
// guest row from now on. Blocks; VOLUNTEER_UNKNOWN when the home county has no such person.
StatusOr<std::shared_ptr<const void>> InviteGuest(const rpc::Call& call, CountyId home_county,
                                                  const Uuid& volunteer);

// Following oneself: each change of a volunteer is carried to the counties that keep a guest row.
rpc::EventHandlers GuestHandlers(const rpc::Home& home);

}  // namespace diandan::volunteers
