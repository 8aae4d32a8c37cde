#include "services/orders/fact_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rows.h"
#include "services/orders/settle_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// One fact as asked for, wherever it came from.
struct Ask {
  Uuid fact, session, volunteer;
  v1::Direction direction;
  absl::Time observed_at;
  bool has_code = false, code_fits = false;
  absl::string_view action;  // the RPC: its access row and its transition
};

// What an accepted fact would become.
struct Judged {
  const OrderRow* order = nullptr;
  const AcceptanceRow* acceptance = nullptr;
  FactRow row;
  bool uses_code = false;
  bool in_force = false;  // the acceptance still runs
};

// The acceptance that was held at that time; the latest one when two touch.
const AcceptanceRow* HeldAt(const Work& work, const OrderRow& order, absl::Time at) {
  const AcceptanceRow* held = nullptr;
  for (const AcceptanceRow* acceptance : work.Children<AcceptanceRow>(order.id)) {
    bool begun = acceptance->accepted_at <= at + kClockSkew;
    bool running = !acceptance->ended_at || at <= *acceptance->ended_at + kClockSkew;
    if (begun && running && (held == nullptr || held->ordinal < acceptance->ordinal)) held = acceptance;
  }
  return held;
}

Status CheckTime(const Work& work, const SessionRow& session, const Ask& ask) {
  if (ask.observed_at > work.now + kClockSkew) {
    return InvalidField("observed_time", absl::FormatTime(ask.observed_at, absl::UTCTimeZone()),
                        "not_in_future");
  }
  if (ask.direction == v1::IN && ask.observed_at < session.start_at - kEarliestCheckIn) {
    return Refuse(Reason::TOO_EARLY, {{"from", TimeFact(session.start_at - kEarliestCheckIn)}});
  }
  return absl::OkStatus();
}

v1::RecordedHow HowRecorded(const Work& work, const OrderRow& order, const Ask& ask, const Uuid& team,
                            bool code_good) {
  const bool self = !ask.volunteer.is_nil() && work.caller.volunteer == ask.volunteer;
  if (self && code_good) return v1::OWN_CODE;
  if (Leads(work.caller, work.county, team)) return v1::BY_LEADER;
  // Nobody is the witness of themselves.
  if (!self && CoversStation(work.caller, work.county, order.station_path, {Role::kClerk}))
    return v1::BY_WITNESS;
  return v1::SELF_REPORTED;
}

