#include "services/orders/followers.h"

#include "services/orders/mirror_rules.h"
#include "services/orders/personal_notice_rules.h"

namespace diandan::orders {
namespace {

using google::protobuf::Message;

template <typename Payload>
rpc::EventHandler ToldToPersons() {
  rpc::EventHandler handler;
  handler.concerns = [](const events::v1::Event& event, const Message& payload) {
    return !NoticesOf(event, static_cast<const Payload&>(payload)).empty();
  };
  handler.touches = [](const events::v1::Event& event, const Message& payload, Touches& touches) {
    TouchPersonal(NoticesOf(event, static_cast<const Payload&>(payload)), touches);
  };
  handler.rule = [](Work& work, const events::v1::Event& event, const Message& payload) {
    TellPersons(work, NoticesOf(event, static_cast<const Payload&>(payload)));
    return absl::OkStatus();
  };
  return handler;
}

// The order hears of it as well as the person.
rpc::EventHandler DecidedEntry() {
  using hours::v1::EntryChanged;
  const auto told = ToldToPersons<EntryChanged>();
  rpc::EventHandler handler;
  handler.concerns = [told](const events::v1::Event& event, const Message& payload) {
    return IsDecided(static_cast<const EntryChanged&>(payload)) || told.concerns(event, payload);
  };
  handler.touches = [told](const events::v1::Event& event, const Message& payload, Touches& touches) {
    if (IsDecided(static_cast<const EntryChanged&>(payload)))
      TouchDecided(static_cast<const EntryChanged&>(payload), touches);
    told.touches(event, payload, touches);
  };
  handler.rule = [told](Work& work, const events::v1::Event& event, const Message& payload) -> Status {
    if (IsDecided(static_cast<const EntryChanged&>(payload)))
      DD_RETURN_IF_ERROR(MirrorDecided(work, event, static_cast<const EntryChanged&>(payload)));
    return told.rule(work, event, payload);
  };
  return handler;
}

}  // namespace

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
  using namespace hours::v1;  // NOLINT: eight names of one package
  return {
      {EntryChanged::descriptor()->full_name(), DecidedEntry()},
      {CaseChanged::descriptor()->full_name(), ToldToPersons<CaseChanged>()},
      {NominationChanged::descriptor()->full_name(), ToldToPersons<NominationChanged>()},
      {StarChanged::descriptor()->full_name(), ToldToPersons<StarChanged>()},
      {RedemptionChanged::descriptor()->full_name(), ToldToPersons<RedemptionChanged>()},
      {PointsExpireSoon::descriptor()->full_name(), ToldToPersons<PointsExpireSoon>()},
      {CertificateChanged::descriptor()->full_name(), ToldToPersons<CertificateChanged>()},
      {OrderEntriesSettled::descriptor()->full_name(),
       rpc::MakeHandler<OrderEntriesSettled>(TouchSettled, MirrorSettled)},
  };
}

}  // namespace diandan::orders
