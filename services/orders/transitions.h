// Every step an order can take. The same table stands in schema/001_orders.sql (a foreign key keeps any
// writer to it) and in the comments of the RPCs; transitions_service_test.cc holds the three equal.
#pragma once

#include "absl/strings/string_view.h"
#include "diandan/orders/v1/types.pb.h"

namespace diandan::orders {

struct Transition {
  absl::string_view action;  // the RPC's name; EntriesSettled follows from `hours`
  v1::OrderState from, to;   // from ORDER_STATE_UNSPECIFIED: the order is made
};

inline constexpr v1::OrderState kNew = v1::ORDER_STATE_UNSPECIFIED;

inline constexpr Transition kTransitions[] = {
    {"PlaceOrder", kNew, v1::PLACED},
    {"PlaceOrder", kNew, v1::OPEN},
    {"PlaceOrder", kNew, v1::ACCEPTED},
    {"PlaceGroup", kNew, v1::PLACED},
    {"PlaceGroup", kNew, v1::OPEN},
    {"RedoOrder", kNew, v1::OPEN},
    {"ApproveOrder", v1::PLACED, v1::OPEN},
    {"ApproveOrder", v1::PLACED, v1::ACCEPTED},
    {"RefuseOrder", v1::PLACED, v1::REFUSED},
    {"AcceptOrder", v1::OPEN, v1::ACCEPTED},
    {"WithdrawAcceptance", v1::ACCEPTED, v1::OPEN},
    {"ReleaseOrder", v1::ACCEPTED, v1::OPEN},
    {"ConfirmReschedule", v1::ACCEPTED, v1::OPEN},
    {"CancelOrder", v1::PLACED, v1::CANCELLED},
    {"CancelOrder", v1::OPEN, v1::CANCELLED},
    {"CancelOrder", v1::ACCEPTED, v1::CANCELLED},
    {"CloseUnserved", v1::OPEN, v1::CANCELLED},
    {"CheckIn", v1::ACCEPTED, v1::IN_SERVICE},
    {"RecordFacts", v1::ACCEPTED, v1::IN_SERVICE},
    {"CompleteOrder", v1::ACCEPTED, v1::COMPLETED},
    {"CompleteOrder", v1::IN_SERVICE, v1::COMPLETED},
    {"AbortService", v1::IN_SERVICE, v1::OPEN},
    {"AbortService", v1::IN_SERVICE, v1::CANCELLED},
    {"EntriesSettled", v1::COMPLETED, v1::VERIFIED},
    {"EntriesSettled", v1::COMPLETED, v1::REJECTED},
};

constexpr bool MayStep(absl::string_view action, v1::OrderState from, v1::OrderState to) {
  for (const Transition& step : kTransitions) {
    if (step.action == action && step.from == from && step.to == to) return true;
  }
  return false;
}

// True when `action` leads anywhere from this state.
constexpr bool MayStart(absl::string_view action, v1::OrderState from) {
  for (const Transition& step : kTransitions) {
    if (step.action == action && step.from == from) return true;
  }
  return false;
}

}  // namespace diandan::orders
