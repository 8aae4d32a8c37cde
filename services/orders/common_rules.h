// What every rule of `orders` needs beside request_fields.h: the order meant, words for people. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/field_mask.pb.h"
#include "services/base/request_fields.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// As people in China read it, "2026-11-26 09:00"; for the facts of refusals.
std::string ShowTime(absl::Time time);

// True when the mask names the field; an empty mask names all.
bool Wants(const google::protobuf::FieldMask& mask, absl::string_view field);
// FIELD_INVALID for `update_mask` when it names something else.
Status CheckMask(const google::protobuf::FieldMask& mask, const std::vector<std::string>& allowed);

// The volunteer behind the caller, when there is one.
std::optional<Uuid> VolunteerOf(const Caller& caller);

// The order as it is now. NOT_FOUND names it.
StatusOr<const OrderRow*> FindOrder(const Work& work, const std::string& name);
// ORDER_WRONG_STATE unless the transition table lets `action` start from the order's state.
Status MustStart(const OrderRow& order, absl::string_view action);
// ORDER_WRONG_STATE, naming the present state and the wanted ones.
Status WrongState(const OrderRow& order, absl::string_view wanted);

}  // namespace diandan::orders
