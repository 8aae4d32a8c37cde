// A station cancels while the team checks in. Whoever comes first, the order tells one story.
#include <atomic>
#include <future>
#include <latch>
#include <thread>
#include <vector>

#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"
#include "tests/support/matchers.h"

namespace diandan::fault {
namespace {

using orders::v1::AttendanceService;
using orders::v1::OrderService;
using scenario::OrThrow;
using scenario::Stage;
using scenario::Walk;
using ::testing::Contains;

constexpr int kRounds = 1'000;
constexpr int kAtOnce = 10;  // orders that are raced for at a time

// The cancellation was refused and the service runs, or it stands and the check-in moved nothing.
void ExpectOneStory(const StatusOr<orders::v1::Order>& cancelled, const StatusOr<orders::v1::Fact>& fact,
                    const orders::v1::Order& after) {
  ASSERT_OK(fact);
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

// One order from its placing to the end of the race; true when the cancellation won.
bool RunRound(Stage& stage) {
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
  const auto fact = stage.Call("volunteer", &AttendanceService::Stub::CheckIn, check_in);
  station.join();
  ExpectOneStory(cancelled, fact, OrThrow(walk.Show()));
  return cancelled.ok();
}

TEST(Race, CancelAgainstCheckInEndsInOneOfTwoWays) {
  Stage stage;
  stage.At(13, 55);  // for good: who is signed in stays so, and no deadline passes
  std::atomic<int> left = kRounds, cancelled = 0, checked_in = 0;
  std::vector<std::future<void>> racers;
  for (int i = 0; i < kAtOnce; ++i) {
    racers.push_back(std::async(std::launch::async, [&] {
      while (left.fetch_sub(1) > 0) ++(RunRound(stage) ? cancelled : checked_in);
    }));
  }
  for (auto& racer : racers) racer.get();
  EXPECT_EQ(cancelled + checked_in, kRounds);
  // A race that always ends the same way shows nothing.
  EXPECT_GT(cancelled, 0);
  EXPECT_GT(checked_in, 0);
  RecordProperty("cancels_that_won", cancelled);
}

}  // namespace
}  // namespace diandan::fault
