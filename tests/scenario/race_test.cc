// A station cancels while the team checks in. Whoever comes first, the order tells one story.
#include <latch>
#include <thread>

#include "absl/time/clock.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"
#include "tests/support/matchers.h"

namespace diandan::scenario {
namespace {

using orders::v1::AttendanceService;
using orders::v1::OrderService;
using ::testing::Contains;

constexpr int kMostRounds = 200;
constexpr absl::Duration kLongest = absl::Seconds(20);

// The cancellation was refused and the service runs, or it stands and the check-in moved nothing.
void ExpectOneStory(const StatusOr<orders::v1::Order>& cancelled, const StatusOr<orders::v1::Fact>& fact,
                    const orders::v1::Order& after) {
  ASSERT_THAT(fact, testing::IsOk());
  if (cancelled.ok()) {
    EXPECT_THAT(fact->flags(), Contains(orders::v1::LATE_FACT));
    EXPECT_EQ(fact->order_state(), orders::v1::CANCELLED);
    EXPECT_EQ(after.state(), orders::v1::CANCELLED);
  } else {
    EXPECT_THAT(cancelled, testing::Refused(errors::v1::ORDER_WRONG_STATE));
    EXPECT_THAT(fact->flags(), ::testing::IsEmpty());
    EXPECT_EQ(after.state(), orders::v1::IN_SERVICE);
  }
}

TEST(Race, CancelAgainstCheckIn) {
  Stage stage;
  stage.At(13, 55);  // for good: who is signed in stays so, and no deadline passes
  const absl::Time until = absl::Now() + kLongest;
  int rounds = 0, cancels = 0;
  for (; rounds < kMostRounds && absl::Now() < until && !HasFailure(); ++rounds) {
    Walk walk(stage);
    walk.UntilRoster();
    const auto cancel = walk.CancelRequest();
    const auto check_in = walk.CheckInRequest(stage.volunteer, 13, 55);
    StatusOr<orders::v1::Order> cancelled = absl::UnknownError("not called");
    std::latch start(2);
    std::thread station([&] {
      start.arrive_and_wait();
      cancelled = stage.Call("clerk", &OrderService::Stub::CancelOrder, cancel);
    });
    start.arrive_and_wait();
    auto fact = stage.Call("volunteer", &AttendanceService::Stub::CheckIn, check_in);
    station.join();
    ExpectOneStory(cancelled, fact, OrThrow(walk.Show()));
    if (cancelled.ok()) ++cancels;
  }
  RecordProperty("rounds", rounds);
  RecordProperty("cancels_that_won", cancels);
}

}  // namespace
}  // namespace diandan::scenario