// Every refusal, in order; then the row that will be stored. Changes nothing.
StatusOr<Judged> Judge(const Work& work, const std::string& name, const Ask& ask) {
  Judged judged;
  DD_ASSIGN_OR_RETURN(judged.order, FindOrder(work, name));
  const OrderRow& order = *judged.order;
  judged.acceptance = HeldAt(work, order, ask.observed_at);
  Scope scope = AtStation(order);
  scope.volunteer = ask.volunteer;
  if (judged.acceptance != nullptr) {
    scope.teams = {judged.acceptance->team_id};
  } else {
    // Whoever held the order once is told that it was not theirs then, instead of that they may not ask.
    for (const AcceptanceRow* held : work.Children<AcceptanceRow>(order.id))
      scope.teams.push_back(held->team_id);
  }
  DD_RETURN_IF_ERROR(MayDo(work, absl::StrCat("AttendanceService/", ask.action), scope));
  const SessionRow* session = work.Find<SessionRow>(ask.session);
  if (session == nullptr || session->order_id != order.id) {
    return Refuse(Reason::SESSION_UNKNOWN, {{"session", ask.session.ToString()}});
  }
  DD_RETURN_IF_ERROR(CheckTime(work, *session, ask));
  if (judged.acceptance == nullptr) {
    return Refuse(Reason::NO_ACCEPTANCE_THEN, {{"observed_at", TimeFact(ask.observed_at)}});
  }
  if (order.state == v1::VERIFIED || order.state == v1::REJECTED || judged.acceptance->entries_settled) {
    return Refuse(Reason::ATTENDANCE_DECIDED, {{"state", v1::OrderState_Name(order.state)}});
  }
  bool used =
      ask.has_code && work.Find<CodeUseRow>(CodeUseId(ask.session, ask.volunteer, ask.direction)) != nullptr;
  bool late_report = work.now - ask.observed_at > kStillThere;
  if (ask.has_code && !late_report) {
    if (!ask.code_fits) return Refuse(Reason::ROLLING_CODE_WRONG);
    if (used) return Refuse(Reason::ROLLING_CODE_USED);
  }

  bool code_good = ask.has_code && ask.code_fits && !used;
  judged.uses_code = code_good;
  judged.in_force = !judged.acceptance->ended_at;
  FactRow& row = judged.row;
  row.id = ask.fact;
  row.order_id = order.id;
  row.acceptance_id = judged.acceptance->id;
  row.session_id = ask.session;
  row.volunteer_id = ask.volunteer;
  row.home_county = work.county;
  row.direction = ask.direction;
  row.observed_at = ask.observed_at;
  row.received_at = work.now;
  row.how = HowRecorded(work, order, ask, judged.acceptance->team_id, code_good);
  row.recorder = work.caller.subject;
  if (const auto* check = work.Extra<FactCheck>()) {
    row.code_minute = check->code_minute;
    row.device = check->device;
  }
  auto flag = [&row](v1::AttendanceFlag f) { row.flags.push_back(v1::AttendanceFlag_Name(f)); };
  const auto* place = work.Find<RosterPlaceRow>(RosterPlaceId(row.acceptance_id, ask.session, ask.volunteer));
  if (place == nullptr || place->removed_at) {
    flag(v1::NOT_ON_ROSTER);
  } else {
    row.home_county = place->home_county;
    if (place->late) flag(v1::ROSTERED_LATE);
  }
  if (!judged.in_force) flag(v1::LATE_FACT);
  if (ask.has_code && !ask.code_fits) flag(v1::CODE_WRONG);
  if (ask.has_code && ask.code_fits && used) flag(v1::CODE_REPLAYED);
  if (code_good && late_report) flag(v1::CODE_LATE);
  if (ChangesDecided(work, order, *judged.acceptance, {row})) return Refuse(Reason::ATTENDANCE_DECIDED);
  return judged;
}

void EmitFact(Work& work, const FactRow& row) {
  v1::FactRecorded event;
  event.set_fact_id(row.id.ToString());
  event.set_order_id(row.order_id.ToString());
  event.set_session_id(row.session_id.ToString());
  event.set_volunteer_id(row.volunteer_id.ToString());
  event.set_direction(row.direction);
  *event.mutable_observed_time() = ToTimestamp(row.observed_at);
  event.set_how(row.how);
  event.set_device(DeviceNumber(row.device));
  event.set_code_minute(row.code_minute.value_or(0));
  for (const std::string& name : row.flags) {
    v1::AttendanceFlag flag;
    if (v1::AttendanceFlag_Parse(name, &flag)) event.add_flags(flag);
  }
  work.Emit("FACT_RECORDED", row.order_id, std::move(event));
}

// From here it must succeed. Returns true when the acceptance's picture has to be settled anew.
bool Store(Work& work, const Judged& judged, const Ask& ask) {
  if (judged.uses_code) {
    work.Insert(CodeUseRow{.id = CodeUseId(ask.session, ask.volunteer, ask.direction),
                           .fact_id = ask.fact,
                           .used_at = ask.observed_at});
  }
  work.Insert(judged.row);
  EmitFact(work, judged.row);
  if (ask.direction == v1::IN && judged.in_force && judged.order->state == v1::ACCEPTED) {
    OrderRow& order = *work.Change<OrderRow>(judged.order->id);
    order.started_at = ask.observed_at;
    Step(order, ask.action, v1::IN_SERVICE);
    Touched(work, order);
    EmitOrder(work, "SERVICE_STARTED", order);
  }
  return !judged.in_force && judged.acceptance->settled_revision > 0;
}

void Resettle(Work& work, const Uuid& order, const Uuid& acceptance) {
  EmitSettled(work, *work.Find<OrderRow>(order), *work.Change<AcceptanceRow>(acceptance));
}

// ---- CheckIn, CheckOut

