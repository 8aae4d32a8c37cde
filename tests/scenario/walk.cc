#include "tests/scenario/walk.h"

#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "tests/scenario/or_throw.h"

namespace diandan::scenario {

namespace o = orders::v1;
namespace h = hours::v1;

o::OrderDraft Haircut(const Stage& stage, const std::string& session, int from_hour, int to_hour) {
  o::OrderDraft draft;
  draft.set_kind(o::DEMAND);
  draft.set_menu_item(stage.menu_item);
  draft.set_station(stage.station);
  draft.set_client_address("Grandmother");
  draft.set_volunteers_wanted(2);
  o::SessionDraft& planned = *draft.add_sessions();
  planned.set_session_id(session);
  *planned.mutable_start_time() = stage.TimeOf(from_hour, 0);
  *planned.mutable_end_time() = stage.TimeOf(to_hour, 0);
  return draft;
}

Walk::Walk(Stage& stage) : stage_(stage), name_(stage.NameOf("orders", stage.Id())), session_(stage.Id()) {}

Walk::Walk(Stage& stage, const o::Order& placed)
    : stage_(stage), name_(placed.name()), session_(placed.sessions(0).session_id()) {}

void Walk::ServedBy(const std::string& actor, const std::string& team,
                    const std::vector<std::string>& people) {
  actor_ = actor;
  team_ = team;
  people_ = people;
}

StatusOr<o::Order> Walk::Place() {
  auto request = Named<o::PlaceOrderRequest>();
  *request.mutable_order() = Haircut(stage_, session_);
  return stage_.Say("clerk", &o::OrderService::Stub::PlaceOrder, request);
}

StatusOr<o::Order> Walk::Approve() {
  return stage_.Say("officer", &o::OrderService::Stub::ApproveOrder, Named<o::ApproveOrderRequest>());
}

StatusOr<o::Order> Walk::Offer() {
  auto request = Named<o::OfferOrderRequest>();
  request.add_offers()->set_team(team_);
  auto order = stage_.Say("dispatcher", &o::OrderService::Stub::OfferOrder, request);
  if (order.ok() && order->offers_size() > 0) offer_id_ = order->offers(0).offer_id();
  return order;
}

StatusOr<o::Order> Walk::Accept() {
  auto request = Named<o::AcceptOrderRequest>();
  request.set_team(team_);
  request.set_offer_id(offer_id_);
  return stage_.Say(actor_, &o::OrderService::Stub::AcceptOrder, request);
}

StatusOr<o::Order> Walk::Withdraw() {
  return stage_.Say(actor_, &o::OrderService::Stub::WithdrawAcceptance,
                    Named<o::WithdrawAcceptanceRequest>());
}

StatusOr<o::Order> Walk::CloseUnserved() {
  return stage_.Say("clerk", &o::OrderService::Stub::CloseUnserved, Named<o::CloseUnservedRequest>());
}

StatusOr<o::Roster> Walk::SetRoster() {
  auto request = Named<o::SetRosterRequest>();
  for (const std::string& person : people_) {
    o::RosterPlace& place = *request.add_places();
    place.set_session_id(session_);
    place.set_volunteer(person);
  }
  return stage_.Say(actor_, &o::AttendanceService::Stub::SetRoster, request);
}

void Walk::UntilRoster() {
  OrThrow(Place());
  OrThrow(Approve());
  OrThrow(Offer());
  OrThrow(Accept());
  OrThrow(SetRoster());
}

o::CancelOrderRequest Walk::CancelRequest() const {
  auto request = Named<o::CancelOrderRequest>();
  request.set_request_id(stage_.Id());
  request.set_reason(o::CLIENT_UNAVAILABLE);
  return request;
}

StatusOr<o::Order> Walk::Cancel() {
  return stage_.Say("clerk", &o::OrderService::Stub::CancelOrder, CancelRequest());
}

template <typename Request>
Request Walk::FactOf(const std::string& person, int hour, int minute) const {
  auto request = Named<Request>();
  request.set_session_id(session_);
  request.set_volunteer(person);
  *request.mutable_observed_time() = stage_.TimeOf(hour, minute);
  return request;
}

o::CheckInRequest Walk::CheckInRequest(const std::string& person, int hour, int minute) const {
  auto request = FactOf<o::CheckInRequest>(person, hour, minute);
  request.set_request_id(stage_.Id());
  return request;
}

StatusOr<o::Fact> Walk::CheckIn(const std::string& actor, const std::string& person, int hour, int minute) {
  return stage_.Say(actor, &o::AttendanceService::Stub::CheckIn, CheckInRequest(person, hour, minute));
}

StatusOr<o::Fact> Walk::CheckOut(const std::string& actor, const std::string& person, int hour, int minute) {
  return stage_.Say(actor, &o::AttendanceService::Stub::CheckOut,
                    FactOf<o::CheckOutRequest>(person, hour, minute));
}

StatusOr<o::RecordFactsResponse> Walk::RecordFacts(int from_hour, int to_hour) {
  auto request = Named<o::RecordFactsRequest>();
  for (const std::string& person : people_) {
    for (auto [direction, hour] : {std::pair{o::IN, from_hour}, {o::OUT, to_hour}}) {
      o::FactDraft& fact = *request.add_facts();
      fact.set_fact_id(stage_.Id());
      fact.set_session_id(session_);
      fact.set_volunteer(person);
      fact.set_direction(direction);
      *fact.mutable_observed_time() = stage_.TimeOf(hour, 0);
    }
  }
  return stage_.Say(actor_, &o::AttendanceService::Stub::RecordFacts, request);
}

StatusOr<o::Slip> Walk::Slip() {
  return stage_.Say("clerk", &o::RatingService::Stub::ViewSlip, Named<o::ViewSlipRequest>());
}

StatusOr<o::Order> Walk::Complete(int hour, int minute) {
  auto request = Named<o::CompleteOrderRequest>();
  *request.mutable_observed_time() = stage_.TimeOf(hour, minute);
  request.set_closing_code(OrThrow(Slip()).closing_code());
  return stage_.Say(actor_, &o::AttendanceService::Stub::CompleteOrder, request);
}

StatusOr<o::Order> Walk::Witness(int hour, int minute) {
  auto request = Named<o::CompleteOrderRequest>();
  *request.mutable_observed_time() = stage_.TimeOf(hour, minute);
  request.set_witness(true);
  request.set_headcount(static_cast<int>(people_.size()));
  return stage_.Say("clerk", &o::AttendanceService::Stub::CompleteOrder, request);
}

void Walk::Rate(int score) {
  auto request = Named<o::RateOrderRequest>();
  request.set_rater_kind(o::RESIDENT);
  request.set_channel(o::RATING_SECRET);
  request.set_rating_secret(OrThrow(Slip()).rating_secret());
  request.set_score(score);
  OrThrow(stage_.Say("resident", &o::RatingService::Stub::RateOrder, request));
}

void Walk::RateAsStation(int score) {
  auto request = Named<o::RateOrderRequest>();
  request.set_rater_kind(o::STATION);
  request.set_channel(o::SIGNED_IN);
  request.set_score(score);
  OrThrow(stage_.Say("clerk", &o::RatingService::Stub::RateOrder, request));
}

void Walk::ShowAttendances() {
  OrThrow(
      stage_.Say(actor_, &o::AttendanceService::Stub::ListAttendances, Named<o::ListAttendancesRequest>()));
}

void Walk::VerifyAll() {
  h::ListEntriesOfOrderRequest waiting;
  waiting.set_order(name_);
  auto entries = OrThrow(stage_.Say("reviewer", &h::EntryService::Stub::ListEntriesOfOrder, waiting));
  h::DecideEntriesRequest request;
  request.set_parent(name_.substr(0, name_.find("/orders")));
  for (const h::Entry& entry : entries.entries()) {
    h::Decision& decision = *request.add_decisions();
    decision.set_entry(entry.name());
    decision.set_verdict(h::VERIFY);
  }
  OrThrow(stage_.Say("reviewer", &h::EntryService::Stub::DecideEntries, request));
}

void Walk::ShowStatement(const std::string& actor, const std::string& person) {
  h::GetVolunteerStatementRequest request;
  request.set_volunteer(person);
  OrThrow(stage_.Say(actor, &h::LedgerService::Stub::GetVolunteerStatement, request));
}

void Walk::ShowNotices(const std::string& actor) {
  o::ListNoticesRequest request;
  request.set_parent(stage_.parent());
  OrThrow(stage_.Say(actor, &o::NoticeService::Stub::ListNotices, request));
}

StatusOr<o::Order> Walk::Show() {
  return stage_.Say("clerk", &o::OrderService::Stub::GetOrder, Named<o::GetOrderRequest>());
}

}  // namespace diandan::scenario
