#include "services/orders/insured_list_rules.h"

#include <algorithm>
#include <tuple>

#include "diandan/orders/v1/insured_list_events.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {
namespace {

struct Placed {
  const RosterPlaceRow* place;
  const SessionRow* session;
};

// On the list: whoever was not taken off before the session began.
std::vector<Placed> PlacesOf(const Work& work, const OrderRow& order) {
  std::vector<Placed> placed;
  for (const auto* place : work.Children<RosterPlaceRow>(order.id)) {
    const auto* session = work.Find<SessionRow>(place->session_id);
    if (place->acceptance_id != *order.acceptance_id || place->removed_at || session == nullptr) continue;
    placed.push_back({place, session});
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::tie(a.session->start_at, a.place->added_at, a.place->id) <
           std::tie(b.session->start_at, b.place->added_at, b.place->id);
  });
  return placed;
}

bool Covered(const Work& work, const OrderRow& order, const Placed& placed) {
  if (!order.team_id) return false;
  const auto* member =
      work.Find<MembershipMirrorRow>(MembershipId(*order.team_id, placed.place->volunteer_id));
  volunteers::v1::VolunteerChanged facts;
  if (member == nullptr || !facts.ParseFromString(member->facts.data)) return false;
  return std::any_of(facts.insurances().begin(), facts.insurances().end(), [&](const auto& insurance) {
    return FromProto(insurance.valid_from()) <= placed.session->start_at &&
           FromProto(insurance.valid_until()) >= placed.session->end_at;
  });
}

void TouchTaken(const v1::TakeInsuredListRequest& request, Touches& touches) {
  TouchInsuredList(IdOf(request.name()), touches);
}

void TouchTakenPeople(const v1::TakeInsuredListRequest& request, const Work& work, Touches& touches) {
  TouchInsuredPeople(work, IdOf(request.name()), touches);
}

Status TakeList(Work& work, const v1::TakeInsuredListRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "InsuredListService/TakeInsuredList", AtStation(*order)));
  v1::InsuredList list;
  DD_RETURN_IF_ERROR(ShowInsuredList(work, request.name(), list));

  v1::InsuredListTaken event;
  event.set_order_id(order->id.ToString());
  event.set_acceptance_id(order->acceptance_id->ToString());
  event.set_people(list.people_size());
  event.set_frozen(list.frozen());
  work.Emit("INSURED_LIST_TAKEN", order->id, std::move(event));
  return absl::OkStatus();
}

void AnswerTaken(const v1::TakeInsuredListRequest& request, const Work& work, v1::InsuredList& list) {
  (void)ShowInsuredList(work, request.name(), list);
}

}  // namespace

void TouchInsuredList(const Uuid& order, Touches& touches) {
  touches.Add<OrderRow>(order);
  touches.AddChildren<SessionRow>(order);
  touches.AddChildren<RosterPlaceRow>(order);
}

void TouchInsuredPeople(const Work& work, const Uuid& order_id, Touches& touches) {
  const auto* order = work.Find<OrderRow>(order_id);
  if (order == nullptr) return;
  touches.Add<OrgMirrorRow>(order->station_id);
  if (!order->team_id) return;
  touches.Add<TeamMirrorRow>(*order->team_id);
  for (const auto* place : work.Children<RosterPlaceRow>(order_id))
    touches.Add<MembershipMirrorRow>(MembershipId(*order->team_id, place->volunteer_id));
}

Status ShowInsuredList(const Work& work, const std::string& name, v1::InsuredList& list) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, name));
  if (!order->acceptance_id || !order->team_id)
    return WrongState(*order, "ACCEPTED, IN_SERVICE, COMPLETED, VERIFIED, REJECTED");
  list.Clear();
  list.set_order(name);
  list.set_order_number(order->number);
  list.set_title(order->title);
  if (const auto* station = work.Find<OrgMirrorRow>(order->station_id)) list.set_place(station->name);
  list.set_team(ResourceNameOf(work.county, "teams", *order->team_id));
  if (const auto* team = work.Find<TeamMirrorRow>(*order->team_id)) list.set_team_name(team->name);
  list.set_insurance_required(order->insurance_required);
  *list.mutable_freeze_time() = ToTimestamp(order->first_start);
  bool frozen = true;
  for (const auto* session : work.Children<SessionRow>(order->id)) {
    if (session->planned && work.now < session->start_at) frozen = false;
  }
  list.set_frozen(frozen);
  for (const Placed& placed : PlacesOf(work, *order)) {
    v1::InsuredPerson& person = *list.add_people();
    person.set_volunteer(ResourceNameOf(placed.place->home_county, "volunteers", placed.place->volunteer_id));
    person.set_session_id(placed.session->id.ToString());
    *person.mutable_start_time() = ToTimestamp(placed.session->start_at);
    *person.mutable_end_time() = ToTimestamp(placed.session->end_at);
    person.set_late(placed.place->late);
    *person.mutable_add_time() = ToTimestamp(placed.place->added_at);
    person.set_covered(Covered(work, *order, placed));
  }
  return absl::OkStatus();
}

const Verb& TakeInsuredListVerb() {
  static const Verb verb = MakeVerb<v1::TakeInsuredListRequest, v1::InsuredList>(
      "TakeInsuredList", TouchTaken, TakeList, AnswerTaken, TouchTakenPeople);
  return verb;
}

}  // namespace diandan::orders
