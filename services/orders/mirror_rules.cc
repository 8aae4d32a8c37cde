#include "services/orders/mirror_rules.h"

#include <algorithm>

#include "diandan/hours/v1/entry.pb.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/step_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// The row with this id, made when it is not there.
template <typename Row>
Row& Mirror(Work& work, const Uuid& id) {
  if (Row* row = work.Change<Row>(id)) return *row;
  Row fresh;
  fresh.id = id;
  return work.Insert(std::move(fresh));
}

std::optional<Uuid> MaybeId(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return IdOf(text);
}

template <typename Row, typename Event>
void CopyPoint(Row& row, const Event& event) {
  row.lat_milli.reset();
  row.lng_milli.reset();
  if (!event.has_point()) return;
  row.lat_milli = event.point().lat_milli();
  row.lng_milli = event.point().lng_milli();
}

void TouchMemberships(const Work& work, const Uuid& volunteer, Touches& touches) {
  const auto* row = work.Find<VolunteerMirrorRow>(volunteer);
  if (row == nullptr) return;
  for (const Uuid& team : row->team_ids) touches.Add<MembershipMirrorRow>(MembershipId(team, volunteer));
}

void SetFactsOfMemberships(Work& work, const VolunteerMirrorRow& volunteer) {
  for (const Uuid& team : volunteer.team_ids) {
    MembershipMirrorRow* member = work.Change<MembershipMirrorRow>(MembershipId(team, volunteer.id));
    if (member != nullptr) member->facts = volunteer.facts;
  }
}

}  // namespace

void TouchOrg(const volunteers::v1::OrgChanged& event, Touches& touches) {
  touches.Add<OrgMirrorRow>(IdOf(event.org_id()));
}

Status MirrorOrg(Work& work, const events::v1::Event&, const volunteers::v1::OrgChanged& event) {
  auto& row = Mirror<OrgMirrorRow>(work, IdOf(event.org_id()));
  row.tier = event.tier();
  row.path = event.path();
  row.parent_id = MaybeId(event.parent_id());
  row.name = event.name();
  row.closed = event.closed();
  CopyPoint(row, event);
  return absl::OkStatus();
}

void TouchTeam(const volunteers::v1::TeamChanged& event, Touches& touches) {
  touches.Add<TeamMirrorRow>(IdOf(event.team_id()));
}

Status MirrorTeam(Work& work, const events::v1::Event&, const volunteers::v1::TeamChanged& event) {
  auto& row = Mirror<TeamMirrorRow>(work, IdOf(event.team_id()));
  row.name = event.name();
  row.kind = event.kind();
  row.org_id = IdOf(event.org_id());
  row.org_path = event.org_path();
  row.unit_id = MaybeId(event.unit_id());
  row.skills.assign(event.skills().begin(), event.skills().end());
  row.leader_ids.clear();
  for (const std::string& leader : event.leader_ids()) row.leader_ids.push_back(IdOf(leader));
  row.suspended = event.suspended();
  return absl::OkStatus();
}

void TouchVolunteer(const volunteers::v1::VolunteerChanged& event, Touches& touches) {
  touches.Add<VolunteerMirrorRow>(IdOf(event.volunteer_id()));
}

void TouchVolunteersTeams(const volunteers::v1::VolunteerChanged& event, const Work& work, Touches& touches) {
  TouchMemberships(work, IdOf(event.volunteer_id()), touches);
}

Status MirrorVolunteer(Work& work, const events::v1::Event&, const volunteers::v1::VolunteerChanged& event) {
  auto& row = Mirror<VolunteerMirrorRow>(work, IdOf(event.volunteer_id()));
  row.home_county = event.home_county();
  row.is_minor = event.is_minor();
  row.guardian_consent = event.guardian_consent();
  row.record_consent = event.record_consent();
  row.suspended = event.suspended();
  row.facts.data = event.SerializeAsString();
  SetFactsOfMemberships(work, row);
  return absl::OkStatus();
}

void TouchMembership(const volunteers::v1::MembershipChanged& event, Touches& touches) {
  const Uuid volunteer = IdOf(event.volunteer_id());
  touches.Add<MembershipMirrorRow>(MembershipId(IdOf(event.team_id()), volunteer));
  touches.Add<VolunteerMirrorRow>(volunteer);
}

