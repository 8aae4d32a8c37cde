#include "services/volunteers/guests.h"

#include "absl/strings/str_cat.h"
#include "services/volunteers/volunteer_rules.h"
#include "services/volunteers/volunteer_store.h"

namespace diandan::volunteers {
namespace {

// As the home county has it now, whatever event made us look.
StatusOr<std::shared_ptr<const GuestFacts>> ReadFacts(const rpc::Home& home, CountyId county,
                                                      const Uuid& volunteer) {
  auto facts = std::make_shared<GuestFacts>();
  const Caller self = OwnCaller();
  DD_RETURN_IF_ERROR(db::Transact(*home.pool, {county}, true, [&](db::Connection& connection) -> Status {
    ReadView view(home, connection, county, self, home.clock->Now());
    view.Load([&](Touches& touches) { TouchVolunteer(volunteer, touches); });
    const VolunteerRow* row = view.work().Find<VolunteerRow>(volunteer);
    if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", volunteer.ToString()}});
    *facts = FactsForGuests(view.work(), *row);
    return absl::OkStatus();
  }));
  return facts;
}

Status Refresh(const rpc::Home& home, const events::v1::Event& event, const v1::VolunteerChanged& changed) {
  if (changed.guest_counties().empty() || changed.home_county() != event.position().county_id()) {
    return absl::OkStatus();
  }
  DD_ASSIGN_OR_RETURN(Uuid volunteer, ParseUuid(changed.volunteer_id()));
  DD_ASSIGN_OR_RETURN(Uuid event_id, ParseUuid(event.event_id()));
  DD_ASSIGN_OR_RETURN(auto facts, ReadFacts(home, changed.home_county(), volunteer));
  const Caller self = OwnCaller();
  for (int32_t county : changed.guest_counties()) {
    DD_RETURN_IF_ERROR(RunOwn(home, self, county, DeriveUuid(event_id, absl::StrCat("guest/", county)),
                              changed, kRefreshGuest, facts));
  }
  return absl::OkStatus();
}

}  // namespace

StatusOr<std::shared_ptr<const void>> InviteGuest(const rpc::Call& call, CountyId home_county,
                                                  const Uuid& volunteer) {
  v1::VolunteerChanged note;
  note.set_volunteer_id(volunteer.ToString());
  note.add_guest_counties(call.county);
  auto accounts = std::make_shared<GuestAccounts>();
  DD_RETURN_IF_ERROR(db::Transact(*call.home.pool, {home_county}, true, [&](db::Connection& connection) {
    accounts->ids = AccountsOf(connection, home_county, volunteer);
    return absl::OkStatus();
  }));
  DD_RETURN_IF_ERROR(RunOwn(call.home, call.caller, home_county, DeriveUuid(call.request_id, "guest"), note,
                            kNoteGuest, accounts));
  DD_ASSIGN_OR_RETURN(auto facts, ReadFacts(call.home, home_county, volunteer));
  return std::shared_ptr<const void>(facts);
}

rpc::EventHandlers GuestHandlers(const rpc::Home& home) {
  rpc::EventHandler handler;
  handler.touches = [](const events::v1::Event&, const google::protobuf::Message&, Touches&) {};
  handler.rule = [](Work&, const events::v1::Event&, const google::protobuf::Message&) {
    return absl::OkStatus();
  };
  handler.before = [&home](const events::v1::Event& event, const google::protobuf::Message& payload) {
    return Refresh(home, event, static_cast<const v1::VolunteerChanged&>(payload));
  };
  return {{v1::VolunteerChanged::descriptor()->full_name(), handler}};
}

}  // namespace diandan::volunteers
