// What every rule of `orders` needs: names to ids, proto times, etags, words for people. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/base/command.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// The id in a validated resource name, or of a bare uuid; nil when the text is empty.
Uuid IdOf(absl::string_view name_or_uuid);
// FIELD_INVALID when a name of the request speaks of another county than the call.
Status SameCounty(const Work& work, absl::string_view field, absl::string_view name);

google::protobuf::Timestamp ToTimestamp(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);
// As people in China read it, "2026-11-26 09:00"; for the facts of refusals.
std::string ShowTime(absl::Time time);

std::string EtagOf(int32_t version);
// An empty etag overwrites whatever is there.
Status CheckEtag(const std::string& etag, int32_t version);

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
