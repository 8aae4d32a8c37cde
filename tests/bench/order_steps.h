// The requests of one order's way through the loop, as its people would send them.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/orders/v1/attendance_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/orders/v1/rating_service.pb.h"
#include "tests/bench/town.h"

namespace diandan::bench {

// One order of one village; ids are made here, as clients make them.
struct OrderPlan {
  OrderPlan(const County& county, const Village& village)
      : county(&county), village(&village), name(county.NewName("orders")), session(NewId()) {}

  const County* county;
  const Village* village;
  std::string name, session;

  orders::v1::PlaceOrderRequest Place() const;
  orders::v1::ApproveOrderRequest Approve() const;
  orders::v1::OfferOrderRequest Offer() const;
  orders::v1::AcceptOrderRequest Accept() const;
  orders::v1::SetRosterRequest SetRoster(size_t first_member, size_t members) const;
  orders::v1::CheckInRequest CheckIn(size_t member, absl::Time at) const;
  orders::v1::CheckOutRequest CheckOut(size_t member, absl::Time at) const;
  orders::v1::CompleteOrderRequest Complete(absl::Time at) const;  // the station saw it
  orders::v1::RateOrderRequest Rate() const;                       // the station's own kind of rating
  orders::v1::GetOrderRequest Get() const;
  hours::v1::ListEntriesOfOrderRequest Entries() const;
  hours::v1::DecideEntriesRequest Verify(const hours::v1::ListEntriesOfOrderResponse& entries) const;
};

}  // namespace diandan::bench
