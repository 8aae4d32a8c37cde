// For tests of suggestions: orders written down in a line each.
#pragma once

#include <string>

#include "services/matching/matching_testing.h"
#include "services/matching/suggestion_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {

using ManyOrders = decltype(SuggestionInputs::orders);
using OneOrder = ManyOrders::value_type;

// A haircut for the household "wang" of the station "v1" on 5 December, 9 to 11, open.
inline OneOrder OrderOf(const std::string& name,
                        const std::function<void(orders::v1::OrderChanged&)>& change = {}) {
  OneOrder order;
  order.id = Id(name);
  auto& facts = order.facts;
  facts.set_order_id(order.id.ToString());
  facts.set_number(name);
  facts.set_state(orders::v1::OPEN);
  facts.set_kind(orders::v1::DEMAND);
  facts.set_menu_item_id(Id("haircut at home").ToString());
  facts.set_skill("haircut");
  facts.set_client_key("wang");
  facts.set_client_key_by_house(true);
  facts.set_station_id(Id("v1").ToString());
  facts.set_station_path("c.t1.v1");
  *facts.add_sessions() = SessionOf(At(5, 9), At(5, 11));
  *facts.mutable_placed_time() = ToTimestamp(kNow);
  if (change) change(facts);
  return order;
}

inline void Meet(orders::v1::OrderChanged& facts, absl::Time start, absl::Duration length = absl::Hours(1)) {
  facts.clear_sessions();
  *facts.add_sessions() = SessionOf(start, start + length);
}

inline void Stand(orders::v1::OrderChanged& facts, int32_t lat_milli, int32_t lng_milli) {
  facts.mutable_point()->set_lat_milli(lat_milli);
  facts.mutable_point()->set_lng_milli(lng_milli);
}

inline SuggestionInputs InputsWith(ManyOrders orders) {
  SuggestionInputs inputs;
  inputs.county = kCounty;
  inputs.now = kNow;
  inputs.orders = std::move(orders);
  inputs.weights = DefaultWeights();
  return inputs;
}

}  // namespace diandan::matching
