#include "clients/demo/order_walk.h"

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "services/base/request_fields.h"

namespace diandan::demo {

namespace o = orders::v1;
using Attendance = o::AttendanceService::Stub;
using Orders = o::OrderService::Stub;
using Ratings = o::RatingService::Stub;
using EntryStub = hours::v1::EntryService::Stub;

OrderWalk::OrderWalk(Stage& stage, CountyId county, const Uuid& order)
    : stage_(stage),
      county_(county),
      id_(order),
      name_(ResourceNameOf(county, "orders", order)),
      session_(DeriveUuid(order, "session").ToString()) {}

StatusOr<o::Order> OrderWalk::Place(const Actor& who, o::OrderDraft draft, absl::Time start, absl::Time end) {
  auto request = About<o::PlaceOrderRequest>("place");
  o::SessionDraft& session = *draft.add_sessions();
  session.set_session_id(session_);
  *session.mutable_start_time() = ToTimestamp(start);
  *session.mutable_end_time() = ToTimestamp(end);
  *request.mutable_order() = std::move(draft);
  return stage_.Call(who, &Orders::PlaceOrder, request);
}

StatusOr<o::Order> OrderWalk::Approve(const Actor& who) {
  return stage_.Call(who, &Orders::ApproveOrder, About<o::ApproveOrderRequest>("approve"));
}

StatusOr<o::Order> OrderWalk::RefuseIt(const Actor& who, o::RefuseReason reason) {
  auto request = About<o::RefuseOrderRequest>("refuse");
  request.set_reason(reason);
  return stage_.Call(who, &Orders::RefuseOrder, request);
}

StatusOr<o::Order> OrderWalk::Cancel(const Actor& who, o::CancelReason reason) {
  auto request = About<o::CancelOrderRequest>("cancel");
  request.set_reason(reason);
  return stage_.Call(who, &Orders::CancelOrder, request);
}

StatusOr<o::Order> OrderWalk::Offer(const Actor& who, const std::vector<std::string>& teams) {
  auto request = About<o::OfferOrderRequest>("offer");
  for (const std::string& team : teams) request.add_offers()->set_team(team);
  return stage_.Call(who, &Orders::OfferOrder, request);
}

StatusOr<o::Order> OrderWalk::Accept(const Actor& leader, const std::string& team) {
  auto request = About<o::AcceptOrderRequest>("accept");
  request.set_team(team);
  return stage_.Call(leader, &Orders::AcceptOrder, request);
}

StatusOr<o::Roster> OrderWalk::SetRoster(const Actor& leader, const std::vector<std::string>& volunteers) {
  auto request = About<o::SetRosterRequest>("roster");
  for (const std::string& volunteer : volunteers) {
    o::RosterPlace& place = *request.add_places();
    place.set_session_id(session_);
    place.set_volunteer(volunteer);
  }
  return stage_.Call(leader, &Attendance::SetRoster, request);
}

StatusOr<std::string> OrderWalk::SessionKey(const Actor& leader) {
  o::GetRosterRequest request;
  request.set_name(name_);
  DD_ASSIGN_OR_RETURN(auto roster, stage_.Call(leader, &Attendance::GetRoster, request));
  for (const o::SessionKey& key : roster.keys()) {
    if (key.session_id() == session_) return key.key();
  }
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "LEADER, CLERK"}});
}

StatusOr<o::Fact> OrderWalk::CheckIn(const Actor& volunteer, const std::string& code, absl::Time at) {
  auto request = About<o::CheckInRequest>("in/" + volunteer.volunteer);
  request.set_session_id(session_);
  request.set_volunteer(volunteer.volunteer);
  request.set_code(code);
  *request.mutable_observed_time() = ToTimestamp(at);
  return stage_.Call(volunteer, &Attendance::CheckIn, request);
}

StatusOr<o::Fact> OrderWalk::CheckOut(const Actor& volunteer, const std::string& code, absl::Time at) {
  auto request = About<o::CheckOutRequest>("out/" + volunteer.volunteer);
  request.set_session_id(session_);
  request.set_volunteer(volunteer.volunteer);
  request.set_code(code);
  *request.mutable_observed_time() = ToTimestamp(at);
  return stage_.Call(volunteer, &Attendance::CheckOut, request);
}

