#include "services/orders/completion_rules.h"

#include <algorithm>

#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/answer_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/fact_rules.h"
#include "services/orders/photo_rows.h"
#include "services/orders/settle_rules.h"
#include "services/orders/step_rules.h"

namespace diandan::orders {
namespace {

template <typename Request>
void TouchEnd(const Request& request, Touches& touches) {
  const Uuid order = IdOf(request.name());
  TouchOrder(request.name(), touches);
  TouchPicture(order, touches);
  touches.Add<OrderPrivateRow>(order);
  touches.AddChildren<PhotoRow>(order);
}

int32_t PhotosOf(const Work& work, const OrderRow& order) {
  const auto photos = work.Children<PhotoRow>(order.id);
  return static_cast<int32_t>(
      std::count_if(photos.begin(), photos.end(), [](const PhotoRow* photo) { return !photo->removed_at; }));
}

template <typename Request>
void TouchAcceptance(const Request& request, const Work& work, Touches& touches) {
  const auto* order = work.Find<OrderRow>(IdOf(request.name()));
  if (order == nullptr) return;
  TouchHeld(*order, touches);
  TouchParts(work, *order, touches);
}

bool OnStationSide(const Work& work, const OrderRow& order, const std::vector<Role>& roles) {
  return CoversStation(work.caller, work.county, order.station_path, roles);
}

Status CheckObserved(const Work& work, const OrderRow& order, const AcceptanceRow& acceptance,
                     absl::Time observed_at) {
  const absl::Time earliest = order.first_start - kEarliestCheckIn;
  if (observed_at < earliest) return Refuse(Reason::TOO_EARLY, {{"from", TimeFact(earliest)}});
  if (observed_at > work.now + kClockSkew) {
    return InvalidField("observed_time", absl::FormatTime(observed_at, absl::UTCTimeZone()), "not_in_future");
  }
  if (observed_at < acceptance.accepted_at - kClockSkew) {
    return InvalidField("observed_time", absl::FormatTime(observed_at, absl::UTCTimeZone()),
                        "after:accepted_time");
  }
  return absl::OkStatus();
}

// A wrong code costs a try even though the call fails, and sending the same call again costs no second one.
Status CheckClosingCode(Work& work, const OrderRow& order, const std::string& hash) {
  const OrderPrivateRow* secrets = work.Find<OrderPrivateRow>(order.id);
  if (secrets->wrong_tries >= kClosingTries)
    return Refuse(Reason::CLOSING_CODE_LOCKED, {{"order", order.number}});
  if (secrets->closing_code_hash.data == hash) return absl::OkStatus();
  OrderPrivateRow& counted = *work.Change<OrderPrivateRow>(order.id);
  ++counted.wrong_tries;
  EmitNoted(work, "CLOSING_CODE_TRIED", order.id, "closing_code");
  work.KeepDespiteRefusal();
  return Refuse(
      Reason::CLOSING_CODE_WRONG,
      {{"order", order.number}, {"tries_left", std::to_string(kClosingTries - counted.wrong_tries)}});
}

// Who may close it this way; the secret itself is checked last, when nothing else stands against it.
Status MayClose(const Work& work, const OrderRow& order, const v1::CompleteOrderRequest& request) {
  switch (request.way_case()) {
    case v1::CompleteOrderRequest::kClosingCode:
      if (order.team_id && Leads(work.caller, work.county, *order.team_id)) return absl::OkStatus();
      return NeedsRole(work.caller, "LEADER");
    case v1::CompleteOrderRequest::kWitness:
      if (OnStationSide(work, order, {Role::kClerk})) return absl::OkStatus();
      return NeedsRole(work.caller, "CLERK");
    case v1::CompleteOrderRequest::kCallBack:
      if (OnStationSide(work, order, {Role::kOfficer, Role::kDispatcher})) return absl::OkStatus();
      return NeedsRole(work.caller, "OFFICER, DISPATCHER");
    case v1::CompleteOrderRequest::kRatingSecret:
      return absl::OkStatus();
    case v1::CompleteOrderRequest::WAY_NOT_SET:
      break;
  }
  return InvalidField("way", "", "one_of:closing_code, witness, rating_secret, call_back");
}

v1::ClosedHow HowClosed(const v1::CompleteOrderRequest& request) {
  switch (request.way_case()) {
    case v1::CompleteOrderRequest::kWitness:
      return v1::STATION_WITNESS;
    case v1::CompleteOrderRequest::kCallBack:
      return v1::CALL_BACK;
    case v1::CompleteOrderRequest::kRatingSecret:
      return v1::RESIDENT_PAGE;
    default:
      return v1::CLOSING_CODE;
  }
}

Status Complete(Work& work, const v1::CompleteOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* found, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayClose(work, *found, request));
  DD_RETURN_IF_ERROR(MustStart(*found, "CompleteOrder"));
  const Uuid id = found->id;
  const AcceptanceRow* held = work.Find<AcceptanceRow>(*found->acceptance_id);
  const absl::Time observed_at = FromProto(request.observed_time());
  DD_RETURN_IF_ERROR(CheckObserved(work, *found, *held, observed_at));
  const auto* hashes = work.Extra<SecretHashes>();
  if (request.has_closing_code()) DD_RETURN_IF_ERROR(CheckClosingCode(work, *found, hashes->closing_code));
  if (request.has_rating_secret() &&
      work.Find<OrderPrivateRow>(id)->rating_secret_hash.data != hashes->rating_secret) {
    return Refuse(Reason::RATING_SECRET_WRONG);
  }

