// ListOrders on a real database: every order its contract names.
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/sorted_list.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::SortText;
using Stub = v1::OrderService::Stub;

std::string TextOf(const v1::Order& order, const std::string& by) {
  if (by == "number") return order.number();
  if (by == "planned_start") return SortText(order.sessions(0).start_time());
  if (by == "completed_time") return SortText(order.completed_time(), order.has_completed_time());
  return SortText(order.placed_time());
}

TEST(OrderLists, EveryOrderGoesOnOverPages) {
  OrdersWorld world;
  for (const char* word : {"a", "b", "c", "d", "e", "f", "g"}) world.Opened(word);
  // Ties in each, and every third never completed.
  const Status spread =
      db::Transact(*world.world.home("orders").pool, {kCounty}, false, [](db::Connection& connection) {
        connection.Run("UPDATE county_clock SET changes = changes + 1");
        connection.Run(
            "UPDATE service_order o SET placed_at = o.placed_at + n / 2 * interval '1 minute',"
            " first_start = o.first_start - n / 3 * interval '1 hour',"
            " completed_at = CASE WHEN n % 3 > 0 THEN o.placed_at + n % 2 * interval '1 day' END"
            " FROM (SELECT id, row_number() OVER (ORDER BY number) AS n FROM service_order) s WHERE s.id = "
            "o.id");
        connection.Run(
            "UPDATE session s SET start_at = o.first_start, end_at = o.first_start + interval '1 hour'"
            " FROM service_order o WHERE o.id = s.order_id");
        return absl::OkStatus();
      });
  ASSERT_OK(spread);
  v1::ListOrdersRequest request;
  request.set_parent("counties/150525");
  using Rows = std::pair<std::vector<v1::Order>, std::string>;
  diandan::testing::ExpectEveryOrder<v1::Order, v1::ListOrdersRequest>(
      request,
      [&](const v1::ListOrdersRequest& each) -> StatusOr<Rows> {
        DD_ASSIGN_OR_RETURN(auto page, world.Do(world.clerk, &Stub::ListOrders, each));
        return Rows({page.orders().begin(), page.orders().end()}, page.next_page_token());
      },
      TextOf);
}

}  // namespace
}  // namespace diandan::orders::testing
