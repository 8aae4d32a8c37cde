#include "services/orders/followers.h"

#include "services/orders/mirror_rules.h"

namespace diandan::orders {

rpc::EventHandlers VolunteersHandlers() {
  using namespace volunteers::v1;  // NOLINT: five names of one package
  return {
      {OrgChanged::descriptor()->full_name(), rpc::MakeHandler<OrgChanged>(TouchOrg, MirrorOrg)},
      {TeamChanged::descriptor()->full_name(), rpc::MakeHandler<TeamChanged>(TouchTeam, MirrorTeam)},
      {VolunteerChanged::descriptor()->full_name(),
       rpc::MakeHandler<VolunteerChanged>(TouchVolunteer, MirrorVolunteer, TouchVolunteersTeams)},
      {MembershipChanged::descriptor()->full_name(),
       rpc::MakeHandler<MembershipChanged>(TouchMembership, MirrorMembership)},
      {PersonErased::descriptor()->full_name(),
       rpc::MakeHandler<PersonErased>(TouchErased, MirrorErased, TouchErasedTeams)},
  };
}

rpc::EventHandlers HoursHandlers() {
  using hours::v1::EntryChanged;
  using hours::v1::OrderEntriesSettled;
  auto decided = rpc::MakeHandler<EntryChanged>(TouchDecided, MirrorDecided);
  decided.concerns = [](const events::v1::Event&, const google::protobuf::Message& event) {
    return IsDecided(static_cast<const EntryChanged&>(event));
  };
  return {
      {EntryChanged::descriptor()->full_name(), decided},
      {OrderEntriesSettled::descriptor()->full_name(),
       rpc::MakeHandler<OrderEntriesSettled>(TouchSettled, MirrorSettled)},
  };
}

}  // namespace diandan::orders