template <typename Request>
void TouchOne(const Request& request, Touches& touches) {
  const Uuid order = IdOf(request.name()), session = IdOf(request.session_id()),
             who = IdOf(request.volunteer());
  touches.Add<OrderRow>(order);
  touches.Add<SessionRow>(session);
  touches.AddChildren<AcceptanceRow>(order);
  touches.Add<FactRow>(IdOf(request.request_id()));
  if (!request.code().empty()) {
    touches.Add<CodeUseRow>(
        CodeUseId(session, who, std::is_same_v<Request, v1::CheckInRequest> ? v1::IN : v1::OUT));
  }
}

// The roster places, whose ids follow from the acceptance; and the whole picture of one that has ended.
void TouchHeld(const Work& work, const Uuid& order_id, const Uuid& session, const Uuid& who,
               Touches& touches) {
  const OrderRow* order = work.Find<OrderRow>(order_id);
  if (order == nullptr) return;
  bool ended = false;
  for (const AcceptanceRow* acceptance : work.Children<AcceptanceRow>(order->id)) {
    touches.Add<RosterPlaceRow>(RosterPlaceId(acceptance->id, session, who));
    ended |= acceptance->settled_revision > 0;
  }
  if (ended) TouchPicture(order->id, touches);
  if (order->state == v1::ACCEPTED)
    touches.AddChildren<SessionRow>(order->id);  // the start publishes the whole order
}

template <typename Request>
void TouchOneMore(const Request& request, const Work& work, Touches& touches) {
  TouchHeld(work, IdOf(request.name()), IdOf(request.session_id()), IdOf(request.volunteer()), touches);
}

template <typename Request>
Status RecordOne(Work& work, const Request& request) {
  constexpr bool in = std::is_same_v<Request, v1::CheckInRequest>;
  const auto* check = work.Extra<FactCheck>();
  Ask ask{.fact = work.request_id,
          .session = IdOf(request.session_id()),
          .volunteer = IdOf(request.volunteer()),
          .direction = in ? v1::IN : v1::OUT,
          .observed_at = FromProto(request.observed_time()),
          .has_code = !request.code().empty(),
          .code_fits = check != nullptr && check->code_fits,
          .action = in ? "CheckIn" : "CheckOut"};
  DD_ASSIGN_OR_RETURN(Judged judged, Judge(work, request.name(), ask));
  if (Store(work, judged, ask)) Resettle(work, judged.order->id, judged.acceptance->id);
  return absl::OkStatus();
}

void ShowFact(const Work& work, const FactRow& row, v1::Fact& fact) {
  fact.set_fact_id(row.id.ToString());
  fact.set_order(ResourceNameOf(work.county, "orders", row.order_id));
  fact.set_session_id(row.session_id.ToString());
  fact.set_volunteer(ResourceNameOf(work.county, "volunteers", row.volunteer_id));
  fact.set_direction(row.direction);
  *fact.mutable_observed_time() = ToTimestamp(row.observed_at);
  *fact.mutable_received_time() = ToTimestamp(row.received_at);
  fact.set_how(row.how);
  for (const std::string& name : row.flags) {
    v1::AttendanceFlag flag;
    if (v1::AttendanceFlag_Parse(name, &flag)) fact.add_flags(flag);
  }
  if (const OrderRow* order = work.Find<OrderRow>(row.order_id)) fact.set_order_state(order->state);
}

template <typename Request>
void AnswerOne(const Request& request, const Work& work, v1::Fact& fact) {
  if (const FactRow* row = work.Find<FactRow>(IdOf(request.request_id()))) ShowFact(work, *row, fact);
}

// ---- RecordFacts

void TouchBulk(const v1::RecordFactsRequest& request, Touches& touches) {
  touches.Add<OrderRow>(IdOf(request.name()));
  touches.AddChildren<AcceptanceRow>(IdOf(request.name()));
  for (const v1::FactDraft& draft : request.facts()) {
    touches.Add<SessionRow>(IdOf(draft.session_id()));
    touches.Add<FactRow>(IdOf(draft.fact_id()));
  }
}

