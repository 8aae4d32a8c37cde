// What the clock does to an order, and when.
#include "services/orders/due_rules.h"

#include "diandan/orders/v1/clock.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/reschedule_rules.h"
#include "services/orders/rules_testing.h"
#include "services/orders/timing_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Status Strike(County& county) {
  county.now = *county.Order("o").next_due_at;
  return county.Run(OrderDueVerb(), county.dispatcher, For<v1::OrderDue>("o"));
}

TEST(Clock, NothingIsDueNothingHappens) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::OPEN);
  order.next_due_at = county.now + absl::Seconds(1);
  EXPECT_OK(county.Run(OrderDueVerb(), county.dispatcher, For<v1::OrderDue>("o")));
  EXPECT_THAT(county.events, IsEmpty());
}

TEST(Clock, WidensTheCircleUpToTheClerksList) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::OPEN);
  order.level_deadline = LevelDeadline(BuiltInSettings(), v1::VILLAGE, county.now, order.first_start);
  order.next_due_at = order.level_deadline;
  for (v1::EscalationLevel level : {v1::TOWNSHIP, v1::COUNTY, v1::CLERK_LIST}) {
    ASSERT_OK(Strike(county));
    EXPECT_THAT(county.events, ElementsAre("ESCALATED"));
    EXPECT_EQ(county.Order("o").level, level);
    EXPECT_LT(county.now, county.Order("o").first_start);
  }
  EXPECT_FALSE(county.Order("o").next_due_at.has_value());
}

TEST(Clock, OffersLapseTogetherAndQuietly) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::OPEN);
  county.AddOffer("o", "team");
  county.AddOffer("o", "rival");
  order.level_deadline = county.now + absl::Hours(20);
  order.next_due_at = county.now + absl::Hours(4);
  ASSERT_OK(Strike(county));
  EXPECT_THAT(county.events, ElementsAre("OFFERS_LAPSED"));
  EXPECT_EQ(county.Order("o").next_due_at, order.level_deadline);
}

TEST(Clock, ReleasesWhomNobodySaw) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::ACCEPTED);
  order.next_due_at = order.first_start + absl::Hours(2);
  ASSERT_OK(Strike(county));
  EXPECT_THAT(county.events, ElementsAre("ORDER_RELEASED"));
  EXPECT_EQ(county.Order("o").state, v1::OPEN);
  // The start has passed: no circle is asked any more, a clerk looks at it.
  EXPECT_EQ(county.Order("o").level, v1::CLERK_LIST);
}

TEST(Clock, UnansweredOrdersClimbInWorkingHours) {
  County county;
  OrderRow& order = county.AddOrder("o", v1::PLACED);
  order.level_deadline = AddWorkingHours(county.now, 4);
  order.next_due_at = order.level_deadline;
  EXPECT_EQ(ShowTime(*order.next_due_at), "2026-11-20 13:00");
  ASSERT_OK(Strike(county));
  EXPECT_EQ(county.Order("o").level, v1::TOWNSHIP);
  EXPECT_EQ(ShowTime(*county.Order("o").next_due_at), "2026-11-20 17:00");
  ASSERT_OK(Strike(county));
  EXPECT_EQ(county.Order("o").level, v1::COUNTY);
  // Over the weekend nobody is expected to answer.
  EXPECT_EQ(ShowTime(*county.Order("o").next_due_at), "2026-11-23 13:00");
  ASSERT_OK(Strike(county));
  EXPECT_EQ(county.Order("o").state, v1::PLACED);
  EXPECT_EQ(county.Order("o").level, v1::CLERK_LIST) << "after the county's desk a clerk has it by hand";
  EXPECT_THAT(county.events, ElementsAre("ESCALATED"));
  EXPECT_FALSE(county.Order("o").next_due_at.has_value());
}

TEST(Clock, ASilentTeamLosesRescheduledOrders) {
  County county;
  county.AddOrder("o", v1::ACCEPTED);
  ASSERT_OK(county.Run(RescheduleOrderVerb(), county.clerk, NewTimes(county)));
  ASSERT_OK(Strike(county));
  EXPECT_THAT(county.events, ElementsAre("ORDER_RESCHEDULED"));
  EXPECT_EQ(county.Order("o").state, v1::OPEN);
}

TEST(Clock, ASilentStationKeepsTheOldTimes) {
  County county;
  county.AddOrder("o", v1::ACCEPTED);
  ASSERT_OK(county.Run(RescheduleOrderVerb(), county.leader, NewTimes(county)));
  const absl::Time start = county.Order("o").first_start;
  ASSERT_OK(Strike(county));
  EXPECT_EQ(county.Order("o").state, v1::ACCEPTED);
  EXPECT_EQ(county.Order("o").first_start, start);
}

}  // namespace
}  // namespace diandan::orders::testing