Status MirrorMembership(Work& work, const events::v1::Event&,
                        const volunteers::v1::MembershipChanged& event) {
  const Uuid team = IdOf(event.team_id()), volunteer = IdOf(event.volunteer_id());
  const Uuid id = MembershipId(team, volunteer);
  auto& person = Mirror<VolunteerMirrorRow>(work, volunteer);
  if (person.home_county == 0) person.home_county = event.home_county();
  auto& teams = person.team_ids;
  if (event.ended()) {
    std::erase(teams, team);
  } else if (std::find(teams.begin(), teams.end(), team) == teams.end()) {
    teams.push_back(team);
  }
  MembershipMirrorRow* row = work.Change<MembershipMirrorRow>(id);
  if (row == nullptr) {
    MembershipMirrorRow fresh{.id = id, .team_id = team, .volunteer_id = volunteer};
    row = &work.Insert(std::move(fresh));
  }
  row->home_county = event.home_county();
  row->leader = event.leader();
  row->ended = event.ended();
  row->facts = person.facts;
  return absl::OkStatus();
}

void TouchErased(const volunteers::v1::PersonErased& event, Touches& touches) {
  touches.Add<VolunteerMirrorRow>(IdOf(event.volunteer_id()));
}

void TouchErasedTeams(const volunteers::v1::PersonErased& event, const Work& work, Touches& touches) {
  TouchMemberships(work, IdOf(event.volunteer_id()), touches);
}

Status MirrorErased(Work& work, const events::v1::Event&, const volunteers::v1::PersonErased& event) {
  VolunteerMirrorRow* row = work.Change<VolunteerMirrorRow>(IdOf(event.volunteer_id()));
  if (row == nullptr) return absl::OkStatus();
  row->erased_at = FromProto(event.time());
  row->facts.data.clear();
  row->suspended = true;
  for (const Uuid& team : row->team_ids) {
    MembershipMirrorRow* member = work.Change<MembershipMirrorRow>(MembershipId(team, row->id));
    if (member == nullptr) continue;
    member->ended = true;
    member->facts.data.clear();
  }
  row->team_ids.clear();
  return absl::OkStatus();
}

bool IsDecided(const hours::v1::EntryChanged& event) {
  if (event.decision_reason() == hours::v1::DecisionReason_Name(hours::v1::PICTURE_CHANGED)) return false;
  return event.state() == hours::v1::POSTED || event.state() == hours::v1::VOIDED;
}

void TouchDecided(const hours::v1::EntryChanged& event, Touches& touches) {
  touches.Add<AcceptanceRow>(IdOf(event.acceptance_id()));
}

Status MirrorDecided(Work& work, const events::v1::Event&, const hours::v1::EntryChanged& event) {
  AcceptanceRow* acceptance = work.Change<AcceptanceRow>(IdOf(event.acceptance_id()));
  if (acceptance == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", event.acceptance_id()}});
  auto& decided = acceptance->decided;
  const Uuid attendance = IdOf(event.entry_id());
  if (std::find(decided.begin(), decided.end(), attendance) == decided.end()) decided.push_back(attendance);
  return absl::OkStatus();
}

void TouchSettled(const hours::v1::OrderEntriesSettled& event, Touches& touches) {
  const Uuid order = IdOf(event.order_id());
  touches.Add<OrderRow>(order);
  touches.AddChildren<SessionRow>(order);
  touches.Add<AcceptanceRow>(IdOf(event.acceptance_id()));
}

Status MirrorSettled(Work& work, const events::v1::Event&, const hours::v1::OrderEntriesSettled& event) {
  AcceptanceRow* acceptance = work.Change<AcceptanceRow>(IdOf(event.acceptance_id()));
  OrderRow* order = work.Change<OrderRow>(IdOf(event.order_id()));
  if (acceptance == nullptr || order == nullptr) {
    return Refuse(errors::v1::NOT_FOUND, {{"what", event.acceptance_id()}});
  }
  acceptance->entries_settled = true;
  // An aborted acceptance's hours count, but the order has gone on without it. A correction that comes after
  // the order was settled changes hours, not the order.
  if (order->acceptance_id != acceptance->id || order->state != v1::COMPLETED) return absl::OkStatus();
  const bool stands = event.standing() > 0;
  Step(*order, "EntriesSettled", stands ? v1::VERIFIED : v1::REJECTED);
  ++order->version;
  order->deadline.reset();
  EmitOrder(work, stands ? "ORDER_VERIFIED" : "ORDER_REJECTED", *order);
  return absl::OkStatus();
}

}  // namespace diandan::orders
