// Figures and readiness of a process without the gateway.
#include "services/gateway/operator_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/gateway/browser_testing.h"
#include "tests/support/matchers.h"

namespace diandan::gateway {
namespace {

using ::testing::HasSubstr;

TEST(OperatorPagesTest, AreAllThereIs) {
  bool ready = false;
  auto server = ServeOperatorPages("127.0.0.1:0", [&]() -> std::vector<Readiness> {
    return {{"orders", ready ? absl::OkStatus() : Refuse(errors::v1::DATABASE_UNAVAILABLE)}};
  });
  ASSERT_OK(server);
  Wire wire{(*server)->port()};
  EXPECT_EQ(wire.Ask("GET", "/healthz").body, "ok\n");
  EXPECT_EQ(wire.Ask("GET", "/readyz").status, 503);
  ready = true;
  EXPECT_EQ(wire.Ask("GET", "/readyz").body, "orders: ready\n");
  EXPECT_THAT(wire.Ask("GET", "/metrics").body, HasSubstr("# TYPE diandan_calls_total counter"));
  EXPECT_EQ(wire.Ask("GET", "/field/").status, 404);
  EXPECT_EQ(wire.Ask("POST", "/diandan.orders.v1.OrderService/ListOrders").status, 404);
  EXPECT_THAT(ServeOperatorPages("nowhere", nullptr), testing::InvalidAt("--metrics", "ADDRESS:PORT"));
}

}  // namespace
}  // namespace diandan::gateway
