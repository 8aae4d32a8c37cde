#include "clients/cli/order_text.h"

#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

TEST(OrderTextTest, WhyAnOrderHasNoEntries) {
  const absl::Time completed = absl::FromUnixSeconds(1'793'800'000);
  struct Case {
    orders::v1::OrderState state;
    absl::Duration since;
    errors::v1::Reason why;
  };
  for (const Case& one : {Case{orders::v1::IN_SERVICE, absl::Hours(1), errors::v1::ORDER_WRONG_STATE},
                          Case{orders::v1::COMPLETED, absl::Seconds(2), errors::v1::NOT_YET_FOLLOWED},
                          Case{orders::v1::COMPLETED, absl::Minutes(2), errors::v1::NOT_FOUND},
                          Case{orders::v1::REJECTED, absl::Hours(30), errors::v1::NOT_FOUND}}) {
    orders::v1::Order order;
    order.set_state(one.state);
    SetTime(completed, order.mutable_completed_time());
    EXPECT_EQ(ReasonOf(WhyNoEntries(order, "7K3M", completed + one.since)), one.why)
        << orders::v1::OrderState_Name(one.state) << " " << one.since;
  }
}

}  // namespace
}  // namespace diandan::cli
