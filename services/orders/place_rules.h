// 点单: placing orders, one by one, as siblings of a group, again, or as occurrences of a series. Pure; the
// sealed half of each order is made before the lane (order_secrets.h) and reaches the rule as Extra.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diandan/orders/v1/order.pb.h"
#include "services/base/verb.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// One order's sealed columns and its household's pseudonym.
struct SealedOrder {
  OrderPrivateRow row;
  Bytes client_key;
  bool client_key_by_house = false;
};
// The Extra of PlaceOrder, PlaceGroup, RedoOrder and PlaceOccurrence: one per order, in request order.
struct PlaceExtra {
  std::vector<SealedOrder> orders;
};

// An order about to be placed.
struct NewOrder {
  Uuid id;
  const v1::OrderDraft& draft;
  std::string field;         // of the draft in the request, for refusals: "order", "orders[2].order"
  absl::string_view method;  // whose access row decides: "OrderService/PlaceOrder"
  absl::string_view action;  // of the transition table
  std::optional<Uuid> group_id, series_id;
  // Set by the clock, which acts for somebody: who placed the series, and whether policy trusted them.
  std::string placer;
  std::optional<Uuid> placer_volunteer;
  std::optional<bool> trusted;
};

// Rows that PlaceOne wants to see, beside TouchOrder of the new order.
void TouchDraft(const v1::OrderDraft& draft, Touches& touches);
// Refuses in this order: who, what, when. Then inserts order, sessions and the sealed half. Does not emit.
StatusOr<OrderRow*> PlaceOne(Work& work, const NewOrder& wanted, const SealedOrder& sealed);

// A `more` for MayPlace.
void TouchPlacer(const Work& work, const v1::OrderDraft& draft, Touches& touches);
// Whether the caller may place this draft, and whether a role of theirs that does is trusted by policy.
StatusOr<bool> MayPlace(const Work& work, const v1::OrderDraft& draft, const std::string& field,
                        absl::string_view method);
// Times that make sense: in order, within a day, in the future, not overlapping.
Status CheckSessions(const Work& work, const google::protobuf::RepeatedPtrField<v1::SessionDraft>& sessions,
                     const std::string& field);
// Inserts sessions of an order.
void AddSessions(Work& work, const Uuid& order,
                 const google::protobuf::RepeatedPtrField<v1::SessionDraft>& sessions, bool planned,
                 const std::optional<Uuid>& proposal);

const Verb& PlaceOrderVerb();
const Verb& PlaceGroupVerb();
const Verb& RedoOrderVerb();

}  // namespace diandan::orders
