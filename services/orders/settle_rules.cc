#include "services/orders/settle_rules.h"

#include <algorithm>

#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/photo_rows.h"

namespace diandan::orders {
namespace {

std::vector<v1::AttendanceFlag> FlagsOf(const std::vector<std::string>& names) {
  std::vector<v1::AttendanceFlag> flags;
  for (const std::string& name : names) {
    v1::AttendanceFlag flag;
    if (v1::AttendanceFlag_Parse(name, &flag)) flags.push_back(flag);
  }
  return flags;
}

void AddSessions(const Work& work, const OrderRow& order, v1::Settled& settled) {
  for (const SessionRow* session : work.Children<SessionRow>(order.id)) {
    if (!session->planned) continue;
    v1::Session* out = settled.add_sessions();
    out->set_session_id(session->id.ToString());
    *out->mutable_start_time() = ToTimestamp(session->start_at);
    *out->mutable_end_time() = ToTimestamp(session->end_at);
  }
}

void AddRoster(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
               v1::Settled& settled) {
  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(order.id)) {
    if (place->acceptance_id != acceptance.id || place->removed_at) continue;
    v1::RosterRef* out = settled.add_roster();
    out->set_session_id(place->session_id.ToString());
    out->set_volunteer_id(place->volunteer_id.ToString());
    out->set_home_county(place->home_county);
    out->set_late(place->late);
  }
}

void AddAttendances(const std::vector<PairedAttendance>& paired, v1::Settled& settled) {
  for (const PairedAttendance& attendance : paired) {
    v1::Attendance* out = settled.add_attendances();
    out->set_attendance_id(attendance.attendance_id.ToString());
    out->set_session_id(attendance.session.ToString());
    out->set_volunteer_id(attendance.volunteer.ToString());
    out->set_home_county(attendance.home_county);
    *out->mutable_start_time() = ToTimestamp(attendance.start);
    *out->mutable_end_time() = ToTimestamp(*attendance.end);
    out->set_minutes(attendance.minutes);
    out->set_in_how(attendance.in_how);
    out->set_out_how(attendance.out_how);
    for (v1::AttendanceFlag flag : attendance.flags) out->add_flags(flag);
    out->set_in_recorder(attendance.in_recorder);
    out->set_out_recorder(attendance.out_recorder);
    *out->mutable_in_received_time() = ToTimestamp(attendance.in_received_at);
    if (attendance.out_received_at)
      *out->mutable_out_received_time() = ToTimestamp(*attendance.out_received_at);
    out->set_in_device(attendance.in_device);
    out->set_out_device(attendance.out_device);
    out->set_in_code_minute(attendance.in_code_minute.value_or(0));
    out->set_out_code_minute(attendance.out_code_minute.value_or(0));
    if (attendance.witness) out->set_back_fill_witness(attendance.witness->ToString());
  }
}

void AddEvidence(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                 v1::Evidence& evidence) {
  evidence.set_closed_how(acceptance.closed_how);
  evidence.set_closer(acceptance.closer);
  evidence.set_headcount(acceptance.headcount);
  // For an activity its approver stands for the placer (design §3).
  evidence.set_placer(order.kind == v1::ACTIVITY && !order.approver.empty() ? order.approver : order.placer);
  std::vector<std::string> viewers;
  for (const CodeViewRow* view : work.Children<CodeViewRow>(order.id)) {
    if (!view->viewer.empty()) viewers.push_back(view->viewer);  // empty: the resident
  }
  std::sort(viewers.begin(), viewers.end());
  viewers.erase(std::unique(viewers.begin(), viewers.end()), viewers.end());
  for (std::string& viewer : viewers) evidence.add_code_viewers(std::move(viewer));
  for (const PhotoRow* photo : work.Children<PhotoRow>(order.id)) {
    if (photo->look && !photo->removed_at) evidence.add_photo_looks(*photo->look);
  }
  evidence.set_risky(order.insurance_required);
  evidence.set_photos(acceptance.photos);
  for (const std::string& who : acceptance.back_filled_by) evidence.add_back_filled_by(who);
  for (const std::string& name : acceptance.own_parts) {
    v1::OwnPart part;
    if (v1::OwnPart_Parse(name, &part)) evidence.add_own_parts(part);
  }
}

PairingFact ToPair(const FactRow& fact) {
  return {fact.id,
          fact.session_id,
          fact.volunteer_id,
          fact.home_county,
          fact.direction,
          fact.observed_at,
          fact.how,
          fact.recorder,
          FlagsOf(fact.flags),
          fact.received_at,
          DeviceNumber(fact.device),
          fact.code_minute,
          fact.witness};
}

// With some facts more than there are.
std::vector<PairedAttendance> PairAll(const Work& work, const OrderRow& order,
                                      const AcceptanceRow& acceptance,
                                      const std::vector<FactRow>& added = {}) {
  std::vector<PairingFact> facts;
  for (const FactRow* fact : work.Children<FactRow>(order.id)) {
    if (fact->acceptance_id == acceptance.id) facts.push_back(ToPair(*fact));
  }
  for (const FactRow& fact : added) facts.push_back(ToPair(fact));
  std::vector<PlannedSession> plan;
  for (const SessionRow* session : work.Children<SessionRow>(order.id)) {
    plan.push_back({session->id, session->start_at, session->end_at});
  }
  return PairFacts(acceptance.id, std::move(facts), plan, acceptance.ended_at);
}

// On the roster of this acceptance, or in the team that held it.
bool OfTeam(const Work& work, const AcceptanceRow& acceptance, const std::optional<Uuid>& volunteer) {
  if (!volunteer || volunteer->is_nil()) return false;
  for (const RosterPlaceRow* place : work.Children<RosterPlaceRow>(acceptance.order_id)) {
    if (place->acceptance_id == acceptance.id && place->volunteer_id == *volunteer && !place->removed_at)
      return true;
  }
  const auto* member = work.Find<MembershipMirrorRow>(MembershipId(acceptance.team_id, *volunteer));
  return member != nullptr && !member->ended;
}

bool PlacedByTeam(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance) {
  // For an activity its approver stands for the placer, and nobody approves for the own team (desk_rules).
  if (order.kind == v1::ACTIVITY && !order.approver.empty()) return false;
  return (!order.placer.empty() && order.placer == acceptance.accepted_by) ||
         OfTeam(work, acceptance, order.placer_volunteer);
}

bool CodeSeenByTeam(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance) {
  const auto views = work.Children<CodeViewRow>(order.id);
  return std::any_of(views.begin(), views.end(), [&](const CodeViewRow* view) {
    return view->by_team || view->viewer == acceptance.accepted_by ||
           OfTeam(work, acceptance, view->viewer_volunteer);
  });
}

}  // namespace

