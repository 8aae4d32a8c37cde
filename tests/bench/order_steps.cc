#include "tests/bench/order_steps.h"

#include "absl/time/clock.h"

namespace diandan::bench {
namespace {

namespace o = orders::v1;

google::protobuf::Timestamp At(absl::Time time) {
  google::protobuf::Timestamp out;
  out.set_seconds(absl::ToUnixSeconds(time));
  return out;
}

template <typename Request>
Request Named(const OrderPlan& order) {
  Request request;
  request.set_name(order.name);
  if constexpr (requires { request.set_request_id(""); }) request.set_request_id(NewId());
  return request;
}

template <typename Request>
Request FactOf(const OrderPlan& order, size_t member, absl::Time at) {
  auto request = Named<Request>(order);
  request.set_session_id(order.session);
  request.set_volunteer(order.village->members[member % order.village->members.size()]);
  *request.mutable_observed_time() = At(at);
  return request;
}

}  // namespace

o::PlaceOrderRequest OrderPlan::Place() const {
  auto request = Named<o::PlaceOrderRequest>(*this);
  o::OrderDraft& draft = *request.mutable_order();
  draft.set_kind(o::DEMAND);
  draft.set_menu_item(county->menu_item);
  draft.set_station(village->station);
  draft.set_client_address("Grandmother");
  draft.set_volunteers_wanted(1);
  o::SessionDraft& planned = *draft.add_sessions();
  planned.set_session_id(session);
  *planned.mutable_start_time() = At(absl::Now() + absl::Minutes(30));
  *planned.mutable_end_time() = At(absl::Now() + absl::Minutes(90));
  return request;
}

o::ApproveOrderRequest OrderPlan::Approve() const { return Named<o::ApproveOrderRequest>(*this); }

o::OfferOrderRequest OrderPlan::Offer() const {
  auto request = Named<o::OfferOrderRequest>(*this);
  request.add_offers()->set_team(village->team);
  return request;
}

o::AcceptOrderRequest OrderPlan::Accept() const {
  auto request = Named<o::AcceptOrderRequest>(*this);
  request.set_team(village->team);
  return request;
}

o::SetRosterRequest OrderPlan::SetRoster(size_t first_member, size_t members) const {
  auto request = Named<o::SetRosterRequest>(*this);
  for (size_t i = 0; i < members; ++i) {
    o::RosterPlace& place = *request.add_places();
    place.set_session_id(session);
    place.set_volunteer(village->members[(first_member + i) % village->members.size()]);
  }
  return request;
}

o::CheckInRequest OrderPlan::CheckIn(size_t member, absl::Time at) const {
  return FactOf<o::CheckInRequest>(*this, member, at);
}

o::CheckOutRequest OrderPlan::CheckOut(size_t member, absl::Time at) const {
  return FactOf<o::CheckOutRequest>(*this, member, at);
}

o::CompleteOrderRequest OrderPlan::Complete(absl::Time at) const {
  auto request = Named<o::CompleteOrderRequest>(*this);
  *request.mutable_observed_time() = At(at);
  request.set_witness(true);
  return request;
}

o::RateOrderRequest OrderPlan::Rate() const {
  auto request = Named<o::RateOrderRequest>(*this);
  request.set_rater_kind(o::STATION);
  request.set_channel(o::SIGNED_IN);
  request.set_score(4);
  return request;
}

o::GetOrderRequest OrderPlan::Get() const { return Named<o::GetOrderRequest>(*this); }

hours::v1::ListEntriesOfOrderRequest OrderPlan::Entries() const {
  hours::v1::ListEntriesOfOrderRequest request;
  request.set_order(name);
  return request;
}

hours::v1::DecideEntriesRequest OrderPlan::Verify(
    const hours::v1::ListEntriesOfOrderResponse& entries) const {
  hours::v1::DecideEntriesRequest request;
  request.set_request_id(NewId());
  request.set_parent(county->parent());
  for (const hours::v1::Entry& entry : entries.entries()) {
    hours::v1::Decision& decision = *request.add_decisions();
    decision.set_entry(entry.name());
    decision.set_verdict(hours::v1::VERIFY);
  }
  return request;
}

}  // namespace diandan::bench
