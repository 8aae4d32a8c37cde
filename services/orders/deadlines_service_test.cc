// The clock on a real database, driven by hand.
#include <future>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/deadlines.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::IsOkAndHolds;
using Stub = v1::OrderService::Stub;

class Clockwork : public ::testing::Test {
 protected:
  // Lets the clock strike until nothing is due; how many things were.
  int Strike(absl::Duration later) {
    world_.Wait(later);
    int all = 0;
    for (int done = 1; done > 0; all += done) {
      auto struck = world_.module.deadlines().RunDueOnce(world_.world.clock.Now());
      EXPECT_OK(struck);
      done = struck.ok() ? *struck : 0;
      if (all > 100) return -1;  // something is due for ever
    }
    return all;
  }
  v1::Order Get(absl::string_view word) {
    return *world_.Do(world_.dispatcher, &Stub::GetOrder, For<v1::GetOrderRequest>(word));
  }

  OrdersWorld world_;
};

TEST_F(Clockwork, NothingIsDueInAQuietCounty) {
  world_.Opened("o");
  EXPECT_EQ(Strike(absl::Seconds(1)), 0);
}

TEST_F(Clockwork, AnOpenOrderClimbsToTheClerksList) {
  world_.Opened("o");
  EXPECT_EQ(Strike(absl::Hours(10)), 1);
  EXPECT_EQ(Get("o").level(), v1::TOWNSHIP);
  EXPECT_EQ(Strike(absl::Hours(8)), 1);
  EXPECT_EQ(Get("o").level(), v1::COUNTY);
  EXPECT_EQ(Strike(absl::Hours(5)), 1);
  EXPECT_EQ(Get("o").level(), v1::CLERK_LIST);
  EXPECT_EQ(Strike(absl::Hours(100)), 0);
  EXPECT_EQ(Get("o").state(), v1::OPEN);
}

TEST_F(Clockwork, TwoScansOfOneMomentAreOne) {
  world_.Opened("o");
  world_.Wait(absl::Hours(10));
  const absl::Time now = world_.world.clock.Now();
  auto one = std::async(std::launch::async, [&] { return world_.module.deadlines().RunDueOnce(now); });
  auto two = std::async(std::launch::async, [&] { return world_.module.deadlines().RunDueOnce(now); });
  EXPECT_OK(one.get());
  EXPECT_OK(two.get());
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind = 'ESCALATED'"), 1);
}

TEST_F(Clockwork, ATeamThatDoesNotComeLosesTheOrder) {
  world_.Opened("o");
  auto accept = For<v1::AcceptOrderRequest>("o");
  accept.set_team(Name("teams", "team"));
  ASSERT_OK(world_.Do(world_.leader, &Stub::AcceptOrder, Fresh(accept)));
  EXPECT_EQ(Strike(absl::Hours(25)), 0);
  EXPECT_EQ(Strike(absl::Hours(1)), 1);
  EXPECT_EQ(Get("o").state(), v1::OPEN);
  EXPECT_EQ(
      world_.Count("SELECT count(*) FROM event WHERE kind = 'ORDER_RELEASED' AND actor = 'service:orders'"),
      1);
}

TEST_F(Clockwork, OffersLapse) {
  world_.Opened("o");
  auto ask = For<v1::OfferOrderRequest>("o");
  ask.add_offers()->set_team(Name("teams", "team"));
  ASSERT_OK(world_.Do(world_.clerk, &Stub::OfferOrder, Fresh(ask)));
  EXPECT_EQ(Get("o").offers_size(), 1);
  EXPECT_EQ(Strike(absl::Hours(4)), 1);
  // Who let an offer lapse is not shown.
  EXPECT_EQ(Get("o").offers_size(), 0);
}

TEST_F(Clockwork, ASeriesIsPlacedAheadWithThePersonsWords) {
  v1::PlaceSeriesRequest series;
  series.set_name(Name("series", "s"));
  *series.mutable_order() = Draft("first", world_.world.clock.Now() + absl::Hours(24));
  series.set_every_weeks(1);
  series.add_weekdays(6);
  *series.mutable_until_time() = ToTimestamp(world_.world.clock.Now() + absl::Hours(24 * 60));
  ASSERT_OK(world_.Do(world_.clerk, &Stub::PlaceSeries, Fresh(series)));
  // Two weeks ahead: tomorrow, and the Saturday after it.
  EXPECT_EQ(Strike(absl::Seconds(1)), 2);
  v1::ListOrdersRequest list;
  list.set_parent("counties/150525");
  list.set_series(Name("series", "s"));
  const auto placed = world_.Do(world_.clerk, &Stub::ListOrders, list);
  ASSERT_EQ(placed->orders_size(), 2);
  v1::GetOrderRequest get;
  get.set_name(placed->orders(0).name());
  EXPECT_EQ(world_.Do(world_.clerk, &Stub::GetOrder, get)->client_address(), "王奶奶");
  auto end = v1::EndSeriesRequest();
  end.set_name(series.name());
  ASSERT_OK(world_.Do(world_.clerk, &Stub::EndSeries, Fresh(end)));
  world_.Wait(absl::Hours(24 * 20));
  Strike(absl::Seconds(1));
  EXPECT_EQ(world_.Do(world_.clerk, &Stub::ListOrders, list)->orders_size(), 2);
}

}  // namespace
}  // namespace diandan::orders::testing