void TouchPicture(const Uuid& order, Touches& touches) {
  touches.AddChildren<SessionRow>(order);
  touches.AddChildren<RosterPlaceRow>(order);
  touches.AddChildren<FactRow>(order);
  touches.AddChildren<CodeViewRow>(order);
  touches.AddChildren<PhotoRow>(order);
}

std::vector<PairedAttendance> Paired(const Work& work, const OrderRow& order,
                                     const AcceptanceRow& acceptance) {
  return PairAll(work, order, acceptance);
}

bool ChangesDecided(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                    const std::vector<FactRow>& added) {
  if (acceptance.decided.empty()) return false;
  const auto after = PairAll(work, order, acceptance, added);
  for (const PairedAttendance& before : PairAll(work, order, acceptance)) {
    const auto& decided = acceptance.decided;
    if (std::find(decided.begin(), decided.end(), before.attendance_id) == decided.end()) continue;
    const bool stays = std::any_of(after.begin(), after.end(), [&](const PairedAttendance& now) {
      return now.attendance_id == before.attendance_id && now.start == before.start && now.end == before.end;
    });
    if (!stays) return true;
  }
  return false;
}

std::vector<std::string> OwnParts(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                                  bool closing) {
  std::vector<std::string> parts;
  auto add = [&](bool applies, v1::OwnPart part) {
    if (applies) parts.push_back(v1::OwnPart_Name(part));
  };
  add(PlacedByTeam(work, order, acceptance), v1::OWN_PLACED);
  add(CodeSeenByTeam(work, order, acceptance), v1::OWN_SAW_CODE);
  add(closing && (Leads(work.caller, work.county, acceptance.team_id) ||
                  OfTeam(work, acceptance, VolunteerOf(work.caller))),
      v1::OWN_WITNESSED);
  return parts;
}

void TouchParts(const Work& work, const OrderRow& order, Touches& touches) {
  if (!order.team_id) return;
  auto member = [&](const std::optional<Uuid>& volunteer) {
    if (volunteer && !volunteer->is_nil())
      touches.Add<MembershipMirrorRow>(MembershipId(*order.team_id, *volunteer));
  };
  member(order.placer_volunteer);
  member(VolunteerOf(work.caller));
  for (const CodeViewRow* view : work.Children<CodeViewRow>(order.id)) member(view->viewer_volunteer);
}

void EmitSettled(Work& work, const OrderRow& order, AcceptanceRow& acceptance) {
  v1::Settled settled;
  settled.set_order_id(order.id.ToString());
  settled.set_acceptance_id(acceptance.id.ToString());
  settled.set_revision(++acceptance.settled_revision);
  settled.set_team_id(acceptance.team_id.ToString());
  settled.set_station_path(order.station_path);
  settled.set_number(order.number);
  settled.set_aborted(acceptance.ended == "ABORTED");
  settled.set_menu_item_id(order.menu_item_id.ToString());
  settled.set_skill(order.skill);
  *settled.mutable_ended_time() = ToTimestamp(*acceptance.ended_at);
  if (order.lat_milli && order.lng_milli) {
    settled.mutable_point()->set_lat_milli(*order.lat_milli);
    settled.mutable_point()->set_lng_milli(*order.lng_milli);
  }
  AddSessions(work, order, settled);
  AddRoster(work, order, acceptance, settled);
  AddAttendances(Paired(work, order, acceptance), settled);
  AddEvidence(work, order, acceptance, *settled.mutable_evidence());
  work.Emit("SETTLED", order.id, std::move(settled));
}

}  // namespace diandan::orders
