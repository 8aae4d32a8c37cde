#include "services/orders/back_fill_steps_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/clock.h"
#include "services/base/say_time.h"
#include "services/orders/back_fill_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/settle_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {

int32_t MinutesOf(const BackFillRow& row) {
  return static_cast<int32_t>(absl::ToInt64Minutes(row.end_at - row.start_at));
}

Status Conflict(const char* role) { return Refuse(Reason::CONFLICT_OF_INTEREST, {{"role", role}}); }

void EmitBackFill(Work& work, const char* kind, const BackFillRow& row) {
  v1::BackFillChanged event;
  event.set_back_fill_id(row.id.ToString());
  event.set_order_id(row.order_id.ToString());
  event.set_volunteer_id(row.volunteer_id.ToString());
  event.set_minutes(MinutesOf(row));
  event.set_state(v1::BackFillState_Name(row.state));
  event.set_cause(v1::BackFillCause_Name(row.cause));
  if (row.state == v1::BACK_FILL_REFUSED) event.set_refusal(v1::BackFillRefusal_Name(row.refusal));
  event.set_beyond_plan(row.beyond_plan);
  work.Emit(kind, row.order_id, std::move(event));
}

bool OfServedTeam(const Work& work, const BackFillRow& row, const Uuid& volunteer) {
  if (volunteer.is_nil()) return false;
  const auto* member = work.Find<MembershipMirrorRow>(MembershipId(row.team_id, volunteer));
  if (member != nullptr && !member->ended) return true;
  const auto places = work.Children<RosterPlaceRow>(row.order_id);
  return std::any_of(places.begin(), places.end(), [&](const RosterPlaceRow* place) {
    return place->acceptance_id == row.acceptance_id && place->volunteer_id == volunteer &&
           !place->removed_at;
  });
}

FactRow FactOf(const Work& work, const BackFillRow& row, v1::Direction direction) {
  FactRow fact;
  fact.id = DeriveUuid(row.id, v1::Direction_Name(direction));
  fact.order_id = row.order_id;
  fact.acceptance_id = row.acceptance_id;
  fact.session_id = row.session_id;
  fact.volunteer_id = row.volunteer_id;
  fact.home_county = work.county;
  fact.direction = direction;
  fact.observed_at = direction == v1::IN ? row.start_at : row.end_at;
  fact.received_at = work.now;
  fact.how = v1::BACK_FILLED;
  fact.recorder = row.proposer;
  fact.witness = row.witness;
  const auto* place =
      work.Find<RosterPlaceRow>(RosterPlaceId(row.acceptance_id, row.session_id, row.volunteer_id));
  const auto* member = work.Find<MembershipMirrorRow>(MembershipId(row.team_id, row.volunteer_id));
  if (member != nullptr) fact.home_county = member->home_county;
  if (place == nullptr || place->removed_at) {
    fact.flags.push_back(v1::AttendanceFlag_Name(v1::NOT_ON_ROSTER));
  } else {
    fact.home_county = place->home_county;
    if (place->late) fact.flags.push_back(v1::AttendanceFlag_Name(v1::ROSTERED_LATE));
  }
  return fact;
}

Status CheckFree(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                 const BackFillRow& row) {
  auto meets = [&](absl::Time start, absl::Time end) { return start < row.end_at && row.start_at < end; };
  for (const PairedAttendance& known : Paired(work, order, acceptance)) {
    if (known.volunteer == row.volunteer_id && meets(known.start, known.end.value_or(known.start)))
      return Refuse(Reason::BACK_FILL_OVERLAPS, {{"other", TimeFact(known.start)}});
  }
  for (const BackFillRow* other : work.Children<BackFillRow>(order.id)) {
    const bool waits = other->state == v1::BACK_FILL_PROPOSED || other->state == v1::BACK_FILL_SECOND;
    if (waits && other->id != row.id && other->volunteer_id == row.volunteer_id &&
        meets(other->start_at, other->end_at)) {
      return Refuse(Reason::BACK_FILL_OVERLAPS, {{"other", TimeFact(other->start_at)}});
    }
  }
  if (ChangesDecided(work, order, acceptance, {FactOf(work, row, v1::IN), FactOf(work, row, v1::OUT)}))
    return Refuse(Reason::ATTENDANCE_DECIDED);
  return absl::OkStatus();
}

void CountBackFill(Work& work, const Uuid& tally, int32_t entries, int32_t minutes) {
  BackFillTallyRow* row = work.Change<BackFillTallyRow>(tally);
  if (row == nullptr) row = &work.Insert(BackFillTallyRow{.id = tally});
  row->entries += entries;
  row->minutes += minutes;
}

Uuid BackFillTallyId(const Uuid& whose, absl::Time at) {
  const absl::CivilMonth month(absl::ToCivilDay(at, ChinaTime()));
  return DeriveUuid(whose, absl::StrCat("back_fill/", absl::FormatCivilTime(month)));
}

void ShowBackFill(const BackFillRow& row, v1::BackFill& out) {
  auto name = [&](const char* collection, const Uuid& id) {
    return ResourceNameOf(row.county_id, collection, id);
  };
  out.set_name(name("back_fills", row.id));
  out.set_order(name("orders", row.order_id));
  out.set_order_number(row.order_number);
  out.set_team(name("teams", row.team_id));
  out.set_station_path(row.station_path);
  out.set_session_id(row.session_id.ToString());
  out.set_volunteer(name("volunteers", row.volunteer_id));
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  out.set_minutes(MinutesOf(row));
  out.set_cause(row.cause);
  if (row.witness) out.set_witness(name("volunteers", *row.witness));
  out.set_resident_witness(!row.witness);
  out.set_state(row.state);
  out.set_beyond_plan(row.beyond_plan);
  out.set_proposer(row.proposer);
  out.set_first_approver(row.first_approver);
  out.set_second_approver(row.second_approver);
  out.set_refusal(row.refusal);
  *out.mutable_propose_time() = ToTimestamp(row.proposed_at);
  if (row.decided_at) *out.mutable_decide_time() = ToTimestamp(*row.decided_at);
}

}  // namespace diandan::orders
