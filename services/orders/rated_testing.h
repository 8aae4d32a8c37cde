// Orders that were taken, served and rated, on a real database: for tests of what is read of them.
#pragma once

#include <memory>
#include <string>

#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {

class RatedOrdersTest : public ::testing::Test {
 protected:
  using Orders = v1::OrderService::Stub;

  void Accept(absl::string_view word) {
    auto request = Fresh(For<v1::AcceptOrderRequest>(word));
    request.set_team(Name("teams", "team"));
    ASSERT_OK(world.Do(world.leader, &Orders::AcceptOrder, request));
  }
  // Opened, taken ten minutes later.
  void Taken(absl::string_view word) {
    world.Opened(word);
    world.Wait(absl::Minutes(10));
    Accept(word);
  }
  // After its start: seen done by the station.
  void Witnessed(absl::string_view word) {
    auto request = Fresh(For<v1::CompleteOrderRequest>(word));
    *request.mutable_observed_time() = ToTimestamp(world.world.clock.Now());
    request.set_witness(true);
    ASSERT_OK(world.clerk.Call(*attendance, &v1::AttendanceService::Stub::CompleteOrder, request));
  }
  v1::RateOrderRequest Opinion(absl::string_view word, int score, v1::RatingChannel channel) {
    auto request = Fresh(For<v1::RateOrderRequest>(word));
    request.set_rater_kind(v1::RESIDENT);
    request.set_channel(channel);
    request.set_score(score);
    return request;
  }
  // The officer calls back, the clerk rates on behalf.
  void Rated(absl::string_view word, int score, v1::RatingChannel channel = v1::RATING_CALL_BACK) {
    const diandan::testing::TestCaller& rater = channel == v1::ON_BEHALF ? world.clerk : world.officer;
    ASSERT_OK(rater.Call(*ratings, &v1::RatingService::Stub::RateOrder, Opinion(word, score, channel)));
  }

  OrdersWorld world;
  std::unique_ptr<v1::AttendanceService::Stub> attendance =
      v1::AttendanceService::NewStub(world.world.ChannelTo("orders"));
  std::unique_ptr<v1::RatingService::Stub> ratings =
      v1::RatingService::NewStub(world.world.ChannelTo("orders"));
  const std::string centre = Path({"centre"}), town = Path({"centre", "town"});
};

}  // namespace diandan::orders::testing