void TouchBulkMore(const v1::RecordFactsRequest& request, const Work& work, Touches& touches) {
  for (const v1::FactDraft& draft : request.facts()) {
    TouchHeld(work, IdOf(request.name()), IdOf(draft.session_id()), IdOf(draft.volunteer()), touches);
  }
}

Ask AskOf(const v1::FactDraft& draft) {
  return {.fact = IdOf(draft.fact_id()),
          .session = IdOf(draft.session_id()),
          .volunteer = IdOf(draft.volunteer()),
          .direction = draft.direction(),
          .observed_at = FromProto(draft.observed_time()),
          .action = "RecordFacts"};
}

// A fact that is there already is told to whoever recorded it, and to those who could record it here.
bool MaySeeFact(const Work& work, const FactRow& row, const v1::RecordFactsRequest& request,
                const v1::FactDraft& draft) {
  if (row.order_id != IdOf(request.name())) return false;
  return row.recorder == work.caller.subject ||
         !absl::IsPermissionDenied(Judge(work, request.name(), AskOf(draft)).status());
}

Status RecordFacts(Work& work, const v1::RecordFactsRequest& request) {
  Status first_refusal;
  bool any = false;
  std::vector<Uuid> resettle;
  for (const v1::FactDraft& draft : request.facts()) {
    if (const FactRow* known = work.Find<FactRow>(IdOf(draft.fact_id()))) {  // sent before, by another call
      if (MaySeeFact(work, *known, request, draft)) {
        any = true;
      } else {
        first_refusal.Update(Refuse(Reason::NOT_ALLOWED));
      }
      continue;
    }
    auto judged = Judge(work, request.name(), AskOf(draft));
    if (!judged.ok()) {
      if (first_refusal.ok()) first_refusal = judged.status();
      continue;
    }
    any = true;
    if (Store(work, *judged, AskOf(draft))) resettle.push_back(judged->acceptance->id);
  }
  // Who may do nothing here, or names an order that is not there, is told so instead of getting a list.
  if (!any && (absl::IsPermissionDenied(first_refusal) || absl::IsNotFound(first_refusal)))
    return first_refusal;
  std::sort(resettle.begin(), resettle.end());
  resettle.erase(std::unique(resettle.begin(), resettle.end()), resettle.end());
  for (const Uuid& acceptance : resettle) Resettle(work, IdOf(request.name()), acceptance);
  return absl::OkStatus();
}

void AnswerBulk(const v1::RecordFactsRequest& request, const Work& work, v1::RecordFactsResponse& response) {
  for (const v1::FactDraft& draft : request.facts()) {
    v1::FactResult* result = response.add_results();
    result->set_fact_id(draft.fact_id());
    const FactRow* row = work.Find<FactRow>(IdOf(draft.fact_id()));
    if (row != nullptr && MaySeeFact(work, *row, request, draft)) {
      ShowFact(work, *row, *result->mutable_fact());
    } else {
      const auto reason =
          row != nullptr ? Reason::NOT_ALLOWED : ReasonOf(Judge(work, request.name(), AskOf(draft)).status());
      result->set_refused(errors::v1::Reason_Name(reason));
    }
  }
}

}  // namespace

const Verb& CheckInVerb() {
  static const Verb verb = MakeVerb<v1::CheckInRequest, v1::Fact>(
      "CheckIn", TouchOne<v1::CheckInRequest>, RecordOne<v1::CheckInRequest>, AnswerOne<v1::CheckInRequest>,
      TouchOneMore<v1::CheckInRequest>);
  return verb;
}

const Verb& CheckOutVerb() {
  static const Verb verb = MakeVerb<v1::CheckOutRequest, v1::Fact>(
      "CheckOut", TouchOne<v1::CheckOutRequest>, RecordOne<v1::CheckOutRequest>,
      AnswerOne<v1::CheckOutRequest>, TouchOneMore<v1::CheckOutRequest>);
  return verb;
}

const Verb& RecordFactsVerb() {
  static const Verb verb = MakeVerb<v1::RecordFactsRequest, v1::RecordFactsResponse>(
      "RecordFacts", TouchBulk, RecordFacts, AnswerBulk, TouchBulkMore);
  return verb;
}

}  // namespace diandan::orders
