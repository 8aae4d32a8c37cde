#include "services/orders/roster_rules.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/eligibility_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {
namespace {

void TouchSet(const v1::SetRosterRequest& request, Touches& touches) {
  TouchRoster(IdOf(request.name()), touches);
}

// Memberships are found by team, and the team is only known once the order is loaded.
void TouchMembers(const v1::SetRosterRequest& request, const Work& work, Touches& touches) {
  const OrderRow* order = work.Find<OrderRow>(IdOf(request.name()));
  if (order == nullptr || !order->team_id) return;
  for (const v1::RosterPlace& place : request.places()) {
    touches.Add<MembershipMirrorRow>(MembershipId(*order->team_id, IdOf(place.volunteer())));
  }
}

// One refusal that names every person who may not come, and why.
Status NotEligible(const std::vector<std::pair<std::string, std::string>>& whys) {
  errors::v1::ErrorInfo info =
      InfoOf(Refuse(Reason::VOLUNTEER_NOT_ELIGIBLE,
                    {{"why", whys.front().second}, {"count", std::to_string(whys.size())}}));
  for (const auto& [field, why] : whys) {
    errors::v1::FieldViolation* violation = info.add_fields();
    violation->set_field(field);
    violation->set_want(absl::StrCat("eligible:", why));
  }
  return FromInfo(absl::StatusCode::kFailedPrecondition, info);
}

Status CheckPlaces(const Work& work, const OrderRow& order, const v1::SetRosterRequest& request) {
  std::vector<std::pair<std::string, std::string>> whys;
  for (int i = 0; i < request.places_size(); ++i) {
    const v1::RosterPlace& place = request.places(i);
    const SessionRow* session = work.Find<SessionRow>(IdOf(place.session_id()));
    if (session == nullptr || session->order_id != order.id || !session->planned) {
      return Refuse(Reason::SESSION_UNKNOWN, {{"session", place.session_id()}});
    }
    std::string why = WhyNotEligible(
        order, work.Find<MembershipMirrorRow>(MembershipId(*order.team_id, IdOf(place.volunteer()))),
        session->start_at, session->end_at);
    if (!why.empty()) whys.emplace_back(absl::StrCat("places[", i, "].volunteer"), std::move(why));
  }
  return whys.empty() ? absl::OkStatus() : NotEligible(whys);
}

std::set<Uuid> WantedPlaces(const OrderRow& order, const v1::SetRosterRequest& request) {
  std::set<Uuid> ids;
  for (const v1::RosterPlace& place : request.places()) {
    ids.insert(RosterPlaceId(*order.acceptance_id, IdOf(place.session_id()), IdOf(place.volunteer())));
  }
  return ids;
}

// Once a session has begun its list only grows.
Status CheckRemovals(const Work& work, const OrderRow& order, const std::set<Uuid>& wanted) {
  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(order.id)) {
    if (place->acceptance_id != *order.acceptance_id || place->removed_at || wanted.contains(place->id))
      continue;
    const SessionRow* session = work.Find<SessionRow>(place->session_id);
    if (session != nullptr && work.now >= session->start_at) {
      return Refuse(Reason::ROSTER_LOCKED, {{"volunteer", place->volunteer_id.ToString()}});
    }
  }
  return absl::OkStatus();
}

void Put(Work& work, const OrderRow& order, const v1::RosterPlace& wanted) {
  const Uuid session = IdOf(wanted.session_id()), volunteer = IdOf(wanted.volunteer());
  const Uuid id = RosterPlaceId(*order.acceptance_id, session, volunteer);
  if (const RosterPlaceRow* known = work.Find<RosterPlaceRow>(id); known != nullptr && !known->removed_at)
    return;
  bool late = work.now >= work.Find<SessionRow>(session)->start_at;
  if (RosterPlaceRow* again = work.Change<RosterPlaceRow>(id)) {
    again->removed_at = std::nullopt;
    again->added_at = work.now;
    again->late = late;
    return;
  }
  work.Insert(RosterPlaceRow{
      .id = id,
      .order_id = order.id,
      .acceptance_id = *order.acceptance_id,
      .session_id = session,
      .volunteer_id = volunteer,
      .home_county = work.Find<MembershipMirrorRow>(MembershipId(*order.team_id, volunteer))->home_county,
      .late = late,
      .added_at = work.now});
}