  OrderRow& order = *work.Change<OrderRow>(id);
  EndAcceptance(work, order, "COMPLETED", observed_at);
  AcceptanceRow& acceptance = *work.Change<AcceptanceRow>(held->id);
  acceptance.closed_how = HowClosed(request);
  acceptance.closer = work.caller.subject;
  acceptance.headcount = request.headcount();
  acceptance.photos = PhotosOf(work, order);
  acceptance.own_parts = OwnParts(work, order, acceptance, request.has_witness() || request.has_call_back());
  DropProposal(work, order, "WITHDRAWN");
  order.completed_at = observed_at;
  Step(order, "CompleteOrder", v1::COMPLETED);
  Touched(work, order);
  EmitOrder(work, "ORDER_COMPLETED", order);
  EmitSettled(work, order, acceptance);
  return absl::OkStatus();
}

Status Abort(Work& work, const v1::AbortServiceRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* found, FindOrder(work, request.name()));
  Scope scope = AtStation(*found);
  if (found->team_id) scope.teams = {*found->team_id};
  DD_RETURN_IF_ERROR(MayDo(work, "AttendanceService/AbortService", scope));
  DD_RETURN_IF_ERROR(MustStart(*found, "AbortService"));
  const AcceptanceRow* held = work.Find<AcceptanceRow>(*found->acceptance_id);
  const absl::Time observed_at = FromProto(request.observed_time());
  DD_RETURN_IF_ERROR(CheckObserved(work, *found, *held, observed_at));

  OrderRow& order = *work.Change<OrderRow>(found->id);
  EndAcceptance(work, order, "ABORTED", observed_at);
  DropProposal(work, order, "WITHDRAWN");
  AcceptanceRow& acceptance = *work.Change<AcceptanceRow>(held->id);
  acceptance.closer = work.caller.subject;
  acceptance.photos = PhotosOf(work, order);
  acceptance.own_parts = OwnParts(work, order, acceptance, /*closing=*/false);
  if (request.reopen()) {
    Reopen(work, order, "AbortService");
  } else {
    order.reason = v1::AbortReason_Name(request.reason());
    Step(order, "AbortService", v1::CANCELLED);
  }
  Touched(work, order);
  EmitOrder(work, "SERVICE_ABORTED", order, v1::AbortReason_Name(request.reason()));
  EmitSettled(work, order, acceptance);
  return absl::OkStatus();
}

}  // namespace

const Verb& CompleteOrderVerb() {
  static const Verb verb = MakeVerb<v1::CompleteOrderRequest, v1::Order>(
      "CompleteOrder", TouchEnd<v1::CompleteOrderRequest>, Complete, AnswerNamed<v1::CompleteOrderRequest>,
      TouchAcceptance<v1::CompleteOrderRequest>);
  return verb;
}

const Verb& AbortServiceVerb() {
  static const Verb verb = MakeVerb<v1::AbortServiceRequest, v1::Order>(
      "AbortService", TouchEnd<v1::AbortServiceRequest>, Abort, AnswerNamed<v1::AbortServiceRequest>,
      TouchAcceptance<v1::AbortServiceRequest>);
  return verb;
}

}  // namespace diandan::orders
