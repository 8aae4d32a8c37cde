// `orders` on a real database for service tests: a county with a village, teams and a menu, people with their
// grants, and the stubs to call.
#pragma once

#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "services/orders/orders_module.h"
#include "services/orders/rules_testing.h"
#include "tests/support/fixture.h"

namespace diandan::orders::testing {

class OrdersWorld {
 public:
  OrdersWorld();

  // As if `orders` had followed this event of `volunteers` or `hours`; a word stands for an event of its own.
  void Follow(const google::protobuf::Message& payload, const char* kind = "", absl::string_view word = "");
  // One number, by SQL, seeing every county.
  int64_t Count(const std::string& sql);

  // Answers of OrderService's and the other services' methods, by one caller.
  template <typename Request, typename Response>
  StatusOr<Response> Do(const diandan::testing::TestCaller& caller,
                        grpc::Status (v1::OrderService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                       Response*),
                        const Request& request) {
    return caller.Call(*orders, method, request);
  }
  // Time passes, and everybody signs in again.
  void Wait(absl::Duration time);
  v1::PlaceOrderRequest Wanted(absl::string_view word);
  // An order as far as its first steps: OPEN, asked for by the clerk and approved. One household for all
  // unless told otherwise.
  v1::Order Opened(absl::string_view word, absl::string_view house = "");

  diandan::testing::Installation world;
  OrdersModule& module;
  std::unique_ptr<v1::OrderService::Stub> orders;
  std::unique_ptr<v1::MenuService::Stub> menu;
  std::unique_ptr<v1::WishService::Stub> wishes;
  std::unique_ptr<v1::LoopPolicyService::Stub> policy;
  diandan::testing::TestCaller clerk, far_clerk, officer, dispatcher, admin, leader, rival;

 private:
  int64_t followed_ = 0;
};

// A fresh request_id into any request.
template <typename Request>
Request Fresh(Request request) {
  request.set_request_id(NewUuid(absl::Now()).ToString());
  return request;
}

}  // namespace diandan::orders::testing