void EmitRoster(Work& work, const OrderRow& order) {
  v1::RosterSet event;
  event.set_order_id(order.id.ToString());
  event.set_acceptance_id(order.acceptance_id->ToString());
  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(order.id)) {
    if (place->acceptance_id != *order.acceptance_id || place->removed_at) continue;
    v1::RosterRef* person = event.add_people();
    person->set_session_id(place->session_id.ToString());
    person->set_volunteer_id(place->volunteer_id.ToString());
    person->set_home_county(place->home_county);
    person->set_late(place->late);
  }
  work.Emit("ROSTER_SET", order.id, std::move(event));
}

Status SetRoster(Work& work, const v1::SetRosterRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "AttendanceService/SetRoster", AtTeam(order->team_id.value_or(Uuid()))));
  if (order->state != v1::ACCEPTED && order->state != v1::IN_SERVICE) {
    return WrongState(*order, "ACCEPTED, IN_SERVICE");
  }
  DD_RETURN_IF_ERROR(CheckPlaces(work, *order, request));
  const std::set<Uuid> wanted = WantedPlaces(*order, request);
  DD_RETURN_IF_ERROR(CheckRemovals(work, *order, wanted));

  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(order->id)) {
    if (place->acceptance_id == *order->acceptance_id && !place->removed_at && !wanted.contains(place->id)) {
      work.Change<RosterPlaceRow>(place->id)->removed_at = work.now;
    }
  }
  for (const v1::RosterPlace& place : request.places()) Put(work, *order, place);
  EmitRoster(work, *order);
  return absl::OkStatus();
}

void AnswerRoster(const v1::SetRosterRequest& request, const Work& work, v1::Roster& roster) {
  ShowRoster(work, IdOf(request.name()), roster);
}

}  // namespace

void TouchRoster(const Uuid& order, Touches& touches) {
  touches.Add<OrderRow>(order);
  touches.AddChildren<SessionRow>(order);
  touches.AddChildren<RosterPlaceRow>(order);
}

namespace {

std::vector<const RosterPlaceRow*> PlacesInForce(const Work& work, const Uuid& order_id) {
  std::vector<const RosterPlaceRow*> places;
  const OrderRow* order = work.Find<OrderRow>(order_id);
  if (order == nullptr || !order->acceptance_id) return places;
  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(order_id)) {
    if (place->acceptance_id == *order->acceptance_id && !place->removed_at) places.push_back(place);
  }
  return places;
}

}  // namespace

bool StandsOnRoster(const Work& work, const Uuid& order, const Uuid& volunteer) {
  if (volunteer.is_nil()) return false;
  const auto places = PlacesInForce(work, order);
  return std::any_of(places.begin(), places.end(),
                     [&](const RosterPlaceRow* place) { return place->volunteer_id == volunteer; });
}

void ShowRoster(const Work& work, const Uuid& order_id, v1::Roster& roster) {
  roster.set_order(ResourceNameOf(work.county, "orders", order_id));
  for (const RosterPlaceRow* place : PlacesInForce(work, order_id)) {
    v1::RosterEntry* entry = roster.add_entries();
    entry->set_session_id(place->session_id.ToString());
    entry->set_volunteer(ResourceNameOf(work.county, "volunteers", place->volunteer_id));
    entry->set_home_county(place->home_county);
    entry->set_late(place->late);
  }
}

const Verb& SetRosterVerb() {
  static const Verb verb = MakeVerb<v1::SetRosterRequest, v1::Roster>("SetRoster", TouchSet, SetRoster,
                                                                      AnswerRoster, TouchMembers);
  return verb;
}

}  // namespace diandan::orders
