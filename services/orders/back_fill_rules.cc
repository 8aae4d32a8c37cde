#include "services/orders/back_fill_rules.h"

#include "absl/strings/str_cat.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/say_time.h"
#include "services/base/working_days.h"
#include "services/orders/access_rules.h"
#include "services/orders/back_fill_steps_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/eligibility_rules.h"
#include "services/orders/fact_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/settle_rules.h"
#include "services/orders/timing_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

constexpr absl::Duration kAfterPlan = absl::Hours(4);  // later it was another service

// The one that served: the latest that was settled.
const AcceptanceRow* ServedAcceptance(const Work& work, const Uuid& order) {
  const AcceptanceRow* served = nullptr;
  for (const AcceptanceRow* row : work.Children<AcceptanceRow>(order)) {
    if (row->settled_revision > 0 && (served == nullptr || served->ordinal < row->ordinal)) served = row;
  }
  return served;
}

void TouchProposal(const v1::ProposeBackFillRequest& request, Touches& touches) {
  const Uuid order = IdOf(request.name()), volunteer = IdOf(request.volunteer());
  touches.Add<OrderRow>(order);
  touches.Add<OrderPrivateRow>(order);
  touches.AddChildren<AcceptanceRow>(order);
  touches.AddChildren<BackFillRow>(order);
  TouchPicture(order, touches);
  touches.Add<LoopPolicyRow>(CurrentPolicyId(CountyIn(request.name())));
  touches.Add<BackFillTallyRow>(BackFillTallyId(volunteer, FromProto(request.start_time())));
  if (request.has_witness()) touches.Add<VolunteerMirrorRow>(IdOf(request.witness()));
}

void TouchProposedTime(const v1::ProposeBackFillRequest& request, const Work& work, Touches& touches) {
  touches.Add<BackFillTallyRow>(BackFillTallyId(work.caller.account, work.now));
  const AcceptanceRow* served = ServedAcceptance(work, IdOf(request.name()));
  if (served == nullptr) return;
  touches.Add<MembershipMirrorRow>(MembershipId(served->team_id, IdOf(request.volunteer())));
  if (request.has_witness())
    touches.Add<MembershipMirrorRow>(MembershipId(served->team_id, IdOf(request.witness())));
}

// Near its session, over, and not so long ago that nobody remembers.
Status CheckBackFillTimes(const Work& work, const SessionRow& session, const BackFillRow& row, int days) {
  if (row.end_at <= row.start_at) {
    return InvalidField("end_time", absl::FormatTime(row.end_at, absl::UTCTimeZone()), "after:start_time");
  }
  if (row.end_at > work.now) {
    return InvalidField("end_time", absl::FormatTime(row.end_at, absl::UTCTimeZone()), "not_in_future");
  }
  if (row.start_at < session.start_at - kEarliestCheckIn) {
    return InvalidField("start_time", absl::FormatTime(row.start_at, absl::UTCTimeZone()), "near_plan");
  }
  if (row.end_at > session.end_at + kAfterPlan) {
    return InvalidField("end_time", absl::FormatTime(row.end_at, absl::UTCTimeZone()), "near_plan");
  }
  const absl::Time until = WorkingCalendar::China().AddWorkingDays(session.end_at, days);
  if (work.now >= until) return Refuse(Reason::BACK_FILL_TOO_LATE, {{"until", TimeFact(until)}});
  return absl::OkStatus();
}

Status CheckWitness(const Work& work, const BackFillRow& row) {
  auto unreachable = [](const char* why) { return Refuse(Reason::WITNESS_NOT_REACHABLE, {{"why", why}}); };
  if (!row.witness) {
    const auto* home = work.Find<OrderPrivateRow>(row.order_id);
    return home == nullptr || home->phone.data.empty() ? unreachable("NO_PHONE_ON_ORDER") : absl::OkStatus();
  }
  if (*row.witness == row.volunteer_id) return Conflict("WITNESS_IS_THE_PERSON");
  if (*row.witness == work.caller.volunteer) return Conflict("WITNESS_ENTERED");
  const auto* person = work.Find<VolunteerMirrorRow>(*row.witness);
  if (person == nullptr || person->erased_at || person->suspended) return unreachable("NOBODY_KNOWN");
  volunteers::v1::VolunteerChanged facts;
  facts.ParseFromString(person->facts.data);
  if (!facts.contact_consent()) return unreachable("NO_CONTACT_CONSENT");
  if (OfServedTeam(work, row, *row.witness)) return Conflict("WITNESS_OF_THE_TEAM");
  return absl::OkStatus();
}

BackFillTallyRow TallyOf(const Work& work, const Uuid& id) {
  const auto* row = work.Find<BackFillTallyRow>(id);
  return row == nullptr ? BackFillTallyRow{} : *row;
}