Status OrderWalk::Record(const Actor& leader, o::Direction direction,
                         const std::vector<std::string>& volunteers, absl::Time at) {
  const std::string step = absl::StrCat("facts/", o::Direction_Name(direction));
  auto request = About<o::RecordFactsRequest>(step);
  for (const std::string& volunteer : volunteers) {
    o::FactDraft& fact = *request.add_facts();
    fact.set_fact_id(RequestId(step + "/" + volunteer));
    fact.set_session_id(session_);
    fact.set_volunteer(volunteer);
    fact.set_direction(direction);
    *fact.mutable_observed_time() = ToTimestamp(at);
  }
  DD_ASSIGN_OR_RETURN(auto recorded, stage_.Call(leader, &Attendance::RecordFacts, request));
  for (const o::FactResult& result : recorded.results()) {
    Reason reason = errors::v1::INTERNAL_ERROR;
    if (result.refused().empty()) continue;
    errors::v1::Reason_Parse(result.refused(), &reason);
    return Refuse(reason);
  }
  return absl::OkStatus();
}

StatusOr<o::Slip> OrderWalk::ViewSlip(const Actor& clerk) {
  return stage_.Call(clerk, &Ratings::ViewSlip, About<o::ViewSlipRequest>("slip"));
}

StatusOr<o::Order> OrderWalk::Complete(const Actor& leader, const std::string& closing_code, int headcount,
                                       absl::Time at) {
  auto request = About<o::CompleteOrderRequest>("complete");
  request.set_closing_code(closing_code);
  request.set_headcount(headcount);
  *request.mutable_observed_time() = ToTimestamp(at);
  return stage_.Call(leader, &Attendance::CompleteOrder, request);
}

StatusOr<o::Rating> OrderWalk::Rate(const std::string& rating_secret, int score,
                                    const std::vector<o::RatingTag>& tags, const std::string& words) {
  auto request = About<o::RateOrderRequest>("rate");
  request.set_rater_kind(o::RESIDENT);
  request.set_channel(o::RATING_SECRET);
  request.set_rating_secret(rating_secret);
  request.set_score(score);
  for (o::RatingTag tag : tags) request.add_tags(tag);
  request.set_words(words);
  return stage_.Call(Actor(), &Ratings::RateOrder, request);
}

StatusOr<std::vector<hours::v1::Entry>> OrderWalk::Entries(const Actor& reviewer) {
  hours::v1::ListEntriesOfOrderRequest request;
  request.set_order(name_);
  DD_ASSIGN_OR_RETURN(auto list, stage_.Call(reviewer, &EntryStub::ListEntriesOfOrder, request));
  return std::vector<hours::v1::Entry>(list.entries().begin(), list.entries().end());
}

StatusOr<std::vector<hours::v1::Entry>> OrderWalk::Decide(const Actor& reviewer,
                                                          const std::vector<hours::v1::Entry>& entries,
                                                          hours::v1::Verdict verdict,
                                                          hours::v1::DecisionReason reason) {
  hours::v1::DecideEntriesRequest request;
  request.set_parent(absl::StrCat("counties/", county_));
  request.set_request_id(RequestId("decide"));
  for (const hours::v1::Entry& entry : entries) {
    hours::v1::Decision& decision = *request.add_decisions();
    decision.set_entry(entry.name());
    decision.set_verdict(verdict);
    decision.set_reason(reason);
  }
  DD_ASSIGN_OR_RETURN(auto decided, stage_.Call(reviewer, &EntryStub::DecideEntries, request));
  return std::vector<hours::v1::Entry>(decided.entries().begin(), decided.entries().end());
}

StatusOr<o::Order> OrderWalk::Read(const Actor& who) {
  o::GetOrderRequest request;
  request.set_name(name_);
  return stage_.Call(who, &Orders::GetOrder, request);
}

}  // namespace diandan::demo
