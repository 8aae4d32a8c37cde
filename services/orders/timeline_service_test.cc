// An order's history says who did what, and why where a reason is asked for.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using Stub = v1::OrderService::Stub;

TEST(Timeline, ReasonsStandWithTheirSteps) {
  OrdersWorld world;
  auto accept = [&] {
    auto request = Fresh(For<v1::AcceptOrderRequest>("o"));
    request.set_team(Name("teams", "team"));
    ASSERT_OK(world.Do(world.leader, &Stub::AcceptOrder, request));
  };
  world.Opened("o");
  accept();
  auto release = Fresh(For<v1::ReleaseOrderRequest>("o"));
  release.set_reason(v1::TEAM_ASKED);
  ASSERT_OK(world.Do(world.officer, &Stub::ReleaseOrder, release));
  accept();
  world.Wait(absl::Hours(27));  // nobody came
  ASSERT_OK(world.module.deadlines().RunDueOnce(world.world.clock.Now()));
  auto cancel = Fresh(For<v1::CancelOrderRequest>("o"));
  cancel.set_reason(v1::CLIENT_UNAVAILABLE);
  ASSERT_OK(world.Do(world.clerk, &Stub::CancelOrder, cancel));

  const auto history = world.Do(world.clerk, &Stub::GetTimeline, For<v1::GetTimelineRequest>("o"));
  ASSERT_OK(history);
  std::vector<std::pair<std::string, std::string>> steps;
  for (const auto& step : history->steps()) steps.emplace_back(step.kind(), step.reason());
  EXPECT_THAT(steps, ElementsAre(Pair("ORDER_PLACED", ""), Pair("ORDER_APPROVED", ""),
                                 Pair("ORDER_ACCEPTED", ""), Pair("ORDER_RELEASED", "TEAM_ASKED"),
                                 Pair("ORDER_ACCEPTED", ""), Pair("ORDER_RELEASED", "NO_CHECK_IN"),
                                 Pair("ORDER_CANCELLED", "CLIENT_UNAVAILABLE")));
}

}  // namespace
}  // namespace diandan::orders::testing