Status CheckQuotas(const Work& work, const BackFillRow& row, const v1::LoopSettings& settings) {
  auto refuse = [](const char* whose, int limit, int used) {
    return Refuse(Reason::BACK_FILL_QUOTA,
                  {{"whose", whose}, {"limit", absl::StrCat(limit)}, {"used", absl::StrCat(used)}});
  };
  const int32_t minutes = TallyOf(work, BackFillTallyId(row.volunteer_id, row.start_at)).minutes;
  if (minutes + MinutesOf(row) > settings.back_fill_person_minutes())
    return refuse("OF_THE_VOLUNTEER", settings.back_fill_person_minutes(), minutes);
  const int32_t entries = TallyOf(work, BackFillTallyId(work.caller.account, work.now)).entries;
  if (entries >= settings.back_fill_entries_count())
    return refuse("OF_YOURS", settings.back_fill_entries_count(), entries);
  return absl::OkStatus();
}

BackFillRow AskedBackFill(const Work& work, const v1::ProposeBackFillRequest& request, const OrderRow& order,
                          const AcceptanceRow& served, const SessionRow& session) {
  BackFillRow row;
  row.id = work.request_id;
  row.order_id = order.id;
  row.acceptance_id = served.id;
  row.session_id = session.id;
  row.volunteer_id = IdOf(request.volunteer());
  row.team_id = served.team_id;
  row.order_number = order.number;
  row.station_path = order.station_path;
  row.start_at = FromProto(request.start_time());
  row.end_at = FromProto(request.end_time());
  row.cause = request.cause();
  if (request.has_witness()) row.witness = IdOf(request.witness());
  row.state = v1::BACK_FILL_PROPOSED;
  row.beyond_plan = row.start_at < session.start_at || row.end_at > session.end_at;
  row.proposer = work.caller.subject;
  row.proposed_at = work.now;
  return row;
}

Status ProposeTime(Work& work, const v1::ProposeBackFillRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  const AcceptanceRow* served = ServedAcceptance(work, order->id);
  Scope scope = AtStation(*order);
  if (served != nullptr) scope.teams = {served->team_id};
  DD_RETURN_IF_ERROR(MayDo(work, "BackFillService/ProposeBackFill", scope));
  const bool ended =
      order->state == v1::COMPLETED || order->state == v1::VERIFIED || order->state == v1::REJECTED;
  if (!ended || served == nullptr) return WrongState(*order, "COMPLETED, VERIFIED, REJECTED");
  const SessionRow* session = work.Find<SessionRow>(IdOf(request.session_id()));
  if (session == nullptr || session->order_id != order->id || !session->planned)
    return Refuse(Reason::SESSION_UNKNOWN, {{"session", request.session_id()}});
  if (request.who_saw_case() == v1::ProposeBackFillRequest::WHO_SAW_NOT_SET)
    return InvalidField("witness", "", "one_of:witness, resident_witness");
  const BackFillRow row = AskedBackFill(work, request, *order, *served, *session);
  if (row.volunteer_id == work.caller.volunteer) return Conflict("YOUR_OWN_HOURS");
  const v1::LoopSettings settings = SettingsOf(work);
  DD_RETURN_IF_ERROR(CheckBackFillTimes(work, *session, row, settings.back_fill_days()));
  const auto* member = work.Find<MembershipMirrorRow>(MembershipId(row.team_id, row.volunteer_id));
  if (std::string why = WhyNotEligible(*order, member, row.start_at, row.end_at); !why.empty())
    return Refuse(Reason::VOLUNTEER_NOT_ELIGIBLE, {{"why", why}});
  DD_RETURN_IF_ERROR(CheckWitness(work, row));
  DD_RETURN_IF_ERROR(CheckFree(work, *order, *served, row));
  DD_RETURN_IF_ERROR(CheckQuotas(work, row, settings));

  CountBackFill(work, BackFillTallyId(row.volunteer_id, row.start_at), 1, MinutesOf(row));
  CountBackFill(work, BackFillTallyId(work.caller.account, work.now), 1, 0);
  EmitBackFill(work, "BACK_FILL_PROPOSED", work.Insert(row));
  return absl::OkStatus();
}

void AnswerProposedTime(const v1::ProposeBackFillRequest& request, const Work& work, v1::BackFill& out) {
  if (const auto* row = work.Find<BackFillRow>(IdOf(request.request_id()))) ShowBackFill(*row, out);
}

}  // namespace

const Verb& ProposeBackFillVerb() {
  static const Verb verb = MakeVerb<v1::ProposeBackFillRequest, v1::BackFill>(
      "ProposeBackFill", TouchProposal, ProposeTime, AnswerProposedTime, TouchProposedTime);
  return verb;
}

}  // namespace diandan::orders
